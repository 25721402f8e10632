//! Deserialization of records with serde.

use serde::de::{Deserializer, Error};

use super::transcode::transcode;
use super::{Mode, read};
use crate::rt::{Init, Record};

/// Deserializes a record of a request. Fails if the value does not fit the record, or has unknown
/// keys or keys that stand twice: someone wrote them and meant something by them.
pub fn deserialize_sent<'de, R, D>(deserializer: D) -> Result<R, D::Error>
where
    R: Record + Init,
    D: Deserializer<'de>,
{
    deserialize(deserializer, Mode::Strict)
}

/// Deserializes a record that only occurs in responses. The service may be newer than the spec, so
/// unknown keys are skipped. Fails if the value is not an object, or does not fit the record.
pub fn deserialize_received<'de, R, D>(deserializer: D) -> Result<R, D::Error>
where
    R: Record + Init,
    D: Deserializer<'de>,
{
    deserialize(deserializer, Mode::Lenient)
}

fn deserialize<'de, R, D>(deserializer: D, mode: Mode) -> Result<R, D::Error>
where
    R: Record + Init,
    D: Deserializer<'de>,
{
    let mut record = R::init();
    read(&transcode(deserializer)?, mode, &mut record).map_err(D::Error::custom)?;
    Ok(record)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize as _;
    use serde::de::value::{Error, MapDeserializer};

    use super::*;
    use crate::testing::records::{Lamp, SwitchOn, switch_on};

    #[test]
    fn any_format_is_read_as_json_is() {
        let text = crate::Request::to_json(&switch_on());
        assert_eq!(serde_json::from_str::<SwitchOn>(&text).unwrap(), switch_on());
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(SwitchOn::deserialize(value).unwrap(), switch_on());
        let pairs = MapDeserializer::<_, Error>::new([("Id", "a\"b"), ("Room", "")].into_iter());
        let lamp: Lamp = deserialize_sent(pairs).unwrap();
        assert_eq!((lamp.id.as_deref(), lamp.room.as_deref()), (Some("a\"b"), Some("")));
        for (text, says) in [
            (r#"{"Id":"ab","Id":"cd"}"#, "Id: given twice; keep one"),
            (r#"{"Volts":1}"#, "unknown field \"Volts\"; check its spelling"),
            (r#"{"Watts":[]}"#, "Watts: expected an integer, found a list"),
            ("null", "expected an object, found null"),
            (r#"{"$serde_json::private::Number":"1,\"Id\":2"}"#, "invalid number"),
        ] {
            let error = serde_json::from_str::<Lamp>(text).unwrap_err().to_string();
            assert!(error.contains(says), "{text}: {error}");
        }
        let endless = MapDeserializer::<_, Error>::new([("Bright", f64::NAN)].into_iter());
        let error = deserialize_sent::<SwitchOn, _>(endless).unwrap_err().to_string();
        assert!(error.contains("not finite"), "{error}");
    }

    #[test]
    fn what_is_received_may_be_newer() {
        let text = r#"{"New":[{"a":[]},{}],"Id":"x","Watts":"","Id":"y"}"#;
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let lamp: Lamp = deserialize_received(&mut deserializer).unwrap();
        assert_eq!((lamp.id.as_deref(), lamp.watts), (Some("y"), None));
    }
}

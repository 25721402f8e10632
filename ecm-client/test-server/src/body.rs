//! JSON bodies without duplicate keys.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// Reads a body as JSON. A key twice in an object is an error: no document says which one counts.
pub(super) fn read(bytes: &[u8]) -> Result<Value, String> {
    let value = serde_json::from_slice(bytes).map_err(|error| error_position(&error))?;
    // Nesting is bounded by the reading above, which went through the same text.
    serde_json::from_slice::<UniqueKeys>(bytes)
        .map_err(|_| "an object has the same key twice".to_owned())?;
    Ok(value)
}

/// Describes where a syntax error is, but not the text there, which may be a secret.
fn error_position(error: &serde_json::Error) -> String {
    let what = if error.is_eof() { "it ends too early" } else { "it is not JSON" };
    format!("{what} at line {}, column {}", error.line(), error.column())
}

/// Visitor that fails on duplicate keys and keeps nothing.
struct UniqueKeys;

impl<'de> serde::Deserialize<'de> for UniqueKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueKeys)
    }
}

impl<'de> Visitor<'de> for UniqueKeys {
    type Value = UniqueKeys;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<UniqueKeys, A::Error> {
        let mut keys = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            map.next_value::<UniqueKeys>()?;
            if !keys.insert(key) {
                return Err(A::Error::custom("duplicate key"));
            }
        }
        Ok(UniqueKeys)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<UniqueKeys, A::Error> {
        while list.next_element::<UniqueKeys>()?.is_some() {}
        Ok(UniqueKeys)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<UniqueKeys, E> {
        Ok(UniqueKeys)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<UniqueKeys, E> {
        Ok(UniqueKeys)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<UniqueKeys, E> {
        Ok(UniqueKeys)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<UniqueKeys, E> {
        Ok(UniqueKeys)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<UniqueKeys, E> {
        Ok(UniqueKeys)
    }

    fn visit_unit<E: Error>(self) -> Result<UniqueKeys, E> {
        Ok(UniqueKeys)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<UniqueKeys, D::Error> {
        IgnoredAny::visit_newtype_struct(IgnoredAny, inner).map(|_| UniqueKeys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read() {
        assert_eq!(read(br#"{"A":[1,-2,2.5,"x",true,null,{"A":1}]}"#).unwrap()["A"][2], 2.5);
    }

    #[test]
    fn a_key_said_twice_is_refused_at_every_depth() {
        assert!(read(br#"{"A":1,"A":1}"#).is_err());
        assert!(read(br#"{"A":[{"B":{"C":1,"\u0043":2}}]}"#).is_err());
        assert!(read(br#"{"A":{"B":1},"C":{"B":1}}"#).is_ok());
    }

    #[test]
    fn what_is_no_json_is_placed_but_not_repeated() {
        let error = read(b"{\"Password\":\nhunter2}").unwrap_err();
        assert_eq!(error, "it is not JSON at line 2, column 1");
        assert!(read(b"").is_err());
        assert!(read(b"\xff\xfe").is_err());
        assert!(read("[".repeat(100_000).as_bytes()).is_err());
    }
}

//! Conversions of generated open enums.

use std::num::ParseIntError;

#[cfg(feature = "serde")]
use serde::Deserialize as _;

/// Parses a value of an integer enum.
///
/// # Errors
///
/// If the text is no integer of 64 bits.
pub fn parse_integer<T: From<i64>>(text: &str) -> Result<T, ParseIntError> {
    text.parse::<i64>().map(T::from)
}

/// Deserializes a text enum from a text, whether or not that is a known value.
///
/// # Errors
///
/// If the value is no text.
#[cfg(feature = "serde")]
pub fn deserialize_text_enum<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: From<String>,
    D: serde::Deserializer<'de>,
{
    String::deserialize(deserializer).map(T::from)
}

/// Deserializes an integer enum from an integer, whether or not that is a known value.
///
/// # Errors
///
/// If the value is no integer of 64 bits.
#[cfg(feature = "serde")]
pub fn deserialize_integer_enum<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: From<i64>,
    D: serde::Deserializer<'de>,
{
    i64::deserialize(deserializer).map(T::from)
}

#[cfg(all(test, feature = "ecm-instance"))]
mod tests {
    use std::marker::PhantomData;

    use crate::ecm::{InstanceChargeType, Isp};

    /// Whether a type can be serialized: the inherent constant, where it is there, hides that of the trait.
    struct Probe<T>(PhantomData<T>);

    #[allow(dead_code, reason = "it is hidden with the feature")]
    trait Otherwise {
        const IS_SERIALIZED: bool = false;
    }

    impl<T> Otherwise for Probe<T> {}

    impl<T: serde::Serialize + serde::de::DeserializeOwned> Probe<T> {
        #[allow(dead_code, reason = "no type has it without the feature")]
        const IS_SERIALIZED: bool = true;
    }

    #[test]
    fn the_feature_alone_decides_on_serde() {
        let is_on = cfg!(feature = "serde");
        assert_eq!(Probe::<Isp>::IS_SERIALIZED, is_on);
        assert_eq!(Probe::<InstanceChargeType>::IS_SERIALIZED, is_on);
    }

    #[test]
    fn text_becomes_a_value_whether_or_not_it_is_known() {
        assert_eq!("CMCC".parse(), Ok(Isp::Cmcc));
        assert_eq!("NEW".parse(), Ok(Isp::Other("NEW".to_owned())));
        assert!(Isp::values().contains(&Isp::Cmcc));
        for value in Isp::values() {
            assert_eq!(value.to_string().parse().as_ref(), Ok(value));
        }
        for value in InstanceChargeType::values() {
            assert_eq!(value.to_string().parse().as_ref(), Ok(value));
        }
        assert_eq!("-7".parse(), Ok(InstanceChargeType::Other(-7)));
        for wrong in ["", "a", "1.0", "9223372036854775808"] {
            assert!(wrong.parse::<InstanceChargeType>().is_err(), "{wrong}");
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn values_go_through_serde_and_back() {
        for (value, json) in [
            (Isp::Cmcc, "\"CMCC\""),
            (Isp::Other(String::new()), "\"\""),
            ("é\"".into(), "\"é\\\"\""),
        ] {
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
            assert_eq!(serde_json::from_str::<Isp>(json).unwrap(), value);
        }
        for number in [0, 1, -1, i64::MAX, i64::MIN] {
            let value = InstanceChargeType::from(number);
            assert_eq!(serde_json::to_string(&value).unwrap(), number.to_string());
            let read: InstanceChargeType = serde_json::from_str(&number.to_string()).unwrap();
            assert_eq!(read, value);
        }
        for wrong in ["null", "5", "[]", "{}", "true"] {
            assert!(serde_json::from_str::<Isp>(wrong).is_err(), "{wrong}");
        }
        for wrong in ["null", "\"1\"", "1.5", "9223372036854775808", "[]"] {
            assert!(serde_json::from_str::<InstanceChargeType>(wrong).is_err(), "{wrong}");
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_value_may_be_the_key_of_a_map() {
        let prices = std::collections::BTreeMap::from([("CMCC", 1), ("NEW", 2)]);
        let text = serde_json::to_string(&prices).unwrap();
        let read: std::collections::HashMap<Isp, i32> = serde_json::from_str(&text).unwrap();
        assert_eq!(read[&Isp::Cmcc], 1);
        assert_eq!(read[&Isp::from("NEW")], 2);
    }
}

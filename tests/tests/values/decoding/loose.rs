//! A decoder made of nothing but `serde`: derived structs, and for each field a function that puts up
//! with what the service does. It shares no code with the client's.

use std::cell::Cell;
use std::marker::PhantomData;

use ecm_client::ecm;
use serde::de::Deserializer;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::types::describe_instances;

/// What can be read of a value that is spelt as it should not be.
pub(crate) trait Loose: Sized {
    /// `None` where nothing is said.
    fn of(value: Value) -> Result<Option<Self>, String>;
}

thread_local! {
    /// How many values were left out as they could not be read.
    pub(crate) static MISFITS: Cell<usize> = const { Cell::new(0) };
}

/// What cannot be read is left out.
fn or_nothing<T: Loose>(value: Value) -> Option<T> {
    T::of(value).unwrap_or_else(|_| {
        MISFITS.set(MISFITS.get() + 1);
        None
    })
}

fn loosely<'de, D: Deserializer<'de>, T: Loose>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(or_nothing(Value::deserialize(deserializer)?))
}

macro_rules! loose {
    ($($name:ident { $($wire:literal $field:ident: $type:ty,)* })*) => { $(
        #[derive(Serialize, Deserialize)]
        pub(crate) struct $name {
            $(#[serde(
                rename = $wire,
                default,
                deserialize_with = "loosely",
                skip_serializing_if = "Option::is_none"
            )]
            pub(crate) $field: Option<$type>,)*
        }

        impl Loose for $name {
            fn of(value: Value) -> Result<Option<Self>, String> {
                match value {
                    Value::Null => Ok(None),
                    Value::String(text) if text.is_empty() => Ok(None),
                    Value::Object(_) => {
                        serde_json::from_value(value).map(Some).map_err(|error| error.to_string())
                    }
                    _ => Err("no object".to_owned()),
                }
            }
        }
    )* };
}

describe_instances!(loose);

/// An enum of text.
pub(crate) struct Word<T>(String, PhantomData<T>);

impl<T> Loose for Word<T> {
    fn of(value: Value) -> Result<Option<Self>, String> {
        String::of(value).map(|text| text.map(|text| Self(text, PhantomData)))
    }
}

impl<T> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// An enum of integers.
pub(crate) struct Number<T>(i64, PhantomData<T>);

impl<T> Loose for Number<T> {
    fn of(value: Value) -> Result<Option<Self>, String> {
        i64::of(value).map(|value| value.map(|value| Self(value, PhantomData)))
    }
}

impl<T> Serialize for Number<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Loose for String {
    fn of(value: Value) -> Result<Option<Self>, String> {
        match value {
            Value::Null => Ok(None),
            Value::String(text) => Ok(Some(text)),
            Value::Bool(_) | Value::Number(_) => Ok(Some(value.to_string())),
            Value::Array(_) | Value::Object(_) => Err("no text".to_owned()),
        }
    }
}

impl Loose for i64 {
    fn of(value: Value) -> Result<Option<Self>, String> {
        /// From here on a float skips integers.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let whole = |value: f64| value.fract() == 0.0 && value.abs() <= EXACT;
        let read = match value {
            Value::Null => return Ok(None),
            Value::String(text) if text.is_empty() => return Ok(None),
            Value::String(text) => text.parse().ok(),
            Value::Number(number) if number.is_f64() => {
                number.as_f64().filter(|value| whole(*value)).map(|value| value as i64)
            }
            Value::Number(number) => number.as_i64(),
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        };
        read.map(Some).ok_or_else(|| "no integer".to_owned())
    }
}

impl Loose for f64 {
    fn of(value: Value) -> Result<Option<Self>, String> {
        let read = match value {
            Value::Null => return Ok(None),
            Value::String(text) if text.is_empty() => return Ok(None),
            Value::String(text) => text.parse().ok().filter(|value: &f64| value.is_finite()),
            Value::Number(number) => number.as_f64(),
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        };
        read.map(Some).ok_or_else(|| "no number".to_owned())
    }
}

impl Loose for bool {
    fn of(value: Value) -> Result<Option<Self>, String> {
        match value {
            Value::Null => Ok(None),
            Value::Bool(value) => Ok(Some(value)),
            Value::String(text) => match text.to_ascii_lowercase().as_str() {
                "" => Ok(None),
                "true" => Ok(Some(true)),
                "false" => Ok(Some(false)),
                _ => Err("no boolean".to_owned()),
            },
            Value::Number(number) => match number.as_u64() {
                Some(0) => Ok(Some(false)),
                Some(1) => Ok(Some(true)),
                _ => Err("no boolean".to_owned()),
            },
            Value::Array(_) | Value::Object(_) => Err("no boolean".to_owned()),
        }
    }
}

impl<T: Loose> Loose for Vec<T> {
    fn of(value: Value) -> Result<Option<Self>, String> {
        match value {
            Value::Null => Ok(None),
            Value::String(text) if text.is_empty() => Ok(None),
            // What says nothing is no item.
            Value::Array(items) => Ok(Some(items.into_iter().filter_map(or_nothing).collect())),
            _ => Err("no list".to_owned()),
        }
    }
}

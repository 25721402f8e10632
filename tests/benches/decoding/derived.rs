//! The answer as structs with derived `Deserialize`, which takes what is there and nothing else.

use std::fmt;
use std::marker::PhantomData;

use ecm_client::ecm;
use serde::Deserialize;
use serde::de::{Deserializer, Visitor};

use super::types::describe_instances;

macro_rules! derived {
    ($($name:ident { $($wire:literal $field:ident: $type:ty,)* })*) => { $(
        #[derive(Deserialize)]
        #[allow(dead_code, reason = "that a field was read is enough")]
        pub(crate) struct $name {
            $(#[serde(rename = $wire)] pub(crate) $field: Option<$type>,)*
        }
    )* };
}

describe_instances!(derived);

/// The envelope.
#[derive(Deserialize)]
#[allow(dead_code, reason = "that it was read is enough")]
pub(crate) struct Envelope {
    #[serde(rename = "Response")]
    pub(crate) response: DescribeInstancesResponse,
}

/// An enum of text, read without a copy of a value that it knows.
pub(crate) struct Word<T>(#[allow(dead_code, reason = "as above")] T);

impl<'de, T: for<'t> From<&'t str>> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Enum(PhantomData)).map(Self)
    }
}

struct Enum<T>(PhantomData<T>);

impl<T: for<'t> From<&'t str>> Visitor<'_> for Enum<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::from(text))
    }
}

/// An enum of integers.
pub(crate) struct Number<T>(#[allow(dead_code, reason = "as above")] T);

impl<'de, T: From<i64>> Deserialize<'de> for Number<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(|value| Self(T::from(value)))
    }
}

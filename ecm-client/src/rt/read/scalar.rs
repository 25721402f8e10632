//! Values without parts, of any serde format.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::Number;

use crate::rt::{ExpectedType, Scalar};

/// Takes any value without parts.
pub(super) struct ScalarVisitor {
    pub(super) wanted: ExpectedType,
}

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.wanted.name())
    }

    fn visit_unit<E>(self) -> Result<Scalar<'static>, E> {
        Ok(Scalar::Null)
    }

    fn visit_none<E>(self) -> Result<Scalar<'static>, E> {
        Ok(Scalar::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Scalar<'static>, E> {
        Ok(Scalar::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Scalar<'static>, E> {
        Ok(Scalar::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Scalar<'static>, E> {
        Ok(Scalar::Uint(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Scalar<'static>, E> {
        Ok(Scalar::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Scalar<'static>, E> {
        Ok(Scalar::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Scalar<'static>, E> {
        Ok(Scalar::Text(Cow::Owned(value)))
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Scalar<'static>, E> {
        Err(E::invalid_type(Unexpected::Other("bytes"), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Scalar<'static>, A::Error> {
        Err(A::Error::invalid_type(Unexpected::Other("a list"), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Scalar<'static>, A::Error> {
        // Any crate of a program can turn on `serde_json`'s arbitrary precision for all of them,
        // and floats then come as an object that only `Number` can take apart.
        let number = Number::deserialize(MapAccessDeserializer::new(map)).ok();
        number
            .and_then(|number| of_number(&number))
            .ok_or_else(|| A::Error::invalid_type(Unexpected::Other("an object"), &self))
    }
}

/// A number that is an integer where it can be.
pub(super) fn of_number(number: &Number) -> Option<Scalar<'static>> {
    let int = number.as_i64().map(Scalar::Int).or_else(|| number.as_u64().map(Scalar::Uint));
    int.or_else(|| number.as_f64().filter(|value| value.is_finite()).map(Scalar::Float))
}

//! The two objects of an envelope, read into what is wanted of them.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::refusal;
use crate::rt::{FieldSeed, KeySeed, ReadError, Record};

/// What the envelope holds besides the response.
#[derive(Default)]
pub(super) struct Inside {
    pub(super) responses: usize,
    pub(super) request_id: Option<String>,
    /// How often `Error` stands there.
    pub(super) errors: usize,
    /// `Error`, where it is not null and no field of the response.
    pub(super) error: Option<Value>,
    /// Whether another field of the response has a value.
    others: bool,
}

/// Reads the outer object.
pub(super) struct OuterVisitor<'a> {
    pub(super) target: &'a mut dyn Record,
    pub(super) inside: &'a mut Inside,
    pub(super) misfit: &'a mut Option<ReadError>,
}

impl<'de> Visitor<'de> for OuterVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the key `Response`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { target, inside, misfit } = self;
        while let Some(key) = map.next_key::<String>()? {
            if key == "Response" {
                inside.responses += 1;
                map.next_value_seed(InnerVisitor { target, inside, misfit })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct InnerVisitor<'a> {
    target: &'a mut dyn Record,
    inside: &'a mut Inside,
    misfit: &'a mut Option<ReadError>,
}

impl<'de> DeserializeSeed<'de> for InnerVisitor<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for InnerVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the object of the response")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { target, inside, misfit } = self;
        let mut next = 0;
        let mut error_field = None;
        while let Some(key) = map.next_key_seed(KeySeed { target, next })? {
            match key.name() {
                "RequestId" => {
                    // A response may have a field of this name as well; it means the same.
                    let id = map.next_value::<Value>()?;
                    if let (Some(index), Value::String(_)) = (key.index(), &id) {
                        set(target, index, &id, misfit)?;
                    }
                    inside.request_id = id.as_str().map(str::to_owned);
                }
                "Error" => {
                    inside.errors += 1;
                    inside.error = map.next_value::<Option<Value>>()?;
                    error_field = key.index();
                }
                _ => match key.index() {
                    Some(index) => {
                        next = index + 1;
                        let field = FieldSeed::of_response(target, index, misfit);
                        inside.others |= map.next_value_seed(field)?;
                    }
                    None => {
                        map.next_value::<IgnoredAny>()?;
                    }
                },
            }
        }
        error_field.map_or(Ok(()), |index| settle(target, index, inside, misfit))
    }
}

/// Decides what `Error` is in a response that has a field of this name, now that all beside it is
/// known: a refusal stands alone, or is nothing that the field could hold.
fn settle<E: Error>(
    target: &mut dyn Record,
    index: usize,
    inside: &mut Inside,
    misfit: &mut Option<ReadError>,
) -> Result<(), E> {
    let Some(error) = inside.error.take() else { return Ok(()) };
    if refusal(&error, true).is_none() {
        return set(target, index, &error, misfit);
    }
    if !inside.others || set::<E>(target, index, &error, &mut None).is_err() {
        inside.error = Some(error);
    }
    Ok(())
}

/// Sets a field to a value that had to be looked at first.
fn set<E: Error>(
    target: &mut dyn Record,
    index: usize,
    value: &Value,
    misfit: &mut Option<ReadError>,
) -> Result<(), E> {
    FieldSeed::of_response(target, index, misfit).deserialize(value).map(drop).map_err(E::custom)
}

//! Another reader, of any serde format, that must see in a text what ours sees.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    Deserialize as _, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde_json::value::RawValue;

use super::index_of;
use crate::rt::{DecodeError, ExpectedType, Input, MAX_DEPTH, Record, Scalar, Step};

/// A value about to be read by serde.
pub(super) struct SerdeInput<D> {
    // Taken by the one method that reads the value.
    deserializer: Option<D>,
    depth: usize,
    null: bool,
    raw: Option<Box<RawValue>>,
}

impl<'de, D: Deserializer<'de>> SerdeInput<D> {
    pub(super) fn new(deserializer: D, depth: usize) -> Self {
        Self { deserializer: Some(deserializer), depth, null: false, raw: None }
    }

    fn take(&mut self) -> Result<D, DecodeError> {
        self.deserializer.take().ok_or_else(|| DecodeError::new("the value was read twice"))
    }

    fn deeper(&self) -> Result<usize, DecodeError> {
        match self.depth < MAX_DEPTH {
            true => Ok(self.depth + 1),
            false => Err(too_deep()),
        }
    }

    /// Whether there was a value. Skips it if nothing read it: a format that streams must be
    /// moved past it.
    pub(super) fn finish(self) -> Result<bool, DecodeError> {
        if let Some(unread) = self.deserializer {
            unread.deserialize_ignored_any(IgnoredAny).map_err(foreign)?;
        }
        Ok(!self.null)
    }
}

pub(crate) fn too_deep() -> DecodeError {
    DecodeError::new(format!("nested more than {MAX_DEPTH} levels deep"))
}

/// An error of the format. Visitors here never put a value into one.
fn foreign(error: impl fmt::Display) -> DecodeError {
    DecodeError::new(error.to_string())
}

impl<'de, D: Deserializer<'de>> Input for SerdeInput<D> {
    fn scalar(&mut self, expected: ExpectedType) -> Result<Scalar<'_>, DecodeError> {
        let raw = Box::<RawValue>::deserialize(self.take()?).map_err(foreign)?;
        let raw = self.raw.insert(raw);
        let scalar = match raw.get().as_bytes() {
            // A number is what is written.
            [b'-' | b'0'..=b'9', ..] => match raw.get().parse::<i64>() {
                Ok(value) if value.to_string() == raw.get() => Scalar::Int(value),
                _ => Scalar::Number(raw.get()),
            },
            _ => serde_json::Deserializer::from_str(raw.get())
                .deserialize_any(ScalarVisitor { expected })
                .map_err(foreign)?,
        };
        let scalar = scalar.lenient(expected);
        self.null = matches!(scalar, Scalar::Null);
        Ok(scalar)
    }

    fn record(&mut self, target: &mut dyn Record) -> Result<bool, DecodeError> {
        let depth = self.deeper()?;
        let mut failure = None;
        let visitor = RecordVisitor { target, depth, failure: &mut failure };
        let result = self.take()?.deserialize_any(visitor);
        let present = result.map_err(|error| failure.unwrap_or_else(|| foreign(error)))?;
        self.null = !present;
        Ok(present)
    }

    fn list(
        &mut self,
        item: &mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
        let depth = self.deeper()?;
        let mut failure = None;
        let visitor = ListVisitor { item, depth, failure: &mut failure };
        let result = self.take()?.deserialize_any(visitor);
        let present = result.map_err(|error| failure.unwrap_or_else(|| foreign(error)))?;
        self.null = !present;
        Ok(present)
    }
}

/// Leaves the error where the caller finds it: serde's own error types can only carry text, and
/// the path must survive the way out.
fn report<E: Error>(failure: &mut Option<DecodeError>, error: DecodeError) -> E {
    let text = E::custom(&error);
    *failure = Some(error);
    text
}

macro_rules! refuse {
    ($($visit:ident($($type:ty)?) is $found:literal;)*) => { $(
        fn $visit<E: Error>(self $(, _: $type)?) -> Result<bool, E> {
            // Serde's own versions of these methods would put the value into the error.
            Err(E::invalid_type(Unexpected::Other($found), &self))
        }
    )* };
}

macro_rules! nothing_but_parts {
    () => {
        fn visit_unit<E>(self) -> Result<bool, E> {
            Ok(false)
        }

        fn visit_none<E>(self) -> Result<bool, E> {
            Ok(false)
        }

        // Services write empty text for what there is none of, whatever it would be.
        fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
            match text.is_empty() {
                true => Ok(false),
                false => Err(E::invalid_type(Unexpected::Other("text"), &self)),
            }
        }

        refuse! {
            visit_bool(bool) is "a boolean";
            visit_i64(i64) is "an integer";
            visit_u64(u64) is "an integer";
            visit_f64(f64) is "a number";
            visit_bytes(&[u8]) is "bytes";
        }
    };
}

struct RecordVisitor<'a> {
    target: &'a mut dyn Record,
    depth: usize,
    failure: &'a mut Option<DecodeError>,
}

impl<'de> Visitor<'de> for RecordVisitor<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    nothing_but_parts!();

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<bool, A::Error> {
        Err(A::Error::invalid_type(Unexpected::Other("a list"), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let Self { target, depth, failure } = self;
        let mut next = 0;
        while let Some(key) = map.next_key_seed(KeySeed { target, next })? {
            let Some(index) = key else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            next = index + 1;
            let _ = map.next_value_seed(FieldSeed { target, index, depth, failure })?;
        }
        Ok(true)
    }
}

/// Reads the value of one field into its record; says whether there was one.
struct FieldSeed<'a> {
    target: &'a mut dyn Record,
    index: usize,
    depth: usize,
    failure: &'a mut Option<DecodeError>,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let mut input = SerdeInput::new(deserializer, self.depth);
        let wire = self.target.table().wire(self.index);
        self.target
            .set(self.index, &mut input)
            .and_then(|()| input.finish())
            .map_err(|error| report(self.failure, error.at(Step::Field(self.index, wire))))
    }
}

struct ListVisitor<'a> {
    item: &'a mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    depth: usize,
    failure: &'a mut Option<DecodeError>,
}

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    nothing_but_parts!();

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<bool, A::Error> {
        Err(A::Error::invalid_type(Unexpected::Other("an object"), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<bool, A::Error> {
        let Self { item, depth, failure } = self;
        let mut index = 0;
        while items.next_element_seed(ItemSeed { item, index, depth, failure })?.is_some() {
            index += 1;
        }
        Ok(true)
    }
}

struct ItemSeed<'a> {
    item: &'a mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    index: usize,
    depth: usize,
    failure: &'a mut Option<DecodeError>,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut input = SerdeInput::new(deserializer, self.depth);
        (self.item)(&mut input)
            .and_then(|()| input.finish().map(drop))
            .map_err(|error| report(self.failure, error.at(Step::Item(self.index))))
    }
}

/// Reads a key, looked up among the fields of a record.
pub(super) struct KeySeed<'a> {
    pub(super) target: &'a dyn Record,
    /// The index to try first: fields mostly come in the order of the table.
    pub(super) next: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Option<usize>, E> {
        Ok(index_of(self.target.table().fields, self.next, key))
    }
}

/// Takes any value without parts.
pub(super) struct ScalarVisitor {
    pub(super) expected: ExpectedType,
}

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected.name())
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

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Scalar<'static>, A::Error> {
        Err(A::Error::invalid_type(Unexpected::Other("an object"), &self))
    }
}

//! One value of any serde format, as an [`Input`].

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};

use super::key::{Key, KeySeed};
use super::scalar::ScalarVisitor;
use crate::rt::{DecodeError, ExpectedType, Input, MAX_DEPTH, Record, Scalar, View};

/// How much a reader puts up with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A request written by a user: a key that is not known or stands twice is a mistake.
    Strict,
    /// A response of a service that may be newer than the spec.
    Lenient,
}

/// A value about to be read by serde.
pub(super) struct SerdeInput<D> {
    // Taken by the one method that reads the value.
    deserializer: Option<D>,
    mode: Mode,
    depth: usize,
    null: bool,
}

impl<'de, D: Deserializer<'de>> SerdeInput<D> {
    pub(super) fn new(deserializer: D, mode: Mode, depth: usize) -> Self {
        Self { deserializer: Some(deserializer), mode, depth, null: false }
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
    DecodeError::new(format!("is nested more than {MAX_DEPTH} levels deep"))
}

/// A key that the record does not have. It is shown, so it is kept to a length that a message can bear.
pub(crate) fn no_field(name: &str) -> DecodeError {
    let name: String = name.chars().take(60).collect();
    DecodeError::new(format!("there is no field {name:?} here"))
}

/// An error of the format. Visitors here never put a value into one.
fn foreign(error: impl fmt::Display) -> DecodeError {
    DecodeError::new(error.to_string())
}

impl<'de, D: Deserializer<'de>> Input for SerdeInput<D> {
    fn scalar(&mut self, wanted: ExpectedType) -> Result<Scalar<'_>, DecodeError> {
        let scalar = self.take()?.deserialize_any(ScalarVisitor { wanted }).map_err(foreign)?;
        let scalar = match self.mode {
            Mode::Lenient => scalar.leniently(wanted),
            Mode::Strict => scalar,
        };
        self.null = matches!(scalar, Scalar::Null);
        Ok(scalar)
    }

    fn record(&mut self, target: &mut dyn Record) -> Result<bool, DecodeError> {
        let depth = self.deeper()?;
        let mut failure = None;
        let visitor = RecordVisitor { target, mode: self.mode, depth, failure: &mut failure };
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
        let visitor = ListVisitor { item, mode: self.mode, depth, failure: &mut failure };
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
            match self.mode == Mode::Lenient && text.is_empty() {
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
    mode: Mode,
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
        let Self { target, mode, depth, failure } = self;
        let fields = target.table().fields;
        let strict = mode == Mode::Strict;
        let mut seen = vec![Seen::Not; if strict { fields.len() } else { 0 }];
        let mut next = 0;
        while let Some(key) = map.next_key_seed(KeySeed { target, next })? {
            let (index, wire) = match key {
                Key::Field(index, wire) => (index, wire),
                Key::Unknown(name) if strict => {
                    return Err(report(failure, no_field(&name)));
                }
                Key::Unknown(_) => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            next = index + 1;
            if seen.get(index).is_some_and(|seen| *seen != Seen::Not) {
                return Err(report(failure, DecodeError::new("is given twice").in_field(wire)));
            }
            let field = FieldSeed { target, index, mode, depth, failure };
            let present = map.next_value_seed(field)?;
            if let Some(seen) = seen.get_mut(index) {
                *seen = if present { Seen::Value } else { Seen::Null };
            }
        }
        match strict.then(|| forgotten(target, &seen)).flatten() {
            Some(error) => Err(report(failure, error)),
            None => Ok(true),
        }
    }
}

/// Reads the value of one field into its record; says whether there was one.
struct FieldSeed<'a> {
    target: &'a mut dyn Record,
    index: usize,
    mode: Mode,
    depth: usize,
    failure: &'a mut Option<DecodeError>,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let mut input = SerdeInput::new(deserializer, self.mode, self.depth);
        let wire = self.target.table().wire(self.index);
        self.target
            .set(self.index, &mut input)
            .and_then(|()| input.finish())
            .map_err(|error| report(self.failure, error.in_field(wire)))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Not,
    Null,
    Value,
}

/// A required field that was not given and that the record cannot hold open: its type would make
/// something up (an empty text, a zero) that validation could not tell from a given value. Where
/// the record can hold it open, validation reports it with everything else.
fn forgotten(record: &dyn Record, seen: &[Seen]) -> Option<DecodeError> {
    record.table().each().zip(seen).find_map(|((index, wire, marks), seen)| {
        let rule = marks?.required?;
        let made_up = *seen != Seen::Value && !matches!(record.field(index), View::Absent);
        made_up.then(|| DecodeError::new(format!("is required ({rule})")).in_field(wire))
    })
}

struct ListVisitor<'a> {
    item: &'a mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    mode: Mode,
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
        let Self { item, mode, depth, failure } = self;
        let mut index = 0;
        while items.next_element_seed(ItemSeed { item, index, mode, depth, failure })?.is_some() {
            index += 1;
        }
        Ok(true)
    }
}

struct ItemSeed<'a> {
    item: &'a mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    index: usize,
    mode: Mode,
    depth: usize,
    failure: &'a mut Option<DecodeError>,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut input = SerdeInput::new(deserializer, self.mode, self.depth);
        (self.item)(&mut input)
            .and_then(|()| input.finish().map(drop))
            .map_err(|error| report(self.failure, error.in_item(self.index)))
    }
}

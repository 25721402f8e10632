//! The keys and values of an object, matched with the fields of a record.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Visitor};

use super::input::{Mode, SerdeInput, report};
use super::json::index_of;
use super::{ReadError, Record};

/// A key of an object, looked up among the fields of a record.
pub(super) enum Key {
    Field(usize, &'static str),
    Unknown(String),
}

/// Reads a [`Key`].
pub(super) struct KeySeed<'a> {
    pub(super) target: &'a dyn Record,
    /// The index to try first: fields mostly come in the order of the table.
    pub(super) next: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        let fields = self.target.table().fields;
        let known =
            index_of(fields, self.next, key).and_then(|index| Some((index, *fields.get(index)?)));
        // An unknown key is shown, so it is kept to a length that a message can bear.
        Ok(known.map_or_else(
            || Key::Unknown(key.chars().take(60).collect()),
            |(index, wire)| Key::Field(index, wire),
        ))
    }
}

/// Reads the value of one field into its record; says whether there was one.
pub(super) struct FieldSeed<'a> {
    pub(super) target: &'a mut dyn Record,
    pub(super) index: usize,
    pub(super) mode: Mode,
    pub(super) depth: usize,
    pub(super) failure: &'a mut Option<ReadError>,
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

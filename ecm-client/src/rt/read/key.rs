//! The keys of an object, matched with the fields of a record.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Visitor};

use crate::rt::Record;

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

/// The place of a field in its table, looked for from `next` on.
pub(super) fn index_of(fields: &[&str], next: usize, name: &str) -> Option<usize> {
    let (before, after) = fields.split_at_checked(next).unwrap_or((fields, &[]));
    let later = after.iter().position(|wire| *wire == name).map(|index| next + index);
    later.or_else(|| before.iter().position(|wire| *wire == name))
}

//! Names of the metadata's objects as types of the spec.
//!
//! They depend only on the metadata and the enums of the spec, so that a second import finds the
//! same names.

use std::collections::{BTreeMap, BTreeSet};

use ecm_spec::is_invisible;

use super::{ExistingNames, shapes};
use crate::metadata::Metadata;

pub(super) struct TypeKeys<'m> {
    by_object: BTreeMap<&'m str, String>,
    taken: BTreeSet<String>,
}

impl<'m> TypeKeys<'m> {
    pub(super) fn new(metadata: &'m Metadata<'_>, existing: &ExistingNames) -> Self {
        let mut keys = Self { by_object: BTreeMap::new(), taken: existing.enums.clone() };
        let names = metadata.objects.iter().map(|object| object.wire.value);
        let (usable, odd): (Vec<&str>, Vec<&str>) =
            names.partition(|wire| is_usable(wire) && !keys.taken.contains(*wire));
        for wire in usable {
            keys.taken.insert(wire.to_owned());
            keys.by_object.insert(wire, wire.to_owned());
        }
        for wire in odd {
            let key = keys.copy(&usable_part(wire));
            keys.by_object.insert(wire, key);
        }
        keys
    }

    /// Returns the type of an object; the metadata need not define it.
    pub(super) fn of(&self, wire: &str) -> String {
        match self.by_object.get(wire) {
            Some(key) => key.clone(),
            None if self.taken.contains(wire) || !is_usable(wire) => {
                format!("{}Record", usable_part(wire))
            }
            None => wire.to_owned(),
        }
    }

    /// Returns a name for one more type: `wish`, or the first numbered one that is free.
    pub(super) fn copy(&mut self, wish: &str) -> String {
        let mut key = wish.to_owned();
        let mut number = 2_usize;
        while !self.taken.insert(key.clone()) {
            key = format!("{wish}{number}");
            number += 1;
        }
        key
    }
}

/// Tells whether a name in a type expression means a record.
fn is_usable(wire: &str) -> bool {
    let usable = |character: char| {
        !character.is_whitespace()
            && !is_invisible(character)
            && !matches!(character, '[' | ']' | '<' | '>')
    };
    !wire.is_empty() && wire.chars().all(usable) && shapes::scalar(wire).is_none()
}

/// Reduces a name to the characters that a type's name can have.
fn usable_part(wire: &str) -> String {
    let part: String = wire.chars().filter(char::is_ascii_alphanumeric).collect();
    let begins = part.starts_with(|first: char| first.is_ascii_alphabetic());
    match (begins, is_usable(&part)) {
        (true, true) => part,
        (true, false) => format!("{part}Record"),
        (false, _) => format!("Record{part}"),
    }
}

//! Reader of a request that goes on after a mistake, so that all of them are found at once.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use ecm_spec::model::{EnumValues, Scalar, Shape};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::object::{self, Kind, Object};
use crate::rt::{self, DecodeError, MAX_DEPTH, Node, Record as _, Step};

/// Members of an object as they are written, including those that stand twice.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(MembersVisitor)
    }
}

/// Walk over the text of a request that goes on after a mistake.
pub(super) struct Collector {
    /// True if members that the spec does not know are no mistakes.
    allow_unknown: bool,
    decode_errors: Vec<DecodeError>,
}

impl Collector {
    /// Reads as much of a request as fits, and all mistakes in it; `None` if the text is no object.
    pub(super) fn read(
        kind: Kind,
        text: &str,
        allow_unknown: bool,
    ) -> Option<(Object, Vec<DecodeError>)> {
        let mut collector = Self { allow_unknown, decode_errors: Vec::new() };
        let object = collector.object(kind, serde_json::from_str(text).ok()?, 0)?;
        Some((object, collector.decode_errors))
    }

    /// Reads as much of an object as fits; `None` if the text is no object.
    fn object(&mut self, kind: Kind, raw: &RawValue, depth: usize) -> Option<Object> {
        let Members(members) = serde_json::from_str(raw.get()).ok()?;
        let mut object = Object::new(kind);
        let fields = object.table().fields;
        let mut seen = vec![false; fields.len()];
        let given: BTreeSet<String> = members.iter().map(|(name, _)| name.clone()).collect();
        for (name, raw) in members {
            let found = fields.iter().zip(&mut seen).enumerate();
            let found = found.into_iter().find(|(_, (wire, _))| **wire == name);
            let Some((index, (wire, seen))) = found else {
                if self.allow_unknown {
                    self.extra(&mut object, name, raw);
                    continue;
                }
                let others = fields.iter().copied().filter(|wire| !given.contains(*wire));
                let close = ecm_spec::closest(&name, others);
                self.decode_errors.push(rt::unknown_field(&name, close));
                // What was meant is there, so that no rule misses it as well.
                let meant = fields.iter().position(|wire| Some(*wire) == close);
                if let Some(index) = meant {
                    object.put(index, object::placeholder());
                }
                continue;
            };
            if std::mem::replace(seen, true) {
                let error = DecodeError::new("given twice; keep one");
                self.decode_errors.push(error.at(Step::Field(index, wire)));
                continue;
            }
            let Some(shape) = kind.shape(index) else { continue };
            let place = |error: DecodeError| error.at(Step::Field(index, wire));
            if let Some(node) =
                self.in_place(place, |collector| collector.node(kind, shape, raw, depth))
            {
                object.put(index, node);
            }
        }
        Some(object)
    }

    /// Reads a member that the spec does not know.
    fn extra(&mut self, object: &mut Object, name: String, raw: &RawValue) {
        match rt::read_untyped(raw.get()) {
            Ok(value) => object.put_extra(name, value),
            Err(error) => {
                let error = format!("in the unknown field {name:?}: {error}");
                self.decode_errors.push(DecodeError::new(error));
            }
        }
    }

    /// Reads a value of this shape; `None` for `null`. A value that does not fit counts as given.
    fn node(
        &mut self,
        kind: Kind,
        shape: &'static Shape,
        raw: &RawValue,
        depth: usize,
    ) -> Option<Node> {
        let read = match (shape, raw.get().as_bytes().first()) {
            (Shape::Record(_), Some(b'{')) | (Shape::List(_), Some(b'[')) if depth == MAX_DEPTH => {
                Err(rt::too_deep())
            }
            (Shape::Record(id), Some(b'{')) => {
                match self.object(kind.of(*id), raw, depth + 1) {
                    Some(object) => return Some(Arc::new(object)),
                    // It is JSON, but a key of it is no text.
                    None => Err(DecodeError::mismatch("Unicode text as keys", "another one")),
                }
            }
            (Shape::List(item), Some(b'[')) => return self.list(kind, item, raw, depth + 1),
            (Shape::Record(_) | Shape::List(_), found) | (_, found @ Some(b'{' | b'[')) => {
                match found {
                    Some(b'n') => return None,
                    _ => Err(rt::type_mismatch(expected(kind, shape), found.copied())),
                }
            }
            _ => rt::read_value(raw.get(), |input| object::read(kind.tables, shape, input)),
        };
        read.unwrap_or_else(|error| {
            self.decode_errors.push(error);
            Some(object::placeholder())
        })
    }

    fn list(
        &mut self,
        kind: Kind,
        item: &'static Shape,
        raw: &RawValue,
        depth: usize,
    ) -> Option<Node> {
        let raws: Vec<&RawValue> = serde_json::from_str(raw.get()).ok()?;
        let mut nodes = Vec::new();
        for (index, raw) in raws.into_iter().enumerate() {
            let place = |error: DecodeError| error.at(Step::Item(index));
            nodes.extend(self.in_place(place, |collector| collector.node(kind, item, raw, depth)));
        }
        Some(rt::list(nodes))
    }

    /// Puts a step in front of the path of all errors that `read` finds.
    fn in_place<T>(
        &mut self,
        place: impl Fn(DecodeError) -> DecodeError,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = std::mem::take(&mut self.decode_errors);
        let value = read(self);
        let inner = std::mem::replace(&mut self.decode_errors, outer);
        self.decode_errors.extend(inner.into_iter().map(place));
        value
    }
}

/// Returns the name of a shape, to follow `expected` in a message.
fn expected(kind: Kind, shape: &Shape) -> &'static str {
    match shape {
        Shape::Record(_) => "an object",
        Shape::List(_) => "a list",
        Shape::Enum(id) => match kind.spec()[*id].values {
            EnumValues::Text(_) => "text",
            EnumValues::Integer(_) => "an integer",
        },
        Shape::Scalar(scalar) => match scalar {
            Scalar::Int64 => "an integer",
            Scalar::Uint64 => "an unsigned integer",
            Scalar::Float => "a number",
            Scalar::Bool => "a boolean",
            Scalar::Binary
            | Scalar::String
            | Scalar::Date
            | Scalar::DateTime
            | Scalar::DateTimeIso => "text",
        },
    }
}

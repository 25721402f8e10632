//! Values made from a spec: the least request that it allows, and answers that look like some.

mod request;
mod response;
mod scalar;
mod text;
mod waiters;

use std::cell::Cell;

use ecm_spec::model::{Action, Field, Shape, Spec, Type, TypeId, ValueCheck};
use serde_json::{Map, Value};

pub use request::minimal_request;
pub(super) use response::{MAX_IDS, generated_ids, sample_response};

/// Deeper than the records of any service, and shallow enough for every stack.
const MAX_DEPTH: usize = 32;
/// An answer of more values than this helps nobody; records within records could be many more.
const MAX_VALUES: usize = 20_000;
/// A list is made no longer than this, whatever the rules of the spec ask for.
const MAX_ITEMS: u64 = 10_000;

/// Makes up records of a spec.
pub(super) struct Sampler<'s> {
    spec: &'s Spec,
    /// Whether fields that may be left out are given.
    optional: bool,
    left: Cell<usize>,
}

impl<'s> Sampler<'s> {
    /// Gives what a request must have.
    fn minimal(spec: &'s Spec) -> Self {
        Self { spec, optional: false, left: Cell::new(MAX_VALUES) }
    }

    /// Gives everything that an answer may have.
    pub(super) fn full(spec: &'s Spec) -> Self {
        Self { spec, optional: true, left: Cell::new(MAX_VALUES) }
    }

    pub(super) fn record(&self, id: TypeId) -> Map<String, Value> {
        self.record_within(id, &mut Vec::new())
    }

    /// A record within these other ones: a type within itself is left out, or there is no end.
    fn record_within(&self, id: TypeId, within: &mut Vec<TypeId>) -> Map<String, Value> {
        let kind = &self.spec[id];
        let mut record = Map::new();
        if within.len() == MAX_DEPTH {
            return record;
        }
        within.push(id);
        for field in &kind.fields {
            if field.required.is_some() || (self.optional && field.reserved().is_none()) {
                let value = self.value_within(field, &field.shape, 0, within);
                record.insert(field.name.wire.clone(), value);
            }
        }
        within.pop();
        if !self.optional {
            request::apply_rules(self, kind, &mut record);
        }
        record
    }

    /// A value of a field that keeps its rules.
    fn value(&self, field: &Field) -> Value {
        self.value_within(field, &field.shape, 0, &mut Vec::new())
    }

    /// A value of a shape that a field has, within these records; the nth of those that differ.
    fn value_within(
        &self,
        field: &Field,
        shape: &Shape,
        nth: usize,
        within: &mut Vec<TypeId>,
    ) -> Value {
        let Some(left) = self.left.get().checked_sub(1) else { return Value::Null };
        self.left.set(left);
        match shape {
            Shape::Record(id) if within.contains(id) => Value::Null,
            Shape::Record(id) => Value::Object(self.record_within(*id, within)),
            Shape::List(item) => match item.item() {
                Shape::Record(id) if within.contains(id) => Value::Array(Vec::new()),
                _ => (0..length(field))
                    .map(|number| self.value_within(field, item, number, within))
                    .collect(),
            },
            Shape::Scalar(_) | Shape::Enum(_) => scalar::pick(self.spec, field, shape, nth),
        }
    }
}

/// How many items a list of the field gets: as few as its rules allow, but one.
fn length(field: &Field) -> usize {
    let minimal = field.rules.iter().find_map(|rule| match rule.check {
        ValueCheck::Items { min, .. } => min,
        _ => None,
    });
    usize::try_from(minimal.unwrap_or(1).clamp(1, MAX_ITEMS)).unwrap_or(1)
}

/// The action of this name.
fn action<'s>(spec: &'s Spec, name: &str) -> Option<&'s Action> {
    spec.actions.iter().find(|action| action.name.wire == name)
}

/// The field at the end of a path `A.B`, and the record type that it is in.
fn field_at<'s>(spec: &'s Spec, kind: &'s Type, path: &str) -> Option<&'s Field> {
    if let Some(field) = kind.field(path) {
        return Some(field);
    }
    let (outer, inner) = path.split_once('.')?;
    match &kind.field(outer)?.shape {
        Shape::Record(id) => field_at(spec, &spec[*id], inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

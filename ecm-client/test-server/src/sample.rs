//! Sample values made from a spec: minimal requests, and responses.

mod request;
mod response;
mod scalar;
mod text;
mod waiters;

use std::cell::Cell;

use ecm_spec::model::{Field, Shape, Spec, Type, TypeId, ValueCheck};
use serde_json::{Map, Value};

pub use request::minimal_request;
pub(super) use response::{
    MAX_IDS, generated_ids, keep_generated_ids, sample_events, sample_response,
};

/// Records within records at most: deeper than any service, and shallow enough for every stack.
const MAX_DEPTH: usize = 32;
/// Values of a sample at most; records within records could give many more.
const MAX_VALUES: usize = 20_000;
/// Items of a list at most, whatever the rules of the spec ask for.
const MAX_ITEMS: u64 = 10_000;

pub(super) struct Sampler<'s> {
    spec: &'s Spec,
    /// True if optional fields are given, too.
    optional: bool,
    /// Number of the sample; scalars of another one differ where their rules allow it.
    number: usize,
    left: Cell<usize>,
}

impl<'s> Sampler<'s> {
    /// Creates a sampler that gives what a request must have.
    fn minimal(spec: &'s Spec) -> Self {
        Self { spec, optional: false, number: 0, left: Cell::new(MAX_VALUES) }
    }

    /// Creates a sampler that gives everything that a response may have.
    pub(super) fn full(spec: &'s Spec) -> Self {
        Self::numbered(spec, 0)
    }

    /// Creates a sampler like [`full`](Self::full) whose values differ from those of other numbers.
    fn numbered(spec: &'s Spec, number: usize) -> Self {
        Self { spec, optional: true, number, left: Cell::new(MAX_VALUES) }
    }

    pub(super) fn record(&self, id: TypeId) -> Map<String, Value> {
        self.record_within(id, &mut Vec::new())
    }

    /// Makes a record inside these others, without a type inside itself, or there would be no end.
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

    /// Makes a value of a field that keeps its rules.
    fn value(&self, field: &Field) -> Value {
        self.value_within(field, &field.shape, 0, &mut Vec::new())
    }

    /// Makes a value of a field's shape inside these records, the nth of those that differ.
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
            Shape::Scalar(_) | Shape::Enum(_) => {
                scalar::pick(self.spec, field, shape, nth + self.number)
            }
        }
    }
}

/// Returns the length of a list: the least that its rules allow, but one at least.
fn length(field: &Field) -> usize {
    let minimal = field.rules.iter().find_map(|rule| match rule.check {
        ValueCheck::Items { min, .. } => min,
        _ => None,
    });
    usize::try_from(minimal.unwrap_or(1).clamp(1, MAX_ITEMS)).unwrap_or(1)
}

/// Finds the field at the end of a path `A.B`.
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

//! Minimal requests.

use ecm_spec::model::{RecordCheck, Shape, Spec, Type};
use serde_json::{Map, Value};

use super::{Sampler, field_at};
use crate::check;

/// Rounds through the rules of a record, as giving one field can ask for another.
const ROUNDS: usize = 16;

/// Makes a request of the action with as little as the spec allows.
///
/// It has the required fields and those that rules between fields ask for beside them, with values
/// that keep the rules. `None` if the spec does not have the action.
///
/// ```
/// let spec = ecm_spec::read(ecm_spec::shipped("ecm-2019-07-19").unwrap_or_default())?;
/// let action = &spec.actions[0].name.wire;
/// let body = ecm_test_server::minimal_request(&spec, action).expect("the spec has the action");
/// assert!(ecm_test_server::check(&spec, action, &body).is_empty());
/// # Ok::<(), ecm_spec::Problems>(())
/// ```
#[must_use]
pub fn minimal_request(spec: &Spec, name: &str) -> Option<Value> {
    let action = spec.action(name)?;
    Some(Value::Object(Sampler::minimal(spec).record(action.request)))
}

/// Adds the fields that the rules of a record ask for.
pub(super) fn apply_rules(sampler: &Sampler<'_>, kind: &Type, record: &mut Map<String, Value>) {
    for _ in 0..ROUNDS {
        let before = record.clone();
        for rule in &kind.rules {
            RuleSettler { sampler, kind, record }.rule(&rule.check);
        }
        if *record == before {
            return;
        }
    }
}

struct RuleSettler<'a, 's> {
    sampler: &'a Sampler<'s>,
    kind: &'a Type,
    record: &'a mut Map<String, Value>,
}

impl RuleSettler<'_, '_> {
    fn rule(&mut self, check: &RecordCheck) {
        match check {
            RecordCheck::AtMostOne { fields, .. } => {
                let given: Vec<&String> = fields.iter().filter(|path| self.given(path)).collect();
                for path in given.into_iter().skip(1) {
                    self.remove(path);
                }
            }
            RecordCheck::BothOrNeither { fields } => {
                if fields.iter().any(|path| self.given(path)) {
                    fields.iter().for_each(|path| self.give(path));
                }
            }
            RecordCheck::Implies { field, then } => {
                if self.given(field) {
                    then.iter().for_each(|path| self.give(path));
                }
            }
            RecordCheck::RequiredUnless { unless, fields } => {
                if fields.iter().any(|path| !self.given(path)) {
                    self.give(unless);
                }
            }
            RecordCheck::CountEquals { list, count } => {
                let items = self.get(list).and_then(Value::as_array).map(Vec::len);
                if let Some(items) = items.filter(|_| self.given(count)) {
                    self.put(count, items.into());
                }
            }
            // One of each is the minimum, and less than any sum that makes sense.
            RecordCheck::Sum { .. } => {}
            RecordCheck::EqualWhenBoth { fields: [first, second] } => {
                if self.given(second)
                    && let Some(value) = self.get(first).cloned()
                {
                    self.put(second, value);
                }
            }
            RecordCheck::ValueByTokens { field, of, separator, cases } => {
                let tokens =
                    self.get(of).and_then(Value::as_str).map(|text| count(text, *separator));
                let case = cases.iter().find(|(tokens_of_case, _)| Some(*tokens_of_case) == tokens);
                if let Some((_, value)) = case.filter(|_| self.given(field)) {
                    self.put(field, (*value).into());
                }
            }
            RecordCheck::RequiresTokens { field, of, separator, count: wanted } => {
                if self.given(field) {
                    self.put_tokens(of, *separator, *wanted);
                }
            }
        }
    }

    fn get(&self, path: &str) -> Option<&Value> {
        if let Some(value) = self.record.get(path) {
            return Some(value);
        }
        let (outer, inner) = path.split_once('.')?;
        self.record.get(outer)?.get(inner)
    }

    fn given(&self, path: &str) -> bool {
        self.get(path).is_some_and(|value| match value {
            Value::Null => false,
            Value::Bool(_) | Value::Object(_) => true,
            Value::Number(number) => number.as_f64() != Some(0.0),
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
        })
    }

    fn give(&mut self, path: &str) {
        if self.given(path) {
            return;
        }
        let field = field_at(self.sampler.spec, self.kind, path);
        if let Some(field) = field.filter(|field| field.reserved().is_none()) {
            let value = self.sampler.value(field);
            self.put(path, value);
        }
    }

    fn put(&mut self, path: &str, value: Value) {
        match path.split_once('.') {
            Some((outer, inner)) if self.kind.field(path).is_none() => {
                let outer = self.record.entry(outer).or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(outer) = outer {
                    outer.insert(inner.to_owned(), value);
                }
            }
            _ => {
                self.record.insert(path.to_owned(), value);
            }
        }
    }

    fn remove(&mut self, path: &str) {
        let required = field_at(self.sampler.spec, self.kind, path)
            .is_some_and(|field| field.required.is_some());
        if required {
            return;
        }
        match path.split_once('.') {
            Some((outer, inner)) if self.kind.field(path).is_none() => {
                if let Some(Value::Object(outer)) = self.record.get_mut(outer) {
                    outer.remove(inner);
                }
            }
            _ => {
                self.record.remove(path);
            }
        }
    }

    /// Sets a text of so many tokens, each as the field would have one by itself.
    fn put_tokens(&mut self, path: &str, separator: char, wanted: u64) {
        let spec = self.sampler.spec;
        let Some(field) = field_at(spec, self.kind, path) else { return };
        if self.get(path).and_then(Value::as_str).map(|text| count(text, separator)) == Some(wanted)
        {
            return;
        }
        let shape: &Shape = &field.shape;
        // The values of enums are texts of one token or more, so one of them may do.
        let fitting =
            (0..64).map(|nth| super::scalar::pick(spec, field, shape, nth)).find(|value| {
                value.as_str().map(|text| count(text, separator)) == Some(wanted)
                    && check::keeps_rules(spec, field, shape, value)
            });
        if let Some(value) = fitting {
            self.put(path, value);
        }
    }
}

fn count(text: &str, separator: char) -> u64 {
    text.split(separator).count() as u64
}

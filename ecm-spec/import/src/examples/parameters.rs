//! Parameters that examples send and the metadata does not have.
//!
//! Examples are ahead of the metadata now and then, even by what later becomes required.

use std::collections::BTreeMap;

use ecm_spec::json::{self, Node, Value};

use super::{Example, numbered};
use crate::facts::{ActionFacts, Facts, TypeFacts};
use crate::finding::{FindingCode, Findings};

/// Parameters of a query that belong to the protocol.
const PROTOCOL: &[&str] = &[
    "Action",
    "Language",
    "Nonce",
    "Region",
    "RequestClient",
    "SecretId",
    "Signature",
    "SignatureMethod",
    "Timestamp",
    "Token",
    "Version",
];

pub(super) struct UnknownParameters<'f> {
    types: BTreeMap<&'f str, &'f TypeFacts>,
    /// Numbers of the examples by field and action.
    found: BTreeMap<(String, &'f str), Vec<usize>>,
}

/// Example that is being read.
#[derive(Clone, Copy)]
struct Origin<'f> {
    action: &'f str,
    number: usize,
}

impl<'f> UnknownParameters<'f> {
    pub(super) fn new(facts: &'f Facts) -> Self {
        let types = facts.types.iter().map(|one| (one.key.as_str(), one)).collect();
        Self { types, found: BTreeMap::new() }
    }

    /// Reads the request of an example of an action.
    pub(super) fn read(&mut self, action: &'f ActionFacts, example: &Example) {
        let origin = Origin { action: &action.wire, number: example.number };
        let names = example.request.query.iter().flatten();
        for name in names.filter(|name| !PROTOCOL.contains(&name.as_str())) {
            self.name(&action.request, name, origin);
        }
        let body = example.request.body.as_deref().map(json::tree);
        if let Some(Ok(tree)) = body {
            self.value(&action.request, &tree, origin);
        }
    }

    pub(super) fn report(self, found: &mut Findings) {
        for ((path, action), examples) in self.found {
            let message = format!(
                "{} of `{action}` send{} it, and the metadata has no such parameter",
                numbered(&examples),
                if examples.len() == 1 { "s" } else { "" }
            );
            found.add(FindingCode::ExampleUnknown, path, message);
        }
    }

    /// Looks into a value of a record. Some examples have one item in the place of a list.
    fn value(&mut self, record: &str, node: &Node<'_>, origin: Origin<'f>) {
        match &node.value {
            Value::List(items) => items.iter().for_each(|node| self.value(record, node, origin)),
            Value::Object(members) => {
                for member in members {
                    if let Some(field) = self.field(record, &member.key.value, origin) {
                        self.value(item(field), &member.value, origin);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
        }
    }

    /// Follows a name such as `Filters.0.Name`; some examples have a letter for the number.
    fn name(&mut self, request: &str, name: &str, origin: Origin<'f>) {
        let mut parts = name.split('.');
        let first = parts.next().and_then(|first| self.field(request, first, origin));
        let Some(mut shape) = first else { return };
        for part in parts {
            if let Some(inner) = shape.strip_prefix('[').and_then(|shape| shape.strip_suffix(']')) {
                shape = inner;
                continue;
            }
            let Some(next) = self.field(shape, part, origin) else { return };
            shape = next;
        }
    }

    /// Returns the type of a record's field, and notes a field that the record does not have.
    fn field(&mut self, shape: &str, name: &str, origin: Origin<'f>) -> Option<&'f str> {
        let record = *self.types.get(shape)?;
        // An object that the metadata does not define may have any field.
        record.at?;
        if let Some(field) = record.fields.iter().find(|field| field.wire == name) {
            return Some(&field.shape);
        }
        let key = (format!("{}.{name}", record.key), origin.action);
        let numbers = self.found.entry(key).or_default();
        if numbers.last() != Some(&origin.number) {
            numbers.push(origin.number);
        }
        None
    }
}

/// Returns the item below all lists.
fn item(shape: &str) -> &str {
    shape.trim_matches(['[', ']'])
}

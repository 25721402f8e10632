//! Check of requests: the model of the spec, interpreted over JSON values.
//!
//! The generated validators and this interpreter share the spec and nothing else. Where they
//! disagree about a request, one of them is wrong, and a test says so.

use std::fmt;

use ecm_spec::model::{Action, Field, Rule, Severity, Shape, Spec, Type, ValueCheck};
use serde_json::Value;

mod record;
mod text;
mod typed;
mod value;

pub(super) use typed::is_true;
use typed::{TypedObject, TypedValue};

/// Rule that a request breaks.
///
/// Findings name fields, rules and what must hold; they never repeat a value that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Path of the value, such as `ZoneSet[3].Address[0]`; empty for the request as a whole.
    pub path: String,
    /// Id of the rule.
    ///
    /// It is `type` for a value of the wrong JSON type, `unknown` for a field that the spec does
    /// not have, and `action` for an unknown action.
    pub rule: String,
    /// Severity; an error rejects the request.
    pub severity: Severity,
    /// Error code for the response: the one that the rule documents, otherwise one by kind.
    pub code: String,
    /// Condition that must hold.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{} ({})", self.message, self.rule)
    }
}

/// Checks `body` as a request of `action` and returns everything that it breaks.
///
/// Findings come in the order of the spec's fields. Scalars are read as the service reads them:
/// `"12"` is an integer, `"FALSE"` a boolean, and a number is text where text is expected. `null`
/// counts as missing.
///
/// If the spec does not have the action, that is the only finding.
#[must_use]
pub fn check(spec: &Spec, action: &str, body: &Value) -> Vec<Finding> {
    match spec.action(action) {
        Some(action) => check_action(spec, action, body),
        None => vec![Finding {
            path: String::new(),
            rule: "action".to_owned(),
            severity: Severity::Error,
            code: "InvalidAction".to_owned(),
            message: "must be an action of the service".to_owned(),
        }],
    }
}

pub(super) fn check_action(spec: &Spec, action: &Action, body: &Value) -> Vec<Finding> {
    let mut checker = Checker { spec, findings: Vec::new() };
    match typed::read(spec, &Shape::Record(action.request), body) {
        Some(TypedValue::Record(object)) => checker.record(&spec[action.request], &object, ""),
        // The body itself is null or no object.
        _ => checker.mismatch("", "must be an object"),
    }
    checker.findings
}

/// Sums the integer field `field` over the items of `list`, as far as both can be read.
pub(super) fn sum(spec: &Spec, action: &Action, body: &Value, list: &str, field: &str) -> i128 {
    let request = Shape::Record(action.request);
    match typed::read(spec, &request, body) {
        Some(TypedValue::Record(object)) => {
            record::sum_of(spec, &spec[action.request], &object, list, field)
        }
        _ => 0,
    }
}

/// Counts by a field of the request: its number, or its items; one where it has no value.
pub(super) fn count(spec: &Spec, action: &Action, body: &Value, field: &str) -> i128 {
    let request = Shape::Record(action.request);
    let Some(TypedValue::Record(object)) = typed::read(spec, &request, body) else { return 1 };
    let fields = spec[action.request].fields.iter().zip(&object.fields);
    match fields.into_iter().find(|(one, _)| one.name.wire == field) {
        Some((_, Some(TypedValue::Int(number)))) => *number,
        Some((_, Some(TypedValue::List(items)))) => items.len() as i128,
        _ => 1,
    }
}

/// Returns true if a value of a field, or of its lists, is of its shape and keeps its rules.
pub(super) fn keeps_rules(spec: &Spec, field: &Field, shape: &Shape, value: &Value) -> bool {
    let Some(node) = typed::read(spec, shape, value) else { return false };
    let mut rules = field.rules.iter().filter(|rule| !is_about_whole_list(&rule.check));
    !matches!(node, TypedValue::Mismatch(_)) && rules.all(|rule| value::holds(&rule.check, &node))
}

#[cfg(test)]
pub(super) fn is_readable(spec: &Spec, shape: &Shape, value: &Value) -> bool {
    !matches!(typed::read(spec, shape, value), Some(TypedValue::Mismatch(_)))
}

struct Checker<'s> {
    spec: &'s Spec,
    findings: Vec<Finding>,
}

impl Checker<'_> {
    fn record(&mut self, kind: &Type, object: &TypedObject<'_>, path: &str) {
        for name in &object.unknown {
            let message = "is not a parameter of this action".to_owned();
            self.error(join(path, &printable(name)), "unknown", "UnknownParameter", message);
        }
        for (field, value) in kind.fields.iter().zip(&object.fields) {
            let path = join(path, &field.name.wire);
            match (value, &field.required) {
                (Some(value), _) => self.field(field, value, &path),
                (None, Some(rule)) => {
                    let message = "must be given".to_owned();
                    self.error(path, rule, "MissingParameter", message);
                }
                (None, None) => {}
            }
        }
        for rule in &kind.rules {
            for broken in record::broken(self.spec, kind, object, &rule.check) {
                let message = rule.check.sentence();
                self.broken(join(path, broken), rule, "InvalidParameter", message);
            }
        }
    }

    fn field(&mut self, field: &Field, value: &TypedValue<'_>, path: &str) {
        for_each_leaf(value, path, &mut |leaf, path| {
            if let TypedValue::Mismatch(expected) = leaf {
                self.mismatch(path, expected);
            }
        });
        for rule in &field.rules {
            if is_about_whole_list(&rule.check) {
                self.value(rule, value, path);
            } else {
                for_each_leaf(value, path, &mut |leaf, path| self.value(rule, leaf, path));
            }
        }
        let Shape::Record(id) = field.shape.item() else { return };
        let kind = &self.spec[*id];
        for_each_leaf(value, path, &mut |leaf, path| {
            if let TypedValue::Record(object) = leaf {
                self.record(kind, object, path);
            }
        });
    }

    fn value(&mut self, rule: &Rule<ValueCheck>, value: &TypedValue<'_>, path: &str) {
        if !value::holds(&rule.check, value) {
            let message = rule.check.sentence();
            self.broken(path.to_owned(), rule, "InvalidParameterValue", message);
        }
    }

    fn broken<C>(&mut self, path: String, rule: &Rule<C>, otherwise: &str, message: String) {
        self.findings.push(Finding {
            path,
            rule: rule.id.clone(),
            severity: rule.severity,
            code: rule.server_error.clone().unwrap_or_else(|| otherwise.to_owned()),
            message,
        });
    }

    fn mismatch(&mut self, path: &str, expected: &str) {
        self.error(path.to_owned(), "type", "InvalidParameter", expected.to_owned());
    }

    fn error(&mut self, path: String, rule: &str, code: &str, message: String) {
        self.findings.push(Finding {
            path,
            rule: rule.to_owned(),
            severity: Severity::Error,
            code: code.to_owned(),
            message,
        });
    }
}

/// Returns true for rules on a list as a whole, rather than on each item.
fn is_about_whole_list(check: &ValueCheck) -> bool {
    matches!(check, ValueCheck::Items { .. } | ValueCheck::Distinct | ValueCheck::Reserved { .. })
}

/// Visits the values that are in no list or at the bottom of all lists, with their paths.
fn for_each_leaf(value: &TypedValue<'_>, path: &str, visit: &mut dyn FnMut(&TypedValue<'_>, &str)) {
    let TypedValue::List(items) = value else {
        visit(value, path);
        return;
    };
    for (index, item) in items.iter().enumerate() {
        for_each_leaf(item, &format!("{path}[{index}]"), visit);
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// Makes a sent name fit for a message: short, and without control characters.
fn printable(name: &str) -> String {
    const MAX_LENGTH: usize = 64;
    let mut text: String = name.chars().take(MAX_LENGTH).flat_map(char::escape_debug).collect();
    if name.chars().nth(MAX_LENGTH).is_some() {
        text.push_str("...");
    }
    text
}

#[cfg(test)]
mod tests;

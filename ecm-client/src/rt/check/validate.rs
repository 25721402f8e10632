//! Validation: one walk over a record and its tables that reports every violation in order.

use super::extra::check_extra;
use super::key::ScalarKey;
use super::record::check_record_rule;
use super::report::{Path, not_finite, quoted, report, too_deep, violation};
use super::text::{base64_size, char_count, token_count};
use super::value::{float_holds, int_holds, text_holds};
use crate::Violations;
use crate::rt::{List, MAX_DEPTH, Record, Rule, ValueCheck, View};

/// Returns all violations of a record. They come field by field: first the field's own rules, then
/// those of its nested values, and at the end the rules between fields.
#[must_use]
pub fn validate(record: &dyn Record) -> Violations {
    let mut found = Violations::default();
    walk_record(record, &Path::Root, 0, &mut found);
    found
}

fn walk_record(record: &dyn Record, path: &Path<'_>, depth: usize, found: &mut Violations) {
    if depth > MAX_DEPTH {
        found.push(too_deep(path));
        return;
    }
    let table = record.table();
    for (index, wire, marks) in table.checked() {
        let path = Path::Field(path, wire);
        let view = record.field(index);
        if matches!(view, View::Absent) {
            if let Some(rule) = marks.and_then(|marks| marks.required) {
                found.push(violation(&path, rule, "is required"));
            }
            continue;
        }
        if let Some(marks) = marks {
            for rule in marks.rules {
                if !value_holds(&rule.check, view) {
                    report_value(rule, marks.secret, view, &path, found);
                }
            }
        }
        walk_value(view, &path, depth + 1, found);
    }
    check_extra(record, path, depth, found);
    for rule in table.rules {
        check_record_rule(rule, record, path, found);
    }
}

/// Validates the records and lists within a value.
#[inline]
fn walk_value(view: View<'_>, path: &Path<'_>, depth: usize, found: &mut Violations) {
    match view {
        View::Record(record) => walk_record(record, path, depth, found),
        View::List(list) if depth <= MAX_DEPTH => walk_list(list, path, depth, found),
        View::Float(value) if !value.is_finite() => {
            found.push(not_finite(path));
        }
        _ => {}
    }
}

fn walk_list(list: &dyn List, path: &Path<'_>, depth: usize, found: &mut Violations) {
    for index in 0..list.len() {
        walk_value(list.item(index), &Path::Item(path, index), depth + 1, found);
    }
}

/// Returns true if the value keeps the rule; of a list, if every item keeps a rule on items.
pub(super) fn value_holds(check: &ValueCheck, view: View<'_>) -> bool {
    if matches!(check, ValueCheck::Reserved) {
        return false;
    }
    match view {
        View::Text(text) => text_holds(check, text),
        View::Int(value) => int_holds(check, value.into()),
        View::Uint(value) => int_holds(check, value.into()),
        View::Float(value) => float_holds(check, value),
        View::Bytes(bytes) => match check {
            ValueCheck::DecodedSize { max } => bytes.len() as u64 <= *max,
            _ => true,
        },
        View::List(list) => match check {
            ValueCheck::Items { min, max } => (*min..=*max).contains(&(list.len() as u64)),
            ValueCheck::Distinct => repeated(list).is_none(),
            _ => (0..list.len()).all(|index| value_holds(check, list.item(index))),
        },
        View::Absent | View::Bool(_) | View::Record(_) => true,
    }
}

/// Reports the violation of one rule: by each item of a list, if the rule is on items.
#[cold]
fn report_value(
    rule: &Rule<ValueCheck>,
    secret: bool,
    view: View<'_>,
    path: &Path<'_>,
    found: &mut Violations,
) {
    let detail = match (&rule.check, view) {
        (ValueCheck::Reserved, _) => String::new(),
        (ValueCheck::Items { .. }, View::List(list)) => format!(", has {}", list.len()),
        (ValueCheck::Distinct, View::List(list)) => repeated(list)
            .map(|(first, again)| format!(", but item {again} is the same as item {first}"))
            .unwrap_or_default(),
        (check, View::List(list)) => {
            for index in 0..list.len() {
                let item = list.item(index);
                if !value_holds(check, item) {
                    report_value(rule, secret, item, &Path::Item(path, index), found);
                }
            }
            return;
        }
        (check, View::Text(text)) => found_text(check, text, secret),
        (_, View::Bytes(bytes)) => format!(", has {}", bytes.len()),
        (_, View::Int(value)) => format!(", is {value}"),
        (_, View::Uint(value)) => format!(", is {value}"),
        (_, View::Float(value)) => format!(", is {value}"),
        (_, View::Absent | View::Bool(_) | View::Record(_)) => String::new(),
    };
    report(rule, path, &detail, found);
}

/// Describes the text that was found, unless it is secret or of no help.
#[cold]
fn found_text(check: &ValueCheck, text: &str, secret: bool) -> String {
    match check {
        _ if secret => String::new(),
        ValueCheck::Length { .. } => format!(", has {}", char_count(text)),
        ValueCheck::DecodedSize { .. } => {
            base64_size(text).map(|size| format!(", decodes to {size}")).unwrap_or_default()
        }
        ValueCheck::TokenCount { separator, .. } => {
            format!(", has {}", token_count(text, *separator))
        }
        ValueCheck::Base64 | ValueCheck::Classes { .. } => String::new(),
        _ => format!(", is {}", quoted(text)),
    }
}

/// Finds the first item that stands in the list twice, and its first position.
fn repeated(list: &dyn List) -> Option<(usize, usize)> {
    let mut seen = std::collections::BTreeMap::new();
    (0..list.len()).find_map(|index| {
        let key = ScalarKey::of(list.item(index))?;
        seen.insert(key, index).map(|first| (first, index))
    })
}

#[cfg(test)]
mod tests;

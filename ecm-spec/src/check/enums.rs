//! Checks of enums: their values are of one kind, distinct, and have an identifier each.

use std::collections::HashMap;

use super::head::owned;
use super::naming::{self, NameScope, rust_name};
use crate::json::Value;
use crate::model::{Enum, EnumValue, EnumValues, Name};
use crate::name::NameKind;
use crate::problem::{ProblemCode, Report, Span, quote};
use crate::raw::{self, EnumKind, as_i64, as_text};

pub(super) fn check(raw: &raw::Spec<'_>, names: Vec<Name>, report: &mut Report) -> Vec<Enum> {
    let enums = raw.enums.iter().zip(names).map(|(enum_type, name)| {
        let problems = report.len();
        let values = match enum_type.kind {
            Some(EnumKind::Text) => EnumValues::Text(texts(enum_type, report)),
            Some(EnumKind::Integer) => EnumValues::Integer(integers(enum_type, report)),
            // Without a kind no value can be checked.
            None => EnumValues::Text(Vec::new()),
        };
        if report.len() > problems {
            report.mark_unread("values", Some(enum_type.wire.value));
        }
        Enum { name, doc: owned(enum_type.doc), values }
    });
    enums.collect()
}

fn texts(enum_type: &raw::Enum<'_>, report: &mut Report) -> Vec<EnumValue<String>> {
    let mut variants = NameScope::new();
    let mut seen = HashMap::new();
    let mut values = Vec::with_capacity(enum_type.values.len());
    for entry in &enum_type.values {
        let Some(value) = as_text("value", entry.value, report) else { continue };
        if repeated(&mut seen, value.value, &quote(value.value), value.at, report) {
            continue;
        }
        // The empty text is a value like any other, provided that it has a name.
        let rust = match entry.name {
            Some(own) if value.value.is_empty() => {
                naming::explicit_name(NameKind::Variant, own, report)
            }
            None if !entry.is_whole => continue,
            own => rust_name(NameKind::Variant, value, own, report),
        };
        let Some(rust) = rust else { continue };
        variants.claim(&rust, value.value, value.at, report);
        values.push(EnumValue { value: value.value.to_owned(), rust, doc: owned(entry.doc) });
    }
    values
}

fn integers(enum_type: &raw::Enum<'_>, report: &mut Report) -> Vec<EnumValue<i64>> {
    let mut variants = NameScope::new();
    let mut seen = HashMap::new();
    let mut values = Vec::with_capacity(enum_type.values.len());
    for entry in &enum_type.values {
        let Some(value) = as_i64("value", entry.value, report) else { continue };
        let shown = value.value.to_string();
        if repeated(&mut seen, value.value, &quote(&shown), value.at, report) {
            continue;
        }
        let Some(own) = entry.name else {
            if !entry.is_whole {
                continue;
            }
            let message = format!("the integer value {} needs the key `name`", quote(&shown));
            let _ = report
                .add(ProblemCode::MissingKey, entry.label, message)
                .help("a number gives no identifier: set a `name` in PascalCase");
            continue;
        };
        let Some(rust) = naming::explicit_name(NameKind::Variant, own, report) else { continue };
        variants.claim(&rust, &shown, own.at, report);
        values.push(EnumValue { value: value.value, rust, doc: owned(entry.doc) });
    }
    values
}

/// Reports `value` if it was seen before, and tells whether it was.
fn repeated<T: std::hash::Hash + Eq>(
    seen: &mut HashMap<T, Span>,
    value: T,
    shown: &str,
    at: Span,
    report: &mut Report,
) -> bool {
    if let Some(first) = seen.get(&value) {
        let message = format!("the value {shown} is repeated in this enum");
        let _ =
            report.add(ProblemCode::RepeatedEntry, at, message).also(*first, "first written here");
        return true;
    }
    seen.insert(value, at);
    false
}

/// Values of a text enum as written, for rules that allow any of them.
pub(super) fn written_texts<'n>(enum_type: &raw::Enum<'n>) -> Vec<&'n str> {
    let texts = enum_type.values.iter().filter_map(|entry| match &entry.value.value {
        Value::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    texts.collect()
}

pub(super) fn written_integers(enum_type: &raw::Enum<'_>) -> Vec<i64> {
    let integers = enum_type.values.iter().filter_map(|entry| match entry.value.value {
        Value::Number(number) => number.parse().ok(),
        _ => None,
    });
    integers.collect()
}

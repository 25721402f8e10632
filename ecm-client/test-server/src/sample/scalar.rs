//! Sample scalars.

use ecm_spec::model::{EnumValues, Field, Scalar, Shape, Spec, ValueCheck};
use serde_json::{Value, json};

use super::text;
use crate::check;

/// Picks the nth value that keeps the rules of the field, or else the first candidate.
pub(super) fn pick(spec: &Spec, field: &Field, shape: &Shape, nth: usize) -> Value {
    let candidates = candidates(spec, field, shape, nth);
    let mut fitting =
        candidates.iter().filter(|value| check::keeps_rules(spec, field, shape, value));
    let value = fitting.clone().nth(nth).or_else(|| fitting.next());
    value.or(candidates.first()).cloned().unwrap_or_default()
}

/// Lists candidates, the most natural ones first, and more than `nth` where possible.
fn candidates(spec: &Spec, field: &Field, shape: &Shape, nth: usize) -> Vec<Value> {
    match shape {
        Shape::Enum(id) => match &spec[*id].values {
            EnumValues::Text(values) => {
                let known = values.iter().map(|value| Value::from(value.value.as_str()));
                known.chain(texts(field, nth)).collect()
            }
            EnumValues::Integer(values) => {
                let known = values.iter().map(|value| Value::from(value.value));
                known.chain(integers(field, nth)).collect()
            }
        },
        Shape::Scalar(Scalar::Int64 | Scalar::Uint64) => integers(field, nth).collect(),
        Shape::Scalar(Scalar::Float) => floats(field),
        Shape::Scalar(Scalar::Bool) => vec![json!(false), json!(true)],
        Shape::Scalar(Scalar::Date) => dates(nth, "2024-01-", ""),
        Shape::Scalar(Scalar::DateTime) => dates(nth, "2024-01-", " 12:00:00"),
        Shape::Scalar(Scalar::DateTimeIso) => dates(nth, "2024-01-", "T12:00:00Z"),
        Shape::Scalar(Scalar::String) => texts(field, nth).collect(),
        // Base64 of one byte, another one each time.
        Shape::Scalar(Scalar::Binary) => {
            BYTES.iter().cycle().skip(nth).take(1).map(|text| json!(text)).collect()
        }
        Shape::Record(_) | Shape::List(_) => Vec::new(),
    }
}

/// Single bytes in Base64.
const BYTES: &[&str] = &["AQ==", "Ag==", "Aw=="];

fn texts(field: &Field, nth: usize) -> impl Iterator<Item = Value> {
    text::candidates(&field.name.wire, &field.rules, nth).into_iter().map(Value::from)
}

fn dates(nth: usize, before: &str, behind: &str) -> Vec<Value> {
    (0..=nth.min(30)).map(|day| format!("{before}{:02}{behind}", day + 1).into()).collect()
}

/// Lists small numbers and those of the rules. Zero comes late: a service reads it as missing.
fn integers(field: &Field, nth: usize) -> impl Iterator<Item = Value> {
    let mut numbers: Vec<i64> = Vec::new();
    for rule in &field.rules {
        match &rule.check {
            ValueCheck::OneOfInt { values } => numbers.extend(values),
            ValueCheck::IntRange { min, max } => {
                let clamp = |limit: &i128| i64::try_from(*limit).unwrap_or(i64::MAX);
                if let Some(min) = min.as_ref().map(clamp) {
                    numbers.extend((0..=nth as i64).map(|more| min.saturating_add(more)));
                }
                if let Some(max) = max.as_ref().map(clamp) {
                    numbers.extend((0..=nth as i64).map(|less| max.saturating_sub(less)));
                }
            }
            _ => {}
        }
    }
    let small = 1..=(nth as i64).saturating_add(1);
    let (zeros, given): (Vec<i64>, Vec<i64>) = numbers.into_iter().partition(|number| *number == 0);
    let mut numbers: Vec<i64> = small.chain(given).chain(zeros).chain([0]).collect();
    let mut seen = std::collections::BTreeSet::new();
    numbers.retain(|number| seen.insert(*number));
    numbers.into_iter().map(Value::from)
}

fn floats(field: &Field) -> Vec<Value> {
    let mut numbers = vec![1.0];
    for rule in &field.rules {
        if let ValueCheck::FloatRange { min, max } = &rule.check {
            numbers.extend([min, max].into_iter().flatten());
        }
    }
    numbers.push(0.0);
    numbers.into_iter().map(Value::from).collect()
}

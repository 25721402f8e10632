//! Rules on single values.

use std::collections::BTreeSet;

use ecm_spec::model::ValueCheck;

use super::text;
use super::typed::TypedValue;

/// Returns true if `value` keeps the rule, or is not of its shape, which is reported elsewhere.
pub(super) fn holds(check: &ValueCheck, value: &TypedValue<'_>) -> bool {
    match (check, value) {
        (ValueCheck::Reserved { .. }, _) => false,
        (ValueCheck::Items { min, max }, TypedValue::List(items)) => {
            within(items.len() as u64, *min, *max)
        }
        (ValueCheck::Distinct, TypedValue::List(items)) => distinct(items),
        (ValueCheck::IntRange { min, max }, TypedValue::Int(number)) => within(*number, *min, *max),
        (ValueCheck::FloatRange { min, max }, TypedValue::Float(number)) => {
            within(*number, *min, *max)
        }
        (ValueCheck::OneOfInt { values }, TypedValue::Int(number)) => {
            values.iter().any(|value| i128::from(*value) == *number)
        }
        (check, TypedValue::Text(text)) => text::holds(check, text),
        _ => true,
    }
}

pub(super) fn within<T: PartialOrd>(value: T, min: Option<T>, max: Option<T>) -> bool {
    min.is_none_or(|min| value >= min) && max.is_none_or(|max| value <= max)
}

fn distinct(items: &[TypedValue<'_>]) -> bool {
    let mut texts = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    items.iter().all(|item| match item {
        TypedValue::Text(text) => texts.insert(text.as_ref()),
        TypedValue::Int(number) => numbers.insert(*number),
        _ => true,
    })
}

//! Pairs of a lower and an upper bound.

use crate::problem::{ProblemCode, Report, Spanned, quote};
use crate::raw::Object;

/// Lower and upper bound; either may be open.
pub(super) struct Bounds<T> {
    pub(super) min: Option<T>,
    pub(super) max: Option<T>,
}

/// Reads `min` and `max` of a rule with `read`. Reports, and gives `None`, if both are missing or
/// no value lies between them.
pub(super) fn read<'n, T: PartialOrd + Copy>(
    body: &Object<'n>,
    report: &mut Report,
    read: impl Fn(&Object<'n>, &str, &mut Report) -> Option<Spanned<T>>,
) -> Option<Bounds<T>> {
    if body.get("min").is_none() && body.get("max").is_none() {
        if report.has_unread("min") || report.has_unread("max") {
            return None;
        }
        let message = "this rule needs `min`, `max` or both";
        return report.add(ProblemCode::MissingKey, body.label, message).none();
    }
    let (min, max) = (read(body, "min", report), read(body, "max", report));
    if let (Some(min), Some(max)) = (min, max)
        && min.value > max.value
    {
        let _ = report
            .add(
                ProblemCode::ImpossibleRule,
                min.at,
                "`min` is greater than `max`, so no value is allowed",
            )
            .also(max.at, "`max`");
        return None;
    }
    Some(Bounds { min: min.map(|min| min.value), max: max.map(|max| max.value) })
}

/// Reads bounds of characters, bytes or items.
pub(super) fn counts(body: &Object<'_>, report: &mut Report) -> Option<Bounds<u64>> {
    read(body, report, Object::count)
}

/// Reads bounds of integers; reports one that the type cannot hold, a typo or without effect.
pub(super) fn integers(
    body: &Object<'_>,
    signed: bool,
    report: &mut Report,
) -> Option<Bounds<i128>> {
    let (name, range) = if signed {
        ("int64", i128::from(i64::MIN)..=i128::from(i64::MAX))
    } else {
        ("uint64", 0..=i128::from(u64::MAX))
    };
    read(body, report, |body, key, report| {
        let whole = body.integer(key, report)?;
        if !range.contains(&whole.value) {
            let number = quote(&whole.value.to_string());
            let message = format!("`{key}` is {number}, which `{name}` cannot hold");
            return report.add(ProblemCode::NumberOutOfRange, whole.at, message).none();
        }
        Some(whole)
    })
}

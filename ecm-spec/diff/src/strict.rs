//! Comparison of the strictness of checks.

use std::collections::BTreeSet;

use ecm_spec::model::{CharSet, RecordCheck, ValueCheck};

/// Strictness of a check, compared with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// It requires as much.
    Same,
    /// It requires more: it refuses some values that passed, and no refused value passes.
    Tighter,
    /// It requires less.
    Looser,
    /// It requires something else.
    Other,
}

impl Strictness {
    pub(super) fn refuses_more(self) -> bool {
        matches!(self, Self::Tighter | Self::Other)
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, one) | (one, Self::Same) => one,
            (one, other) if one == other => one,
            _ => Self::Other,
        }
    }

    fn same_if(same: bool) -> Self {
        if same { Self::Same } else { Self::Other }
    }

    /// Compares allowed values: the new ones are among the old, or the old among the new.
    fn of_sets(within: bool, around: bool) -> Self {
        match (within, around) {
            (true, true) => Self::Same,
            (true, false) => Self::Tighter,
            (false, true) => Self::Looser,
            (false, false) => Self::Other,
        }
    }

    fn reversed(self) -> Self {
        match self {
            Self::Tighter => Self::Looser,
            Self::Looser => Self::Tighter,
            other => other,
        }
    }
}

/// Compares lower bounds; a larger one requires more.
fn lower<T: PartialOrd>(old: Option<T>, new: Option<T>) -> Strictness {
    match (old, new) {
        (None, None) => Strictness::Same,
        (None, Some(_)) => Strictness::Tighter,
        (Some(_), None) => Strictness::Looser,
        (Some(old), Some(new)) if new > old => Strictness::Tighter,
        (Some(old), Some(new)) if new < old => Strictness::Looser,
        _ => Strictness::Same,
    }
}

/// Compares upper bounds; a smaller one requires more.
fn upper<T: PartialOrd>(old: Option<T>, new: Option<T>) -> Strictness {
    match (old, new) {
        (Some(old), Some(new)) => lower(Some(old), Some(new)).reversed(),
        (old, new) => lower(old, new),
    }
}

/// Compares minimum counts; a missing one is zero.
fn count(old: Option<u64>, new: Option<u64>) -> Strictness {
    lower(Some(old.unwrap_or(0)), Some(new.unwrap_or(0)))
}

/// Compares allowed values; fewer require more.
fn allowed<T: Ord>(old: &[T], new: &[T]) -> Strictness {
    let (old, new): (BTreeSet<&T>, BTreeSet<&T>) = (old.iter().collect(), new.iter().collect());
    Strictness::of_sets(new.is_subset(&old), old.is_subset(&new))
}

/// Compares required values; more require more.
fn asked<T: Ord>(old: &[T], new: &[T]) -> Strictness {
    allowed(old, new).reversed()
}

fn characters(old: &CharSet, new: &CharSet) -> Strictness {
    Strictness::of_sets(is_within(new, old), is_within(old, new))
}

/// Tells whether each range is within the other set, whose ranges may touch.
fn is_within(inner: &CharSet, outer: &CharSet) -> bool {
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (first, last) in &outer.ranges {
        let (first, last) = (u32::from(*first), u32::from(*last));
        match joined.last_mut() {
            Some(before) if before.1.saturating_add(1) >= first => before.1 = before.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    inner.ranges.iter().all(|(first, last)| {
        let (first, last) = (u32::from(*first), u32::from(*last));
        joined.iter().any(|range| range.0 <= first && last <= range.1)
    })
}

pub(super) fn value(old: &ValueCheck, new: &ValueCheck) -> Strictness {
    use ValueCheck as V;
    match (old, new) {
        (V::Length { min, max }, V::Length { min: new_min, max: new_max })
        | (V::Items { min, max }, V::Items { min: new_min, max: new_max }) => {
            count(*min, *new_min).and(upper(*max, *new_max))
        }
        (V::DecodedSize { max }, V::DecodedSize { max: new }) => upper(Some(max), Some(new)),
        (V::IntRange { min, max }, V::IntRange { min: new_min, max: new_max }) => {
            lower(*min, *new_min).and(upper(*max, *new_max))
        }
        (V::FloatRange { min, max }, V::FloatRange { min: new_min, max: new_max }) => {
            lower(*min, *new_min).and(upper(*max, *new_max))
        }
        (V::Alphabet { allowed }, V::Alphabet { allowed: new }) => characters(allowed, new),
        (
            V::Segments { separator, alphabet, joiners },
            V::Segments { separator: new_separator, alphabet: new_alphabet, joiners: new_joiners },
        ) => {
            let joiners: (Vec<char>, Vec<char>) =
                (joiners.chars().collect(), new_joiners.chars().collect());
            Strictness::same_if(separator == new_separator)
                .and(characters(alphabet, new_alphabet))
                .and(asked(&joiners.0, &joiners.1))
        }
        (V::Classes { min, of }, V::Classes { min: new_min, of: new_of }) => {
            Strictness::same_if(of == new_of).and(lower(Some(min), Some(new_min)))
        }
        (V::OneOfText { values }, V::OneOfText { values: new }) => allowed(values, new),
        (V::OneOfInt { values }, V::OneOfInt { values: new }) => allowed(values, new),
        (V::Tokens { separator, values }, V::Tokens { separator: new_separator, values: new }) => {
            Strictness::same_if(separator == new_separator).and(allowed(values, new))
        }
        (
            V::TokenCount { separator, counts },
            V::TokenCount { separator: new_separator, counts: new },
        ) => Strictness::same_if(separator == new_separator).and(allowed(counts, new)),
        (
            V::Placeholders { open, alphabet, close },
            V::Placeholders { open: new_open, alphabet: new_alphabet, close: new_close },
        ) => Strictness::same_if((open, close) == (new_open, new_close))
            .and(characters(alphabet, new_alphabet)),
        (V::Format(old), V::Format(new)) => Strictness::same_if(old == new),
        (V::Distinct, V::Distinct) | (V::Reserved { .. }, V::Reserved { .. }) => Strictness::Same,
        (
            V::Length { .. }
            | V::DecodedSize { .. }
            | V::IntRange { .. }
            | V::FloatRange { .. }
            | V::Items { .. }
            | V::Distinct
            | V::Alphabet { .. }
            | V::Segments { .. }
            | V::Classes { .. }
            | V::OneOfText { .. }
            | V::OneOfInt { .. }
            | V::Tokens { .. }
            | V::TokenCount { .. }
            | V::Placeholders { .. }
            | V::Format(_)
            | V::Reserved { .. },
            _,
        ) => Strictness::Other,
    }
}

/// Compares a new check between fields with the old one, except for the enum of a group.
pub(super) fn record(old: &RecordCheck, new: &RecordCheck) -> Strictness {
    use RecordCheck as R;
    let same = Strictness::same_if;
    match (old, new) {
        (R::AtMostOne { fields, group: _ }, R::AtMostOne { fields: new, group: _ })
        | (R::BothOrNeither { fields }, R::BothOrNeither { fields: new }) => asked(fields, new),
        (R::Implies { field, then }, R::Implies { field: new_field, then: new }) => {
            same(field == new_field).and(asked(then, new))
        }
        (
            R::RequiredUnless { unless, fields },
            R::RequiredUnless { unless: new_unless, fields: new },
        ) => same(unless == new_unless).and(asked(fields, new)),
        (R::CountEquals { list, count }, R::CountEquals { list: new_list, count: new }) => {
            same((list, count) == (new_list, new))
        }
        (
            R::Sum { list, field, per, max, divisible: _ },
            R::Sum { list: new_list, field: new_field, per: new_per, max: new, divisible: _ },
        ) => same((list, field, per) == (new_list, new_field, new_per))
            .and(upper(Some(max), Some(new))),
        (R::EqualWhenBoth { fields }, R::EqualWhenBoth { fields: new }) => {
            same(allowed(fields, new) == Strictness::Same)
        }
        (
            R::ValueByTokens { field, of, separator, cases },
            R::ValueByTokens { field: new_field, of: new_of, separator: new_separator, cases: new },
        ) => same((field, of, separator) == (new_field, new_of, new_separator))
            .and(asked(cases, new)),
        (
            R::RequiresTokens { field, of, separator, count },
            R::RequiresTokens {
                field: new_field,
                of: new_of,
                separator: new_separator,
                count: new,
            },
        ) => same((field, of, separator, count) == (new_field, new_of, new_separator, new)),
        (
            R::AtMostOne { .. }
            | R::BothOrNeither { .. }
            | R::Implies { .. }
            | R::RequiredUnless { .. }
            | R::CountEquals { .. }
            | R::Sum { .. }
            | R::EqualWhenBoth { .. }
            | R::ValueByTokens { .. }
            | R::RequiresTokens { .. },
            _,
        ) => Strictness::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(ranges: &[(char, char)]) -> CharSet {
        CharSet { ranges: ranges.to_vec() }
    }

    fn texts(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn checks_on_values() {
        let length = |min, max| ValueCheck::Length { min, max };
        let alphabet = |ranges| ValueCheck::Alphabet { allowed: set(ranges) };
        let one_of = |values| ValueCheck::OneOfText { values: texts(values) };
        for (old, new, expected) in [
            (length(None, Some(9)), length(Some(0), Some(9)), Strictness::Same),
            (length(Some(1), Some(9)), length(Some(2), Some(9)), Strictness::Tighter),
            (length(Some(1), Some(9)), length(Some(2), Some(10)), Strictness::Other),
            (length(Some(1), None), length(Some(1), Some(10)), Strictness::Tighter),
            (alphabet(&[('a', 'z')]), alphabet(&[('a', 'f'), ('g', 'z')]), Strictness::Same),
            (alphabet(&[('a', 'z')]), alphabet(&[('b', 'c')]), Strictness::Tighter),
            (alphabet(&[('a', 'z')]), alphabet(&[('b', 'c'), ('-', '-')]), Strictness::Other),
            (one_of(&["a", "b"]), one_of(&["b", "a"]), Strictness::Same),
            (one_of(&["a", "b"]), one_of(&["b"]), Strictness::Tighter),
            (one_of(&["a"]), length(None, Some(1)), Strictness::Other),
            (
                ValueCheck::FloatRange { min: Some(0.0), max: None },
                ValueCheck::FloatRange { min: Some(-1.0), max: None },
                Strictness::Looser,
            ),
            (
                ValueCheck::DecodedSize { max: 4 },
                ValueCheck::DecodedSize { max: 3 },
                Strictness::Tighter,
            ),
        ] {
            assert_eq!(value(&old, &new), expected, "{old:?} {new:?}");
            assert_eq!(value(&new, &old), expected.reversed(), "{new:?} {old:?}");
        }
    }

    #[test]
    fn checks_between_fields() {
        let types = |fields| RecordCheck::BothOrNeither { fields: texts(fields) };
        let sum = |max| RecordCheck::Sum {
            list: "L".into(),
            field: "F".into(),
            per: None,
            max,
            divisible: false,
        };
        let equal =
            |fields: [&str; 2]| RecordCheck::EqualWhenBoth { fields: fields.map(Into::into) };
        for (old, new, expected) in [
            (types(&["A", "B"]), types(&["A", "B", "C"]), Strictness::Tighter),
            (types(&["A", "B"]), types(&["A", "C"]), Strictness::Other),
            (sum(9), sum(8), Strictness::Tighter),
            (equal(["A", "B"]), equal(["B", "A"]), Strictness::Same),
            (equal(["A", "B"]), types(&["A", "B"]), Strictness::Other),
        ] {
            assert_eq!(record(&old, &new), expected, "{old:?} {new:?}");
            assert_eq!(record(&new, &old), expected.reversed(), "{new:?} {old:?}");
        }
    }
}

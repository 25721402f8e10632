//! Conversion of a spec's rules to those of the runtime.

use ecm_spec::Spec;
use ecm_spec::model::{self, Format, Shape, Type};

use super::intern::{intern, intern_all};
use crate::rt::{CharSet, FieldPath, Placeholder, RecordCheck, ValueCheck};

fn char_set(set: &model::CharSet) -> CharSet {
    CharSet { ascii: set.ascii(), others: intern_all(set.others()) }
}

fn texts(texts: &'static [String]) -> &'static [&'static str] {
    intern_all(texts.iter().map(String::as_str))
}

/// Converts the ends of a range, which the checks keep in the type; its limits are the open ends.
fn ends<T: TryFrom<i128>>(
    min: Option<i128>,
    max: Option<i128>,
    type_min: T,
    type_max: T,
) -> (T, T) {
    let end = |end: Option<i128>, limit| end.and_then(|end| end.try_into().ok()).unwrap_or(limit);
    (end(min, type_min), end(max, type_max))
}

/// Converts a rule of a field with this shape.
pub(super) fn of_value(check: &'static model::ValueCheck, shape: &Shape) -> ValueCheck {
    use model::ValueCheck as From;
    match check {
        From::Length { min, max } => {
            ValueCheck::Length { min: min.unwrap_or(0), max: max.unwrap_or(u64::MAX) }
        }
        From::Items { min, max } => {
            ValueCheck::Items { min: min.unwrap_or(0), max: max.unwrap_or(u64::MAX) }
        }
        From::DecodedSize { max } => ValueCheck::DecodedSize { max: *max },
        From::IntRange { min, max } if shape.is_unsigned() => {
            let (min, max) = ends(*min, *max, u64::MIN, u64::MAX);
            ValueCheck::UintRange { min, max }
        }
        From::IntRange { min, max } => {
            let (min, max) = ends(*min, *max, i64::MIN, i64::MAX);
            ValueCheck::IntRange { min, max }
        }
        From::FloatRange { min, max } => ValueCheck::FloatRange {
            min: min.unwrap_or(f64::NEG_INFINITY),
            max: max.unwrap_or(f64::INFINITY),
        },
        From::Distinct => ValueCheck::Distinct,
        From::Alphabet { allowed } => ValueCheck::Alphabet(intern(char_set(allowed))),
        From::Segments { separator, alphabet, joiners } => {
            let alphabet = intern(char_set(alphabet));
            ValueCheck::Segments { separator: *separator, alphabet, joiners }
        }
        From::Classes { min, of } => {
            ValueCheck::Classes { min: *min, of: intern_all(of.iter().map(char_set)) }
        }
        From::OneOfText { values } => ValueCheck::OneOfText(texts(values)),
        From::OneOfInt { values } => ValueCheck::OneOfInt(values),
        From::Tokens { separator, values } => {
            ValueCheck::Tokens { separator: *separator, values: texts(values) }
        }
        From::TokenCount { separator, counts } => {
            ValueCheck::TokenCount { separator: *separator, counts }
        }
        From::Placeholders { open, alphabet, close } => {
            let placeholder = Placeholder { open, alphabet: char_set(alphabet), close };
            ValueCheck::Placeholders(intern(placeholder))
        }
        From::Format(Format::Ipv4) => ValueCheck::Ipv4,
        From::Format(Format::Ipv6) => ValueCheck::Ipv6,
        From::Format(Format::Base64) => ValueCheck::Base64,
        From::Reserved { .. } => ValueCheck::Reserved,
    }
}

/// Resolver of wire names and paths in rules to positions in a record.
struct Positions {
    spec: &'static Spec,
    ty: &'static Type,
}

/// Returns the position of a field in its type. The checks have resolved every name, so the
/// fallback is never taken; the runtime reads it as a field that is not set.
pub(super) fn position(ty: &Type, wire: &str) -> usize {
    ty.fields.iter().position(|field| field.name.wire == wire).unwrap_or(usize::MAX)
}

/// Returns the positions of the fields along a path through records.
pub(super) fn positions(spec: &'static Spec, ty: &'static Type, path: &[String]) -> FieldPath {
    let mut ty = Some(ty);
    intern_all(path.iter().map(|wire| {
        let at = ty.map_or(usize::MAX, |ty| position(ty, wire));
        let field = ty.and_then(|ty| ty.fields.get(at));
        ty = field.and_then(|field| match field.shape {
            Shape::Record(id) => Some(&spec[id]),
            _ => None,
        });
        at
    }))
}

impl Positions {
    fn of(&self, wire: &str) -> usize {
        position(self.ty, wire)
    }

    fn all(&self, wires: &[String]) -> &'static [usize] {
        intern_all(wires.iter().map(|wire| self.of(wire)))
    }

    /// Resolves a path, `A` or `A.B`.
    fn path(&self, path: &str) -> FieldPath {
        let steps = match path.split_once('.') {
            None => vec![self.of(path)],
            Some((outer, inner)) => vec![self.of(outer), self.within(outer, inner)],
        };
        steps.leak()
    }

    /// Returns the position of `inner` in the record, or in each item of the list, `outer`.
    fn within(&self, outer: &str, inner: &str) -> usize {
        match self.ty.field(outer).map(|field| field.shape.item()) {
            Some(Shape::Record(id)) => position(&self.spec[*id], inner),
            _ => usize::MAX,
        }
    }
}

pub(super) fn of_record(
    spec: &'static Spec,
    ty: &'static Type,
    rule: &'static model::Rule<model::RecordCheck>,
) -> RecordCheck {
    use model::RecordCheck as From;
    let at = Positions { spec, ty };
    match &rule.check {
        From::AtMostOne { fields, .. } => {
            RecordCheck::AtMostOne(intern_all(fields.iter().map(|path| at.path(path))))
        }
        From::BothOrNeither { fields } => RecordCheck::BothOrNeither(at.all(fields)),
        From::Implies { field, then } => {
            RecordCheck::Implies { field: at.of(field), then: at.all(then) }
        }
        From::RequiredUnless { unless, fields } => {
            RecordCheck::RequiredUnless { unless: at.of(unless), fields: at.all(fields) }
        }
        From::CountEquals { list, count } => {
            RecordCheck::CountEquals { list: at.of(list), count: at.of(count) }
        }
        From::Sum { list, field, per, max, divisible } => RecordCheck::Sum {
            list: at.of(list),
            field: at.within(list, field),
            per: per.as_ref().map(|per| at.within(list, per)),
            max: *max,
            divisible: *divisible,
        },
        From::EqualWhenBoth { fields: [first, second] } => {
            RecordCheck::EqualWhenBoth(at.path(first), at.path(second))
        }
        From::ValueByTokens { field, of, separator, cases } => RecordCheck::ValueByTokens {
            field: at.of(field),
            of: at.of(of),
            separator: *separator,
            cases,
        },
        From::RequiresTokens { field, of, separator, count } => RecordCheck::RequiresTokens {
            field: at.of(field),
            of: at.of(of),
            separator: *separator,
            count: *count,
        },
    }
}

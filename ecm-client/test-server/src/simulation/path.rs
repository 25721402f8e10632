//! Fields by path in the checked spec, and the values that fit them.

use ecm_spec::model::{EnumValues, Field, Path, Scalar, Shape, Spec, TypeId};
use ecm_spec::reader::{Report, Text};
use ecm_spec::{ProblemCode, quote};
use serde_json::Value;

/// Records within each other at most: more than any real spec has, and a bound for the walk.
const MAX_DEPTH: usize = 16;

pub(super) struct FieldTarget<'s> {
    pub(super) path: Path,
    pub(super) field: &'s Field,
    pub(super) shape: &'s Shape,
    /// True if the path leads through a list, to as many values as it has items.
    pub(super) many: bool,
}

/// Finds a field of a record or, by points, of records within it; reports an unknown one.
pub(super) fn find<'s>(
    spec: &'s Spec,
    record: TypeId,
    written: Text<'_>,
    report: &mut Report,
) -> Option<FieldTarget<'s>> {
    let mut record = record;
    let mut rest = written.value;
    let mut path = Path::new();
    let mut many = false;
    loop {
        let kind = &spec[record];
        // A name may have a point in it.
        let (name, after) = match rest.split_once('.') {
            Some((name, after)) if kind.field(rest).is_none() => (name, Some(after)),
            _ => (rest, None),
        };
        let Some(field) = kind.field(name) else {
            let names = kind.fields.iter().map(|field| field.name.wire.as_str());
            let message = format!("{} has no field {}", quote(&kind.name.wire), quote(name));
            let unknown = Text { value: name, at: written.at };
            return report.unknown(ProblemCode::UnknownField, unknown, names, message);
        };
        path.push(name.to_owned());
        let Some(after) = after else {
            return Some(FieldTarget { path, field, shape: &field.shape, many });
        };
        many |= matches!(field.shape, Shape::List(_));
        let Shape::Record(inner) = field.shape.item() else {
            let message = format!("{} is no record, so it has no fields", quote(name));
            return report_bad(written, message, report);
        };
        if path.len() == MAX_DEPTH {
            return report_bad(written, "this path leads too deep".to_owned(), report);
        }
        record = *inner;
        rest = after;
    }
}

pub(super) fn report_bad<T>(written: Text<'_>, message: String, report: &mut Report) -> Option<T> {
    report.add(ProblemCode::BadSimulation, written.at, message).none()
}

/// Class of values, whatever their spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueClass {
    Text,
    Integer,
    Float,
    Bool,
    Record(TypeId),
    List,
}

pub(super) fn class(spec: &Spec, shape: &Shape) -> ValueClass {
    match shape {
        Shape::Scalar(Scalar::Int64 | Scalar::Uint64) => ValueClass::Integer,
        Shape::Scalar(Scalar::Float) => ValueClass::Float,
        Shape::Scalar(Scalar::Bool) => ValueClass::Bool,
        Shape::Scalar(_) => ValueClass::Text,
        Shape::Enum(id) => match spec[*id].values {
            EnumValues::Text(_) => ValueClass::Text,
            EnumValues::Integer(_) => ValueClass::Integer,
        },
        Shape::Record(id) => ValueClass::Record(*id),
        Shape::List(_) => ValueClass::List,
    }
}

/// Returns true if the values of one field can be put into another.
pub(super) fn fits_into(spec: &Spec, from: &FieldTarget<'_>, to: &Shape) -> bool {
    match to {
        // Many values make one list, whether each of them is a list or not.
        Shape::List(item) => {
            (from.many || matches!(from.shape, Shape::List(_)))
                && same(spec, from.shape.item(), item)
        }
        _ => same(spec, from.shape, to),
    }
}

fn same(spec: &Spec, from: &Shape, to: &Shape) -> bool {
    class(spec, from) == class(spec, to) && class(spec, to) != ValueClass::List
}

/// Returns true if a shape can hold a value.
pub(super) fn can_hold(spec: &Spec, shape: &Shape, value: &Value) -> bool {
    match (shape, value) {
        (_, Value::Null) => true,
        (Shape::List(item), Value::Array(items)) => {
            items.iter().all(|one| can_hold(spec, item, one))
        }
        (Shape::Record(id), Value::Object(members)) => members.iter().all(|(name, value)| {
            spec[*id].field(name).is_some_and(|field| can_hold(spec, &field.shape, value))
        }),
        _ => match class(spec, shape) {
            ValueClass::Text => value.is_string(),
            ValueClass::Integer => value.is_i64() || value.is_u64(),
            ValueClass::Float => value.is_number(),
            ValueClass::Bool => value.is_boolean(),
            ValueClass::Record(_) | ValueClass::List => false,
        },
    }
}

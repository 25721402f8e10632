//! Fields by path in the checked spec, and whether values fit them.

use ecm_spec::model::{EnumValues, Path, Scalar, Shape, Spec, TypeId};
use ecm_spec::reader::{Report, Text};
use ecm_spec::{Code, quote};
use serde_json::Value;

/// More records within each other than any real spec has, and a bound for the walk.
const DEEPEST: usize = 16;

/// A field that a path leads to.
pub(super) struct Target<'s> {
    pub(super) path: Path,
    pub(super) shape: &'s Shape,
    /// Whether the path leads through a list, to as many values as it has items.
    pub(super) many: bool,
}

/// The field of a record or, by points, of records within it. Reported where there is none.
pub(super) fn find<'s>(
    spec: &'s Spec,
    record: TypeId,
    written: Text<'_>,
    report: &mut Report,
) -> Option<Target<'s>> {
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
            let close = report.closest(name, names);
            let message = format!("{} has no field {}", quote(&kind.name.wire), quote(name));
            let _ = report
                .add(Code::UnknownField, written.at, message)
                .did_you_mean(close, String::new);
            return None;
        };
        path.push(name.to_owned());
        let Some(after) = after else { return Some(Target { path, shape: &field.shape, many }) };
        many |= matches!(field.shape, Shape::List(_));
        let Shape::Record(inner) = field.shape.item() else {
            return bad(
                written,
                format!("{} is no record, so it has no fields", quote(name)),
                report,
            );
        };
        if path.len() == DEEPEST {
            return bad(written, "this path leads too deep".to_owned(), report);
        }
        record = *inner;
        rest = after;
    }
}

/// A problem, and nothing.
pub(super) fn bad<T>(written: Text<'_>, message: String, report: &mut Report) -> Option<T> {
    let _ = report.add(Code::BadSimulation, written.at, message);
    None
}

/// What a value is, whatever its spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Text,
    Integer,
    Float,
    Bool,
    Record(TypeId),
    List,
}

pub(super) fn class(spec: &Spec, shape: &Shape) -> Class {
    match shape {
        Shape::Scalar(Scalar::Int64 | Scalar::Uint64) => Class::Integer,
        Shape::Scalar(Scalar::Float) => Class::Float,
        Shape::Scalar(Scalar::Bool) => Class::Bool,
        Shape::Scalar(_) => Class::Text,
        Shape::Enum(id) => match spec[*id].values {
            EnumValues::Text(_) => Class::Text,
            EnumValues::Integer(_) => Class::Integer,
        },
        Shape::Record(id) => Class::Record(*id),
        Shape::List(_) => Class::List,
    }
}

/// Whether what one field holds can be put into another.
pub(super) fn moves(spec: &Spec, from: &Target<'_>, to: &Shape) -> bool {
    match to {
        // Many values make one list, be each of them a list or not.
        Shape::List(item) => {
            (from.many || matches!(from.shape, Shape::List(_)))
                && same(spec, from.shape.item(), item)
        }
        _ => same(spec, from.shape, to),
    }
}

fn same(spec: &Spec, from: &Shape, to: &Shape) -> bool {
    class(spec, from) == class(spec, to) && class(spec, to) != Class::List
}

/// Whether a value is one that the shape can hold.
pub(super) fn holds(spec: &Spec, shape: &Shape, value: &Value) -> bool {
    match (shape, value) {
        (_, Value::Null) => true,
        (Shape::List(item), Value::Array(items)) => items.iter().all(|one| holds(spec, item, one)),
        (Shape::Record(id), Value::Object(members)) => members.iter().all(|(name, value)| {
            spec[*id].field(name).is_some_and(|field| holds(spec, &field.shape, value))
        }),
        _ => match class(spec, shape) {
            Class::Text => value.is_string(),
            Class::Integer => value.is_i64() || value.is_u64(),
            Class::Float => value.is_number(),
            Class::Bool => value.is_boolean(),
            Class::Record(_) | Class::List => false,
        },
    }
}

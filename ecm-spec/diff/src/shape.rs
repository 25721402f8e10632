//! Comparison of the types of values, in Rust and on the wire.

use crate::impact::{Impact, RequestImpact, ResponseImpact};
use ecm_spec::model::{EnumValues, Scalar, Shape, Spec};

/// Writes a shape as Rust does; secrecy is compared separately.
pub(super) fn rust(spec: &Spec, shape: &Shape) -> String {
    match shape {
        Shape::Scalar(Scalar::Int64) => "i64".to_owned(),
        Shape::Scalar(Scalar::Uint64) => "u64".to_owned(),
        Shape::Scalar(Scalar::Float) => "f64".to_owned(),
        Shape::Scalar(Scalar::Bool) => "bool".to_owned(),
        Shape::Scalar(Scalar::Binary) => "Vec<u8>".to_owned(),
        Shape::Scalar(Scalar::String | Scalar::Date | Scalar::DateTime | Scalar::DateTimeIso) => {
            "String".to_owned()
        }
        Shape::Enum(id) => spec[*id].name.rust.clone(),
        Shape::Record(id) => spec[*id].name.rust.clone(),
        Shape::List(item) => format!("Vec<{}>", rust(spec, item)),
    }
}

#[derive(Clone, Copy)]
pub(super) struct ShapeOf<'s> {
    pub(super) spec: &'s Spec,
    pub(super) shape: &'s Shape,
}

impl ShapeOf<'_> {
    fn kind(self) -> WireKind {
        match self.shape {
            Shape::Scalar(scalar) => WireKind::Scalar(*scalar),
            Shape::Enum(id) => WireKind::Scalar(match &self.spec[*id].values {
                EnumValues::Text(_) => Scalar::String,
                EnumValues::Integer(_) => Scalar::Int64,
            }),
            Shape::Record(_) => WireKind::Record,
            Shape::List(_) => WireKind::List,
        }
    }

    /// Tells whether both have the same name, and none moved from a type to an enum.
    pub(super) fn is(self, other: Self) -> bool {
        let item = |typed: Self| std::mem::discriminant(typed.shape.item());
        self.shape.expression(self.spec) == other.shape.expression(other.spec)
            && item(self) == item(other)
    }
}

enum WireKind {
    Scalar(Scalar),
    Record,
    List,
}

pub(super) fn changed(old: ShapeOf<'_>, new: ShapeOf<'_>) -> Impact {
    let requests =
        if always_fits(old, new) { RequestImpact::Accepted } else { RequestImpact::SomeRefused };
    let names = |typed: ShapeOf<'_>| matches!(typed.shape.item(), Shape::Record(_));
    let (was, is) = (rust(old.spec, old.shape), rust(new.spec, new.shape));
    let impact = match was == is && !names(old) && !names(new) {
        true => Impact::minor("The type in Rust stays; its texts have another meaning."),
        false => Impact::major(format!("The type in Rust is `{is}`, not `{was}`.")),
    };
    impact.requests(requests).responses(reads(old, new), reads(new, old))
}

/// Tells whether every value written as one is a value of the other.
fn always_fits(written: ShapeOf<'_>, read: ShapeOf<'_>) -> bool {
    match (written.shape, read.shape) {
        (Shape::List(written_item), Shape::List(read_item)) => always_fits(
            ShapeOf { shape: written_item, ..written },
            ShapeOf { shape: read_item, ..read },
        ),
        _ => match (written.kind(), read.kind()) {
            (WireKind::Scalar(written), WireKind::Scalar(read)) => {
                written == read
                    || read == Scalar::String && (is_text(written) || written == Scalar::Binary)
                    || read == Scalar::Float && matches!(written, Scalar::Int64 | Scalar::Uint64)
            }
            _ => false,
        },
    }
}

/// Tells how well the reader of one shape reads the other. Scalars are read leniently: text from
/// any of them, and any of them from text that spells it.
fn reads(reader: ShapeOf<'_>, written: ShapeOf<'_>) -> ResponseImpact {
    match (reader.shape, written.shape) {
        (Shape::List(reader_item), Shape::List(written_item)) => reads(
            ShapeOf { shape: reader_item, ..reader },
            ShapeOf { shape: written_item, ..written },
        ),
        _ => match (reader.kind(), written.kind()) {
            (WireKind::Scalar(reader), WireKind::Scalar(written)) => scalar_reads(reader, written),
            (WireKind::Record, WireKind::Record) => ResponseImpact::Lossy,
            _ => ResponseImpact::Unreadable,
        },
    }
}

fn scalar_reads(reader: Scalar, written: Scalar) -> ResponseImpact {
    match (reader, written) {
        (reader, _) if is_text(reader) => ResponseImpact::Read,
        (reader, written) if reader == written => ResponseImpact::Read,
        (Scalar::Float, Scalar::Int64 | Scalar::Uint64) => ResponseImpact::Read,
        (Scalar::Binary, written) if is_text(written) => ResponseImpact::SomeUnreadable,
        (Scalar::Binary, _) | (_, Scalar::Binary) => ResponseImpact::Unreadable,
        (Scalar::Bool, written) | (_, written) if is_text(written) => {
            ResponseImpact::SomeUnreadable
        }
        (Scalar::Bool, _) | (_, Scalar::Bool) => ResponseImpact::Unreadable,
        _ => ResponseImpact::SomeUnreadable,
    }
}

fn is_text(scalar: Scalar) -> bool {
    match scalar {
        Scalar::String | Scalar::Date | Scalar::DateTime | Scalar::DateTimeIso => true,
        Scalar::Int64 | Scalar::Uint64 | Scalar::Float | Scalar::Bool | Scalar::Binary => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_read_leniently() {
        for (reader, written, expected) in [
            (Scalar::String, Scalar::Int64, ResponseImpact::Read),
            (Scalar::Date, Scalar::String, ResponseImpact::Read),
            (Scalar::Float, Scalar::Uint64, ResponseImpact::Read),
            (Scalar::Int64, Scalar::Float, ResponseImpact::SomeUnreadable),
            (Scalar::Int64, Scalar::String, ResponseImpact::SomeUnreadable),
            (Scalar::Bool, Scalar::String, ResponseImpact::SomeUnreadable),
            (Scalar::Bool, Scalar::Int64, ResponseImpact::Unreadable),
            (Scalar::Uint64, Scalar::Bool, ResponseImpact::Unreadable),
        ] {
            assert_eq!(scalar_reads(reader, written), expected, "{reader:?} of {written:?}");
        }
    }
}

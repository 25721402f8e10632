//! What a value is, before and after: the same in Rust, the same on the wire?

use crate::effects::{Answers, Effects, Requests};
use ecm_spec::model::{EnumValues, Scalar, Shape, Spec};

/// A shape as the format writes it: `[[Tree]]`.
pub(super) fn expression(spec: &Spec, shape: &Shape) -> String {
    match shape {
        Shape::Scalar(scalar) => scalar_name(*scalar).to_owned(),
        Shape::Enum(id) => spec[*id].name.wire.clone(),
        Shape::Record(id) => spec[*id].name.wire.clone(),
        Shape::List(item) => format!("[{}]", expression(spec, item)),
    }
}

fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::String => "string",
        Scalar::Int64 => "int64",
        Scalar::Uint64 => "uint64",
        Scalar::Float => "float",
        Scalar::Bool => "bool",
        Scalar::Date => "date",
        Scalar::DateTime => "datetime",
        Scalar::DateTimeIso => "datetime_iso",
        Scalar::Binary => "binary",
    }
}

/// A shape as Rust has it; what is secret is judged by itself.
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

/// A shape and the spec that it is of.
#[derive(Clone, Copy)]
pub(super) struct Typed<'s> {
    pub(super) spec: &'s Spec,
    pub(super) shape: &'s Shape,
}

impl Typed<'_> {
    fn kind(self) -> Kind {
        match self.shape {
            Shape::Scalar(scalar) => Kind::Scalar(*scalar),
            Shape::Enum(id) => Kind::Scalar(match &self.spec[*id].values {
                EnumValues::Text(_) => Scalar::String,
                EnumValues::Integer(_) => Scalar::Int64,
            }),
            Shape::Record(_) => Kind::Record,
            Shape::List(_) => Kind::List,
        }
    }

    /// Whether both are the same by name. A name may have gone from a type to an enum.
    pub(super) fn is(self, other: Self) -> bool {
        let item = |typed: Self| std::mem::discriminant(typed.shape.item());
        expression(self.spec, self.shape) == expression(other.spec, other.shape)
            && item(self) == item(other)
    }
}

/// What a shape is on the wire.
enum Kind {
    Scalar(Scalar),
    Record,
    List,
}

/// What it means that a field is of another type.
pub(super) fn changed(old: Typed<'_>, new: Typed<'_>) -> Effects {
    let requests = if always_fits(old, new) { Requests::Accepted } else { Requests::SomeRefused };
    let names = |typed: Typed<'_>| matches!(typed.shape.item(), Shape::Record(_));
    let (was, is) = (rust(old.spec, old.shape), rust(new.spec, new.shape));
    let effects = match was == is && !names(old) && !names(new) {
        true => Effects::minor("The type in Rust stays; other texts are meant."),
        false => Effects::major(format!("The type in Rust is `{is}`, not `{was}`.")),
    };
    effects.requests(requests).answers(reads(old, new), reads(new, old))
}

/// Whether every value that was written by one is a value of the other.
fn always_fits(written: Typed<'_>, read: Typed<'_>) -> bool {
    match (written.shape, read.shape) {
        (Shape::List(written_item), Shape::List(read_item)) => always_fits(
            Typed { shape: written_item, ..written },
            Typed { shape: read_item, ..read },
        ),
        _ => match (written.kind(), read.kind()) {
            (Kind::Scalar(written), Kind::Scalar(read)) => {
                written == read
                    || read == Scalar::String && (is_text(written) || written == Scalar::Binary)
                    || read == Scalar::Float && matches!(written, Scalar::Int64 | Scalar::Uint64)
            }
            _ => false,
        },
    }
}

/// What the reader of one makes of what the other wrote. Scalars are read leniently: text from any
/// of them, and any of them from text that spells it.
fn reads(reader: Typed<'_>, written: Typed<'_>) -> Answers {
    match (reader.shape, written.shape) {
        (Shape::List(reader_item), Shape::List(written_item)) => {
            reads(Typed { shape: reader_item, ..reader }, Typed { shape: written_item, ..written })
        }
        _ => match (reader.kind(), written.kind()) {
            (Kind::Scalar(reader), Kind::Scalar(written)) => scalar_reads(reader, written),
            (Kind::Record, Kind::Record) => Answers::Lossy,
            _ => Answers::Unreadable,
        },
    }
}

fn scalar_reads(reader: Scalar, written: Scalar) -> Answers {
    match (reader, written) {
        (reader, _) if is_text(reader) => Answers::Read,
        (reader, written) if reader == written => Answers::Read,
        (Scalar::Float, Scalar::Int64 | Scalar::Uint64) => Answers::Read,
        (Scalar::Binary, written) if is_text(written) => Answers::SomeUnreadable,
        (Scalar::Binary, _) | (_, Scalar::Binary) => Answers::Unreadable,
        (Scalar::Bool, written) | (_, written) if is_text(written) => Answers::SomeUnreadable,
        (Scalar::Bool, _) | (_, Scalar::Bool) => Answers::Unreadable,
        _ => Answers::SomeUnreadable,
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
            (Scalar::String, Scalar::Int64, Answers::Read),
            (Scalar::Date, Scalar::String, Answers::Read),
            (Scalar::Float, Scalar::Uint64, Answers::Read),
            (Scalar::Int64, Scalar::Float, Answers::SomeUnreadable),
            (Scalar::Int64, Scalar::String, Answers::SomeUnreadable),
            (Scalar::Bool, Scalar::String, Answers::SomeUnreadable),
            (Scalar::Bool, Scalar::Int64, Answers::Unreadable),
            (Scalar::Uint64, Scalar::Bool, Answers::Unreadable),
        ] {
            assert_eq!(scalar_reads(reader, written), expected, "{reader:?} of {written:?}");
        }
    }
}

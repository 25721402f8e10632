//! Constants that hold the rules of a field, so that literals can be checked while compiling.

use crate::code::{Code, Ident, code};
use ecm_spec::model::{EnumValues, Field, Scalar, Shape, Spec, Type, ValueCheck};

use crate::idents::{self, ident};
use crate::{docs, rules};

/// The constants of a record, in an `impl` of their own.
pub(crate) fn constants(spec: &Spec, ty: &Type) -> Code {
    if !ty.sent {
        return Code::new();
    }
    let constants: Vec<Code> = ty
        .fields
        .iter()
        .filter(|field| has_constant(field))
        .map(|field| constant(spec, field))
        .collect();
    if constants.is_empty() {
        return Code::new();
    }
    let name = ident(&ty.name.rust);
    code! {
        /// The rules of single fields, for [`literal!`](::ecm_client::literal) and
        /// [`items!`](::ecm_client::items).
        impl #name {
            #(#constants)*
        }
    }
}

/// Whether there is anything about the field that a literal could break.
pub(crate) fn has_constant(field: &Field) -> bool {
    let speaks = |check: &ValueCheck| !matches!(check, ValueCheck::Reserved { .. });
    field.rules.iter().any(|rule| speaks(&rule.check))
}

/// The name of the constant: the field's in capitals, letter by letter, so that two fields never
/// share one. Only the `_` behind a name that could not be raw is not needed here.
pub(crate) fn constant_name(field: &Field) -> Ident {
    ident(&idents::bare(&field.name.rust).trim_end_matches('_').to_ascii_uppercase())
}

fn constant(spec: &Spec, field: &Field) -> Code {
    let name = constant_name(field);
    let of = kind(spec, &field.shape);
    let (wire, secret) = (&field.name.wire, field.secret);
    let rules = rules::value_rules(field);
    let count = match field.rules.len() {
        1 => Code::new(),
        count => code!(, #count),
    };
    let doc = docs::outer(&format!(" The rules of `{wire}`."));
    code! {
        #doc
        pub const #name: ::ecm_client::FieldRules<#of #count> =
            ::ecm_client::FieldRules::new(#wire, #secret, #rules);
    }
}

/// What a literal for the shape is.
fn kind(spec: &Spec, shape: &Shape) -> Code {
    match shape {
        Shape::List(item) => match single(spec, item) {
            Some(Single::Text) => code!([&'static str]),
            Some(Single::Int) => code!([i64]),
            // Of what no literal can be written, the length still can be checked.
            Some(Single::Uint | Single::Float) | None => code!(::ecm_client::Items),
        },
        shape => match single(spec, shape) {
            Some(Single::Text) => code!(str),
            Some(Single::Int) => code!(i64),
            Some(Single::Uint) => code!(u64),
            Some(Single::Float) => code!(f64),
            None => code!(::ecm_client::Items),
        },
    }
}

/// The literals there are.
enum Single {
    Text,
    Int,
    Uint,
    Float,
}

fn single(spec: &Spec, shape: &Shape) -> Option<Single> {
    match shape {
        Shape::Scalar(Scalar::Int64) => Some(Single::Int),
        Shape::Scalar(Scalar::Uint64) => Some(Single::Uint),
        Shape::Scalar(Scalar::Float) => Some(Single::Float),
        Shape::Scalar(Scalar::Bool | Scalar::Binary) | Shape::Record(_) | Shape::List(_) => None,
        Shape::Scalar(_) => Some(Single::Text),
        Shape::Enum(id) => match &spec[*id].values {
            EnumValues::Text(_) => Some(Single::Text),
            EnumValues::Integer(_) => Some(Single::Int),
        },
    }
}

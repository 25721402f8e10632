//! Constants with the rules of a field, which check literals at compile time.

use crate::code::{Code, Ident, code};
use ecm_spec::model::{EnumValues, Field, Scalar, Shape, Spec, Type, ValueCheck};

use crate::idents::{self, ident};
use crate::{docs, rules};

/// Generates the constants of a record, in an `impl` of their own.
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
        /// Rules of single fields, for [`literal!`](::ecm_client::literal) and
        /// [`items!`](::ecm_client::items).
        impl #name {
            #(#constants)*
        }
    }
}

/// Returns `true` if the field has a rule that a literal could break.
pub(crate) fn has_constant(field: &Field) -> bool {
    let speaks = |check: &ValueCheck| !matches!(check, ValueCheck::Reserved { .. });
    field.rules.iter().any(|rule| speaks(&rule.check))
}

/// Name of the constant of a field: its name in capitals. The conversion is letter by letter, so
/// that two fields never share a constant. Only the `_` behind a name that could not be raw is
/// dropped.
pub(crate) fn constant_name(field: &Field) -> Ident {
    ident(&idents::bare(&field.name.rust).trim_end_matches('_').to_ascii_uppercase())
}

fn constant(spec: &Spec, field: &Field) -> Code {
    let name = constant_name(field);
    let of = literal_type(spec, &field.shape);
    let (wire, secret) = (&field.name.wire, field.secret);
    let rules = rules::value_rules(field);
    let count = match field.rules.len() {
        1 => Code::new(),
        count => code!(, #count),
    };
    let doc = docs::outer(&format!(" Rules of `{wire}`."));
    code! {
        #doc
        pub const #name: ::ecm_client::FieldRules<#of #count> =
            ::ecm_client::FieldRules::new(#wire, #secret, #rules);
    }
}

fn literal_type(spec: &Spec, shape: &Shape) -> Code {
    match shape {
        Shape::List(item) => match literal_kind(spec, item) {
            Some(LiteralKind::Text) => code!([&'static str]),
            Some(LiteralKind::Int) => code!([i64]),
            // Where no literal can be written for an item, the length can still be checked.
            Some(LiteralKind::Uint | LiteralKind::Float) | None => code!(::ecm_client::Items),
        },
        shape => match literal_kind(spec, shape) {
            Some(LiteralKind::Text) => code!(str),
            Some(LiteralKind::Int) => code!(i64),
            Some(LiteralKind::Uint) => code!(u64),
            Some(LiteralKind::Float) => code!(f64),
            None => code!(::ecm_client::Items),
        },
    }
}

enum LiteralKind {
    Text,
    Int,
    Uint,
    Float,
}

fn literal_kind(spec: &Spec, shape: &Shape) -> Option<LiteralKind> {
    match shape {
        Shape::Scalar(Scalar::Int64) => Some(LiteralKind::Int),
        Shape::Scalar(Scalar::Uint64) => Some(LiteralKind::Uint),
        Shape::Scalar(Scalar::Float) => Some(LiteralKind::Float),
        Shape::Scalar(Scalar::Bool | Scalar::Binary) | Shape::Record(_) | Shape::List(_) => None,
        Shape::Scalar(_) => Some(LiteralKind::Text),
        Shape::Enum(id) => match &spec[*id].values {
            EnumValues::Text(_) => Some(LiteralKind::Text),
            EnumValues::Integer(_) => Some(LiteralKind::Int),
        },
    }
}

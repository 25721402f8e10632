//! Identifiers, and names derived from those in the spec.

use std::collections::BTreeSet;

use crate::code::{Code, Ident, code};
use ecm_spec::model::{Action, Field, Scalar, Shape, Spec, Type};

/// Identifier for a name in the model, raw where the model says so.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name)
}

/// Name of a method for a field, different from the methods in `taken`. Converted names end in an
/// underscore only where they are keywords, so that adding one never meets another name.
pub(crate) fn method(name: &str, taken: &[&str]) -> Ident {
    if taken.contains(&name) { Ident::new(&format!("{name}_")) } else { ident(name) }
}

pub(crate) fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Stem of names derived from a record, without the `_` that keeps it from a taken name.
pub(crate) fn stem(record: &str) -> &str {
    bare(record).trim_end_matches('_')
}

pub(crate) fn builder(ty: &Type) -> Ident {
    Ident::new(&format!("{}Builder", stem(&ty.name.rust)))
}

/// Name of the enum of the error codes of an action.
pub(crate) fn error_code(action: &Action) -> Ident {
    Ident::new(&format!("{}ErrorCode", ecm_spec::upper_camel_case(&action.name.rust)))
}

#[derive(Default)]
pub(crate) struct UniqueNames(BTreeSet<String>);

impl UniqueNames {
    /// Claims the wished name, or the first numbered one that is free.
    pub(crate) fn claim(&mut self, wish: String) -> Ident {
        let mut name = wish.clone();
        let mut number = 2_usize;
        while !self.0.insert(name.clone()) {
            name = format!("{wish}{number}");
            number += 1;
        }
        ident(&name)
    }
}

/// Rust type of the value of a field, without `Option`.
pub(crate) fn value_type(spec: &Spec, field: &Field, scope: &Code) -> Code {
    let ty = shape_type(spec, &field.shape, field.secret, scope);
    if field.boxed { code!(::std::boxed::Box<#ty>) } else { ty }
}

/// Rust type of a shape; `scope` is the path to the module of the types.
pub(crate) fn shape_type(spec: &Spec, shape: &Shape, secret: bool, scope: &Code) -> Code {
    match shape {
        Shape::Scalar(Scalar::Int64) => code!(i64),
        Shape::Scalar(Scalar::Uint64) => code!(u64),
        Shape::Scalar(Scalar::Float) => code!(f64),
        Shape::Scalar(Scalar::Bool) => code!(bool),
        Shape::Scalar(Scalar::Binary) => code!(::std::vec::Vec<::core::primitive::u8>),
        Shape::Scalar(_) if secret => code!(::ecm_client::Secret),
        Shape::Scalar(_) => code!(::std::string::String),
        Shape::Enum(id) => {
            let name = ident(&spec[*id].name.rust);
            code!(#scope #name)
        }
        Shape::Record(id) => {
            let name = ident(&spec[*id].name.rust);
            code!(#scope #name)
        }
        Shape::List(item) => {
            let item = shape_type(spec, item, secret, scope);
            code!(::std::vec::Vec<#item>)
        }
    }
}

/// Returns `true` for enums, texts and bytes, which setters take through `Into`, so that literals fit.
pub(crate) fn takes_into(shape: &Shape) -> bool {
    match shape {
        Shape::Scalar(scalar) => is_text(*scalar) || *scalar == Scalar::Binary,
        Shape::Enum(_) => true,
        Shape::Record(_) | Shape::List(_) => false,
    }
}

/// Returns `true` if a scalar is text in Rust.
pub(crate) fn is_text(scalar: Scalar) -> bool {
    !matches!(
        scalar,
        Scalar::Int64 | Scalar::Uint64 | Scalar::Float | Scalar::Bool | Scalar::Binary
    )
}

//! Identifiers, and the names that are derived from those in the spec.

use std::collections::BTreeSet;

use crate::code::{Code, Ident, code};
use ecm_spec::model::{Action, Field, Scalar, Shape, Spec, Type};

/// The identifier that a name in the model spells; raw where the model says so.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name)
}

/// A method named after a field, out of the way of the methods in `taken`.
///
/// Converted names end in an underscore only where they are keywords, so that adding one never
/// meets another name.
pub(crate) fn method(name: &str, taken: &[&str]) -> Ident {
    if taken.contains(&name) { Ident::new(&format!("{name}_")) } else { ident(name) }
}

/// The name without `r#`.
pub(crate) fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// What names around a record begin with. The `_` that keeps it out of the way of a name that is
/// taken is not needed once something follows.
pub(crate) fn stem(record: &str) -> &str {
    bare(record).trim_end_matches('_')
}

/// The builder of a record.
pub(crate) fn builder(ty: &Type) -> Ident {
    Ident::new(&format!("{}Builder", stem(&ty.name.rust)))
}

/// The error codes of an action.
pub(crate) fn error_code(action: &Action) -> Ident {
    Ident::new(&format!("{}ErrorCode", ecm_spec::upper_camel_case(&action.name.rust)))
}

/// Names given out once each.
#[derive(Default)]
pub(crate) struct UniqueNames(BTreeSet<String>);

impl UniqueNames {
    /// The wished name, or the first numbered one that is free.
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

/// The Rust type of a value, without `Option`.
pub(crate) fn value_type(spec: &Spec, field: &Field, scope: &Code) -> Code {
    let ty = shape_type(spec, &field.shape, field.secret, scope);
    if field.boxed { code!(::std::boxed::Box<#ty>) } else { ty }
}

/// The Rust type of a shape; `scope` is the path to the module of the types.
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

/// Whether an enum, a text or bytes are given through `Into`, so that a literal will do.
pub(crate) fn takes_into(shape: &Shape) -> bool {
    match shape {
        Shape::Scalar(scalar) => is_text(*scalar) || *scalar == Scalar::Binary,
        Shape::Enum(_) => true,
        Shape::Record(_) | Shape::List(_) => false,
    }
}

/// Whether a scalar is text in Rust.
pub(crate) fn is_text(scalar: Scalar) -> bool {
    !matches!(
        scalar,
        Scalar::Int64 | Scalar::Uint64 | Scalar::Float | Scalar::Bool | Scalar::Binary
    )
}

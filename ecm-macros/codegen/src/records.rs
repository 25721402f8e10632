//! Records: the structs, and how to make one.

use ecm_spec::model::{Field, Scalar, Shape, Spec, Type};
use proc_macro2::TokenStream;
use quote::quote;

use crate::docs;
use crate::idents::{self, ident};

/// A place in a record's struct: a field of the spec, or a whole exclusive group, which stands
/// where its first member does.
pub(crate) enum Place<'s> {
    /// A field on its own.
    Field(&'s Field),
    /// An exclusive group.
    Group(&'s ecm_spec::model::Group),
}

/// The places of a record in order.
pub(crate) fn places(ty: &Type) -> Vec<Place<'_>> {
    let mut places = Vec::with_capacity(ty.fields.len());
    for field in &ty.fields {
        match member_of(ty, field) {
            None => places.push(Place::Field(field)),
            Some(member) if member.first => places.push(Place::Group(member.group)),
            Some(_) => {}
        }
    }
    places
}

/// A field's part in an exclusive group.
pub(crate) struct Member<'s> {
    /// The group.
    pub(crate) group: &'s ecm_spec::model::Group,
    /// The rule that makes it exclusive.
    pub(crate) rule: &'s str,
    /// The field's variant.
    pub(crate) variant: &'s str,
    /// Whether it is the member that comes first in the record.
    pub(crate) first: bool,
}

/// The exclusive group that a field is a member of, if any.
pub(crate) fn member_of<'s>(ty: &'s Type, field: &Field) -> Option<Member<'s>> {
    ty.groups().find_map(|(rule, group, members)| {
        let position = members.iter().position(|member| *member == field.name.wire)?;
        let first = ty.fields.iter().find(|other| members.contains(&other.name.wire))?;
        Some(Member {
            group,
            rule: &rule.id,
            variant: group.variants.get(position)?,
            first: first.name == field.name,
        })
    })
}

/// Whether the Rust field is there without `Option`: only what is sent can require anything, for
/// any field of a response may be missing.
pub(crate) fn is_required(ty: &Type, field: &Field) -> bool {
    ty.sent && field.required.is_some()
}

/// The struct, its constructor and its `Debug`.
pub(crate) fn record(spec: &Spec, ty: &Type) -> TokenStream {
    let name = ident(&ty.name.rust);
    let doc = docs::record(ty).attributes();
    let scope = TokenStream::new();
    let fields = places(ty).into_iter().map(|place| match place {
        Place::Field(field) => {
            let doc = docs::field(ty, field).attributes();
            let deprecated = docs::deprecated(docs::discouraged(field).as_deref());
            let name = ident(&field.name.rust);
            let value = idents::value_type(spec, field, &scope);
            let value = match is_required(ty, field) {
                true => value,
                false => quote!(::core::option::Option<#value>),
            };
            quote!(#doc #deprecated pub #name: #value,)
        }
        Place::Group(group) => {
            let doc = docs::Doc::new(&group.doc).attributes();
            let name = ident(&group.field_name);
            let value = ident(&group.type_name);
            quote!(#doc pub #name: ::core::option::Option<#value>,)
        }
    });
    let required: Vec<&Field> = ty.fields.iter().filter(|field| is_required(ty, field)).collect();
    let default = required.is_empty().then(|| quote!(, ::core::default::Default));
    let constructors = constructors(spec, ty, &required);
    quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }

        #constructors

        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                rt::debug(self, f)
            }
        }
    }
}

/// `new` and `builder`, for what a user makes.
fn constructors(spec: &Spec, ty: &Type, required: &[&Field]) -> TokenStream {
    if !ty.sent {
        return TokenStream::new();
    }
    let name = ident(&ty.name.rust);
    let scope = TokenStream::new();
    let parameters = required.iter().map(|field| {
        let name = ident(&field.name.rust);
        let value = argument_type(spec, field, &scope);
        quote!(#name: #value)
    });
    let values = required.iter().map(|field| {
        let name = ident(&field.name.rust);
        match is_as_given(field) {
            true => quote!(#name,),
            false => {
                let value = from_argument(field, &name);
                quote!(#name: #value,)
            }
        }
    });
    let rest = (places(ty).len() > required.len()).then(|| quote!(..rt::Record::blank()));
    let builder = idents::builder(ty);
    let doc = docs::constructor(ty).attributes();
    let mut lint = TokenStream::new();
    if required.len() > 7 {
        lint.extend(quote!(#[allow(clippy::too_many_arguments)]));
    }
    if required.iter().any(|field| docs::discouraged(field).is_some()) {
        lint.extend(quote!(#[allow(deprecated)]));
    }
    quote! {
        impl #name {
            #doc
            #lint
            #[must_use]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values)* #rest }
            }

            /// A builder that knows what is required.
            pub fn builder() -> super::builder::#builder {
                super::builder::#builder::new()
            }
        }
    }
}

/// A record in which what is required is blank: where a builder or a reader begins.
pub(crate) fn blank(ty: &Type) -> TokenStream {
    let required = ty.fields.iter().filter(|field| is_required(ty, field)).map(|field| {
        let name = ident(&field.name.rust);
        let value = match &field.shape {
            Shape::Scalar(Scalar::Int64 | Scalar::Uint64) => quote!(0),
            Shape::Scalar(Scalar::Float) => quote!(0.0),
            Shape::Scalar(Scalar::Bool) => quote!(false),
            Shape::Scalar(_) | Shape::Vocabulary(_) => quote!(::core::default::Default::default()),
            Shape::List(_) => quote!(::std::vec::Vec::new()),
            Shape::Record(_) => quote!(rt::Record::blank()),
        };
        quote!(#name: #value,)
    });
    let left_out = places(ty).into_iter().filter_map(|place| match place {
        Place::Field(field) if is_required(ty, field) => None,
        Place::Field(field) => Some(ident(&field.name.rust)),
        Place::Group(group) => Some(ident(&group.field_name)),
    });
    quote!(Self { #(#required)* #(#left_out: ::core::option::Option::None,)* })
}

/// How a value is asked for: as something that turns into it, where a literal should do.
pub(crate) fn argument_type(spec: &Spec, field: &Field, scope: &TokenStream) -> TokenStream {
    match &field.shape {
        shape if idents::takes_into(shape) => {
            let value = idents::value_type(spec, field, scope);
            quote!(impl ::core::convert::Into<#value>)
        }
        Shape::List(item) => {
            let value = idents::shape_type(spec, item, field.secret, scope);
            let item = match idents::takes_into(item) {
                true => quote!(impl ::core::convert::Into<#value>),
                false => value,
            };
            quote!(impl ::core::iter::IntoIterator<Item = #item>)
        }
        // The box is ours to make, not the caller's.
        shape => idents::shape_type(spec, shape, field.secret, scope),
    }
}

/// The value that such an argument becomes.
pub(crate) fn from_argument(field: &Field, name: &proc_macro2::Ident) -> TokenStream {
    match &field.shape {
        shape if idents::takes_into(shape) => quote!(::core::convert::Into::into(#name)),
        Shape::List(item) if idents::takes_into(item) => {
            quote!(rt::collect_into(#name))
        }
        Shape::List(_) => quote!(rt::collect(#name)),
        _ if field.boxed => quote!(::std::boxed::Box::new(#name)),
        _ => quote!(#name),
    }
}

/// The statement by which such an argument is put into an optional field.
pub(crate) fn give(field: &Field, target: &TokenStream, name: &proc_macro2::Ident) -> TokenStream {
    let give = match &field.shape {
        shape if idents::takes_into(shape) => quote!(rt::give),
        Shape::List(item) if idents::takes_into(item) => quote!(rt::give_items_into),
        Shape::List(_) => quote!(rt::give_items),
        _ => {
            let value = from_argument(field, name);
            return quote!(#target = ::core::option::Option::Some(#value););
        }
    };
    quote!(#give(&mut #target, #name);)
}

/// Whether the argument is the value already.
fn is_as_given(field: &Field) -> bool {
    !field.boxed && !matches!(field.shape, Shape::List(_)) && !idents::takes_into(&field.shape)
}

//! Structs of records, with their constructors.

use crate::code::{Code, Ident, code};
use ecm_spec::model::{Field, Scalar, Shape, Spec, Type};

use crate::docs;
use crate::idents::{self, ident};

/// Field of a record's struct: a field of the spec, or a group at the place of its first member.
pub(crate) enum FieldSlot<'s> {
    Field(&'s Field),
    Group(&'s ecm_spec::model::Group),
}

/// Fields of a record's struct, in order.
pub(crate) fn slots(ty: &Type) -> Vec<FieldSlot<'_>> {
    let mut slots = Vec::with_capacity(ty.fields.len());
    for field in &ty.fields {
        match member_of(ty, field) {
            None => slots.push(FieldSlot::Field(field)),
            Some(member) if member.first => slots.push(FieldSlot::Group(member.group)),
            Some(_) => {}
        }
    }
    slots
}

/// Membership of a field in an exclusive group.
pub(crate) struct GroupMember<'s> {
    pub(crate) group: &'s ecm_spec::model::Group,
    /// Rule that makes the group exclusive.
    pub(crate) rule: &'s str,
    pub(crate) variant: &'s str,
    /// Flag of the member that comes first in the record.
    pub(crate) first: bool,
}

/// Returns the membership of a field in an exclusive group, if it has one.
pub(crate) fn member_of<'s>(ty: &'s Type, field: &Field) -> Option<GroupMember<'s>> {
    ty.groups().find_map(|(rule, group, members)| {
        let position = members.iter().position(|member| *member == field.name.wire)?;
        let first = ty.fields.iter().find(|other| members.contains(&other.name.wire))?;
        Some(GroupMember {
            group,
            rule: &rule.id,
            variant: group.variants.get(position)?,
            first: first.name == field.name,
        })
    })
}

/// Returns `true` if the Rust field is no `Option`. Only fields that are sent can be required,
/// because any field of a response may be missing.
pub(crate) fn is_required(ty: &Type, field: &Field) -> bool {
    ty.sent && field.required.is_some()
}

/// Returns `true` for a response without fields, for all of which one type of the runtime stands.
pub(crate) fn is_empty_answer(ty: &Type) -> bool {
    !ty.sent && ty.fields.is_empty()
}

/// Generates the alias for a response without fields.
pub(crate) fn empty_answer(ty: &Type) -> Code {
    let (name, doc) = (ident(&ty.name.rust), docs::record(ty).outer());
    code! {
        #doc
        pub type #name = ::ecm_client::Empty;
    }
}

/// Generates the struct, its constructors and its standard traits.
pub(crate) fn record(spec: &Spec, ty: &Type) -> Code {
    let name = ident(&ty.name.rust);
    let doc = docs::record(ty).outer();
    let scope = Code::new();
    let fields = slots(ty).into_iter().map(|slot| match slot {
        FieldSlot::Field(field) => {
            let doc = docs::field(ty, field).outer();
            let deprecated = docs::deprecated_attribute(docs::deprecation_reason(field).as_deref());
            let name = ident(&field.name.rust);
            let value = idents::value_type(spec, field, &scope);
            let value = match is_required(ty, field) {
                true => value,
                false => code!(::core::option::Option<#value>),
            };
            code!(#doc #deprecated pub #name: #value,)
        }
        FieldSlot::Group(group) => {
            let doc = docs::Doc::new(&group.doc).outer();
            let name = ident(&group.field_name);
            let value = ident(&group.type_name);
            code!(#doc pub #name: ::core::option::Option<#value>,)
        }
    });
    let constructors = constructors(spec, ty);
    let (clone, default) = (clone(ty), default(ty));
    code! {
        #doc
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }

        #constructors
        #clone
        #default

        impl ::core::cmp::PartialEq for #name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                rt::equal(self, other)
            }
        }

        impl ::core::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                rt::debug(self, f)
            }
        }
    }
}

/// Generates `impl Clone`. Derived, it would cost the compiler a third more, because a derived one
/// names the method of the trait by its whole path for each field.
fn clone(ty: &Type) -> Code {
    let (name, lint) = (ident(&ty.name.rust), uses_deprecated(ty));
    let values = slots(ty).into_iter().map(|slot| match slot {
        FieldSlot::Field(field) => {
            let name = ident(&field.name.rust);
            match is_copied(field) {
                true => code!(#name: self.#name,),
                false => code!(#name: self.#name.clone(),),
            }
        }
        FieldSlot::Group(group) => {
            let name = ident(&group.field_name);
            code!(#name: self.#name.clone(),)
        }
    });
    code! {
        impl ::core::clone::Clone for #name {
            #[inline]
            #lint
            fn clone(&self) -> Self {
                Self { #(#values)* }
            }
        }
    }
}

/// Returns `true` if the value of the field is `Copy`.
fn is_copied(field: &Field) -> bool {
    use Scalar::{Bool, Float, Int64, Uint64};
    matches!(field.shape, Shape::Scalar(Int64 | Uint64 | Float | Bool))
}

/// Returns `true` if a record has no required field.
fn has_default(ty: &Type) -> bool {
    !ty.fields.iter().any(|field| is_required(ty, field))
}

/// Generates `impl Default` where nothing is required, and `impl Init` for the runtime otherwise.
fn default(ty: &Type) -> Code {
    let (name, initial, lint) = (ident(&ty.name.rust), initial_value(ty), uses_deprecated(ty));
    if has_default(ty) {
        return code! {
            impl ::core::default::Default for #name {
                #[inline]
                #lint
                fn default() -> Self {
                    #initial
                }
            }
        };
    }
    code! {
        impl rt::Init for #name {
            #lint
            #[inline]
            fn init() -> Self {
                #initial
            }
        }
    }
}

/// Generates `impl Init` for the box of a recursive record, unless its default already gives it.
pub(crate) fn boxed(ty: &Type) -> Option<Code> {
    let name = ident(&ty.name.rust);
    (!has_default(ty)).then(|| {
        code! {
            impl rt::Init for ::std::boxed::Box<#name> {
                #[inline]
                fn init() -> Self {
                    rt::boxed_init()
                }
            }
        }
    })
}

/// Attribute that allows deprecated fields in code over all fields of a record.
pub(crate) fn uses_deprecated(ty: &Type) -> Option<Code> {
    let is_deprecated = ty.fields.iter().any(|field| docs::deprecation_reason(field).is_some());
    is_deprecated.then(|| code!(#[allow(deprecated)]))
}

/// Generates `new` and `builder`, for records that are sent.
fn constructors(spec: &Spec, ty: &Type) -> Code {
    if !ty.sent {
        return Code::new();
    }
    let required: Vec<&Field> = ty.fields.iter().filter(|field| is_required(ty, field)).collect();
    let name = ident(&ty.name.rust);
    let scope = Code::new();
    let parameters = required.iter().map(|field| {
        let name = ident(&field.name.rust);
        let value = argument_type(spec, field, &scope);
        code!(#name: #value)
    });
    let values = required.iter().map(|field| {
        let name = ident(&field.name.rust);
        match is_as_given(field) {
            true => code!(#name,),
            false => {
                let value = from_argument(field, &name);
                code!(#name: #value,)
            }
        }
    });
    let others = slots(ty).len().saturating_sub(required.len());
    let doc = docs::constructor(required.len(), others).outer();
    let rest = (others > 0).then(|| code!(..rt::Init::init()));
    let builder = idents::builder(ty);
    let begun = match is_large(ty) {
        true => code!(rt::boxed_init()),
        false => code!(rt::Init::init()),
    };
    let is_deprecated = required.iter().any(|field| docs::deprecation_reason(field).is_some());
    let mut lint = Code::new();
    if required.len() > 7 {
        lint.push(code!(#[allow(clippy::too_many_arguments)]));
    }
    if is_deprecated {
        lint.push(code!(#[allow(deprecated)]));
    }
    code! {
        impl #name {
            #doc
            #lint
            #[must_use]
            #[inline]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values)* #rest }
            }

            /// Returns a builder that checks required fields at compile time.
            #[inline]
            pub fn builder() -> super::builder::#builder {
                super::builder::#builder {
                    record: #begun,
                    given: ::core::marker::PhantomData,
                }
            }
        }
    }
}

/// Maximum number of fields of a record that its builder keeps inline.
const MAX_INLINE_FIELDS: usize = 8;

/// Returns `true` if the builder keeps the record on the heap. Each step takes the builder and
/// returns it, and the compiler then copies only a pointer for that.
pub(crate) fn is_large(ty: &Type) -> bool {
    slots(ty).len() > MAX_INLINE_FIELDS
}

/// Expression for a record in which nothing is set, where a builder or a decoder begins.
fn initial_value(ty: &Type) -> Code {
    let required = ty.fields.iter().filter(|field| is_required(ty, field)).map(|field| {
        let name = ident(&field.name.rust);
        let value = match &field.shape {
            Shape::Scalar(Scalar::Int64 | Scalar::Uint64) => code!(0),
            Shape::Scalar(Scalar::Float) => code!(0.0),
            Shape::Scalar(Scalar::Bool) => code!(false),
            Shape::Scalar(_) => code!(::core::default::Default::default()),
            Shape::List(_) => code!(::std::vec::Vec::new()),
            Shape::Enum(_) | Shape::Record(_) => code!(rt::Init::init()),
        };
        code!(#name: #value,)
    });
    let left_out = slots(ty).into_iter().filter_map(|slot| match slot {
        FieldSlot::Field(field) if is_required(ty, field) => None,
        FieldSlot::Field(field) => Some(ident(&field.name.rust)),
        FieldSlot::Group(group) => Some(ident(&group.field_name)),
    });
    let left_out = left_out.map(|name| code!(#name: ::core::option::Option::None,));
    code!(Self { #(#required)* #(#left_out)* })
}

/// Type of the argument for a field, generic where a literal should fit.
pub(crate) fn argument_type(spec: &Spec, field: &Field, scope: &Code) -> Code {
    match &field.shape {
        shape if idents::takes_into(shape) => {
            let value = idents::value_type(spec, field, scope);
            code!(impl ::core::convert::Into<#value>)
        }
        Shape::List(item) => {
            let value = idents::shape_type(spec, item, field.secret, scope);
            let item = match idents::takes_into(item) {
                true => code!(impl ::core::convert::Into<#value>),
                false => value,
            };
            code!(impl ::core::iter::IntoIterator<Item = #item>)
        }
        // The setter makes the box, not the caller.
        shape => idents::shape_type(spec, shape, field.secret, scope),
    }
}

/// Expression that converts such an argument to the value of the field.
pub(crate) fn from_argument(field: &Field, name: &Ident) -> Code {
    match &field.shape {
        shape if idents::takes_into(shape) => code!(::core::convert::Into::into(#name)),
        Shape::List(item) if idents::takes_into(item) => {
            code!(rt::collect_into(#name))
        }
        Shape::List(_) => code!(rt::collect(#name)),
        _ if field.boxed => code!(::std::boxed::Box::new(#name)),
        _ => code!(#name),
    }
}

/// Statement that assigns such an argument to an optional field.
pub(crate) fn assignment(field: &Field, target: &Code, name: &Ident) -> Code {
    let give = match &field.shape {
        shape if idents::takes_into(shape) => code!(rt::set_optional),
        Shape::List(item) if idents::takes_into(item) => code!(rt::set_list_into),
        Shape::List(_) => code!(rt::set_list),
        _ => {
            let value = from_argument(field, name);
            return code!(#target = ::core::option::Option::Some(#value););
        }
    };
    code!(#give(&mut #target, #name);)
}

/// Returns `true` if the argument already is the value.
fn is_as_given(field: &Field) -> bool {
    !field.boxed && !matches!(field.shape, Shape::List(_)) && !idents::takes_into(&field.shape)
}

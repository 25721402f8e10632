//! Enums of the spec as open enums, and exclusive groups as closed ones.

use crate::code::{Code, Ident, code};
use ecm_spec::model::{Enum, EnumValues, Group, RecordCheck, Rule, Spec, Type};

use crate::docs::{self, Doc};
use crate::idents::{self, ident};

/// Generates an open enum: the known values, and one variant that keeps any other as received.
pub(crate) fn enum_type(enum_type: &Enum) -> Code {
    match &enum_type.values {
        EnumValues::Text(values) => {
            let values = values.iter().map(|value| {
                let literal = &value.value;
                Variant::new(&value.rust, &value.doc, literal, code!(#literal))
            });
            text(enum_type, &values.collect::<Vec<_>>())
        }
        EnumValues::Integer(values) => {
            let values = values.iter().map(|value| {
                let literal = value.value;
                Variant::new(&value.rust, &value.doc, literal, code!(#literal))
            });
            integer(enum_type, &values.collect::<Vec<_>>())
        }
    }
}

struct Variant {
    name: Ident,
    doc: Code,
    literal: Code,
}

impl Variant {
    fn new(name: &str, doc: &str, value: impl std::fmt::Display, literal: Code) -> Self {
        let mut text = Doc::new(doc);
        text.paragraph(&format!("Wire value: `{value}`."));
        Self { name: ident(name), doc: text.outer(), literal }
    }
}

/// Generates the enum itself, with the traits that all open enums have. Derives are limited to what
/// patterns and the standard library require to be derived, and to what costs the compiler no less
/// when written out.
fn open_enum(enum_type: &Enum, variants: &[Variant], other: &Code, hashed: &Code) -> Code {
    let name = ident(&enum_type.name.rust);
    let doc = Doc::new(&enum_type.doc).outer();
    let variants = variants.iter().map(|Variant { name, doc, .. }| code!(#doc #name,));
    code! {
        #doc
        #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// Value that the spec does not know, kept as received.
            Other(#other),
        }

        impl ::core::cmp::Eq for #name {}

        impl ::core::hash::Hash for #name {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(#hashed, state);
            }
        }
    }
}

fn text(enum_type: &Enum, variants: &[Variant]) -> Code {
    let name = ident(&enum_type.name.rust);
    let item = open_enum(enum_type, variants, &code!(::std::string::String), &code!(self.as_str()));
    let (to_wire, from_wire) = arms(variants);
    let known = known(variants);
    code! {
        #item

        impl #name {
            #known

            /// Returns the wire value.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#to_wire)*
                    Self::Other(value) => value,
                }
            }
        }

        impl ::core::convert::From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    #(#from_wire)*
                    value => Self::Other(::std::string::String::from(value)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for #name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(value.as_str())
            }
        }

        impl ::core::str::FromStr for #name {
            type Err = ::core::convert::Infallible;

            // A variant may be called `Err`.
            #[inline]
            fn from_str(
                value: &str,
            ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(value))
            }
        }

        impl rt::Init for #name {
            #[inline]
            fn init() -> Self {
                Self::Other(::std::string::String::new())
            }
        }

        impl ::core::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl rt::Value for #name {
            #[inline]
            fn view(&self) -> rt::View<'_> {
                rt::View::Text(self.as_str())
            }

            #[inline]
            fn fill(
                &mut self,
                input: &mut dyn rt::Input,
            ) -> ::core::result::Result<bool, rt::DecodeError> {
                rt::replace_with_text(self, input)
            }
        }
    }
}

fn integer(enum_type: &Enum, variants: &[Variant]) -> Code {
    let name = ident(&enum_type.name.rust);
    let item = open_enum(enum_type, variants, &code!(i64), &code!(&self.value()));
    let (to_wire, from_wire) = arms(variants);
    let known = known(variants);
    code! {
        #item

        impl #name {
            #known

            /// Returns the wire value.
            #[must_use]
            #[inline]
            pub fn value(&self) -> i64 {
                match self {
                    #(#to_wire)*
                    Self::Other(value) => *value,
                }
            }
        }

        impl ::core::convert::From<i64> for #name {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    #(#from_wire)*
                    value => Self::Other(value),
                }
            }
        }

        impl ::core::str::FromStr for #name {
            type Err = ::core::num::ParseIntError;

            #[inline]
            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::num::ParseIntError> {
                rt::parse_integer(value)
            }
        }

        impl rt::Init for #name {
            #[inline]
            fn init() -> Self {
                <Self as ::core::convert::From<i64>>::from(0)
            }
        }

        impl ::core::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl rt::Value for #name {
            #[inline]
            fn view(&self) -> rt::View<'_> {
                rt::View::Int(self.value())
            }

            #[inline]
            fn fill(
                &mut self,
                input: &mut dyn rt::Input,
            ) -> ::core::result::Result<bool, rt::DecodeError> {
                rt::replace(self, input.int())
            }
        }
    }
}

/// Arms that convert a variant to its value, and arms for the opposite.
fn arms(variants: &[Variant]) -> (Vec<Code>, Vec<Code>) {
    let arms = variants.iter().map(|Variant { name, literal, .. }| {
        (code!(Self::#name => #literal,), code!(#literal => Self::#name,))
    });
    arms.unzip()
}

/// Generates the function that lists the known values; a constant would be evaluated in every check.
fn known(variants: &[Variant]) -> Code {
    let values = variants.iter().map(|Variant { name, .. }| code!(Self::#name));
    code! {
        /// Returns the values that the spec knows, in its order.
        #[must_use]
        #[inline]
        pub fn values() -> &'static [Self] {
            &[#(#values),*]
        }
    }
}

/// Generates the enum of an exclusive group, which makes conflicts impossible to write.
pub(crate) fn group(
    spec: &Spec,
    ty: &Type,
    rule: &Rule<RecordCheck>,
    group: &Group,
    members: &[String],
) -> Code {
    let name = ident(&group.type_name);
    let mut doc = Doc::new(&group.doc);
    doc.paragraph(&format!(
        "At most one of `{}` can be set (rule `{}`).",
        members.join("`, `"),
        rule.id
    ));
    let doc = doc.outer();
    let scope = Code::new();
    let variants = members.iter().zip(&group.variants).filter_map(|(member, variant)| {
        let field = ty.field(member)?;
        let doc = docs::field(ty, field).outer();
        let variant = ident(variant);
        let value = idents::value_type(spec, field, &scope);
        Some(code!(#doc #variant(#value),))
    });
    code! {
        #doc
        #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
        pub enum #name {
            #(#variants)*
        }
    }
}

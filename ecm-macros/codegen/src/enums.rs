//! Enums as open enums, and exclusive groups as closed ones.

use crate::code::{Code, Ident, code};
use ecm_spec::model::{Enum, EnumValues, Group, RecordCheck, Rule, Spec, Type};

use crate::docs::{self, Doc};
use crate::idents::{self, ident};

/// An open enum: the values that are known, and one variant that keeps any other as it came.
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
        text.paragraph(&format!("On the wire: `{value}`."));
        Self { name: ident(name), doc: text.outer(), literal }
    }
}

/// What is derived is what patterns and the standard library ask to be derived, or what the compiler has no
/// less to do for if it is written out.
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
            /// A value that the spec does not know, as it came.
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
    code! {
        #item

        impl #name {
            /// The value on the wire.
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
                Self::from(value.as_str())
            }
        }

        impl ::core::default::Default for #name {
            /// The empty text.
            #[inline]
            fn default() -> Self {
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
                rt::replace_by_word(self, input)
            }
        }
    }
}

fn integer(enum_type: &Enum, variants: &[Variant]) -> Code {
    let name = ident(&enum_type.name.rust);
    let item = open_enum(enum_type, variants, &code!(i64), &code!(&self.value()));
    let (to_wire, from_wire) = arms(variants);
    code! {
        #item

        impl #name {
            /// The value on the wire.
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

        impl ::core::default::Default for #name {
            /// What zero stands for.
            #[inline]
            fn default() -> Self {
                Self::from(0)
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

/// The arms that turn a variant into its value, and those that do the opposite.
fn arms(variants: &[Variant]) -> (Vec<Code>, Vec<Code>) {
    let arms = variants.iter().map(|Variant { name, literal, .. }| {
        (code!(Self::#name => #literal,), code!(#literal => Self::#name,))
    });
    arms.unzip()
}

/// The enum of an exclusive group: a conflict cannot be written.
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
        "One of them at most, which is what rule `{}` asks for: `{}`.",
        rule.id,
        members.join("`, `")
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

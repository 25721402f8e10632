//! Vocabularies as open enums, and exclusive groups as closed ones.

use ecm_spec::model::{Group, RecordCheck, Rule, Spec, Type, Vocables, Vocabulary};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::docs::{self, Doc};
use crate::idents::{self, ident};

/// An open enum: the values that are known, and one variant that keeps any other as it came.
pub(crate) fn vocabulary(vocabulary: &Vocabulary) -> TokenStream {
    match &vocabulary.values {
        Vocables::Text(values) => {
            let values = values.iter().map(|value| Variant {
                name: ident(&value.rust),
                doc: variant_doc(&value.doc, &value.value),
                literal: Literal::string(&value.value),
            });
            text(vocabulary, &values.collect::<Vec<_>>())
        }
        Vocables::Integer(values) => {
            let values = values.iter().map(|value| Variant {
                name: ident(&value.rust),
                doc: variant_doc(&value.doc, value.value),
                literal: Literal::i64_unsuffixed(value.value),
            });
            integer(vocabulary, &values.collect::<Vec<_>>())
        }
    }
}

struct Variant {
    name: proc_macro2::Ident,
    doc: TokenStream,
    literal: Literal,
}

fn variant_doc(doc: &str, value: impl std::fmt::Display) -> TokenStream {
    let mut text = Doc::new(doc);
    text.paragraph(&format!("On the wire: `{value}`."));
    text.attributes()
}

fn open_enum(vocabulary: &Vocabulary, variants: &[Variant], other: &TokenStream) -> TokenStream {
    let name = ident(&vocabulary.name.rust);
    let doc = Doc::new(&vocabulary.doc).attributes();
    let variants = variants.iter().map(|Variant { name, doc, .. }| quote!(#doc #name,));
    quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq, ::core::cmp::Eq)]
        #[derive(::core::hash::Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that the spec does not know, as it came.
            Other(#other),
        }
    }
}

fn text(vocabulary: &Vocabulary, variants: &[Variant]) -> TokenStream {
    let name = ident(&vocabulary.name.rust);
    let item = open_enum(vocabulary, variants, &quote!(::std::string::String));
    let (names, literals) = split(variants);
    quote! {
        #item

        impl #name {
            /// The value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #literals,)*
                    Self::Other(value) => value,
                }
            }

            fn known(value: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match value {
                    #(#literals => Self::#names,)*
                    _ => return ::core::option::Option::None,
                })
            }
        }

        impl ::core::convert::From<&str> for #name {
            fn from(value: &str) -> Self {
                Self::known(value).unwrap_or_else(|| Self::Other(value.to_owned()))
            }
        }

        impl ::core::convert::From<::std::string::String> for #name {
            fn from(value: ::std::string::String) -> Self {
                Self::known(&value).unwrap_or(Self::Other(value))
            }
        }

        impl ::core::default::Default for #name {
            /// The empty text.
            fn default() -> Self {
                Self::Other(::std::string::String::new())
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl rt::Value for #name {
            fn view(&self) -> rt::View<'_> {
                rt::View::Text(self.as_str())
            }

            fn read(
                input: &mut dyn rt::Input,
            ) -> ::core::result::Result<::core::option::Option<Self>, rt::ReadError> {
                ::core::result::Result::Ok(input.text()?.map(Self::from))
            }
        }
    }
}

fn integer(vocabulary: &Vocabulary, variants: &[Variant]) -> TokenStream {
    let name = ident(&vocabulary.name.rust);
    let item = open_enum(vocabulary, variants, &quote!(i64));
    let (names, literals) = split(variants);
    quote! {
        #item

        impl #name {
            /// The value on the wire.
            #[must_use]
            pub fn value(&self) -> i64 {
                match self {
                    #(Self::#names => #literals,)*
                    Self::Other(value) => *value,
                }
            }
        }

        impl ::core::convert::From<i64> for #name {
            fn from(value: i64) -> Self {
                match value {
                    #(#literals => Self::#names,)*
                    value => Self::Other(value),
                }
            }
        }

        impl ::core::default::Default for #name {
            /// What zero stands for.
            fn default() -> Self {
                Self::from(0)
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl rt::Value for #name {
            fn view(&self) -> rt::View<'_> {
                rt::View::Int(self.value())
            }

            fn read(
                input: &mut dyn rt::Input,
            ) -> ::core::result::Result<::core::option::Option<Self>, rt::ReadError> {
                ::core::result::Result::Ok(input.int()?.map(Self::from))
            }
        }
    }
}

fn split(variants: &[Variant]) -> (Vec<&proc_macro2::Ident>, Vec<&Literal>) {
    variants.iter().map(|variant| (&variant.name, &variant.literal)).unzip()
}

/// The enum of an exclusive group: a conflict cannot be written.
pub(crate) fn group(
    spec: &Spec,
    ty: &Type,
    rule: &Rule<RecordCheck>,
    group: &Group,
    members: &[String],
) -> TokenStream {
    let name = ident(&group.type_name);
    let mut doc = Doc::new(&group.doc);
    doc.paragraph(&format!(
        "One of them at most, which is what rule `{}` asks for: `{}`.",
        rule.id,
        members.join("`, `")
    ));
    let doc = doc.attributes();
    let scope = TokenStream::new();
    let variants = members.iter().zip(&group.variants).filter_map(|(member, variant)| {
        let field = ty.field(member)?;
        let doc = docs::field(ty, field).attributes();
        let variant = ident(variant);
        let value = idents::value_type(spec, field, &scope);
        Some(quote!(#doc #variant(#value),))
    });
    quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
        pub enum #name {
            #(#variants)*
        }
    }
}

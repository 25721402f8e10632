//! Error codes: one enum per action, one for the codes common to all, and the table behind them.

use std::collections::{BTreeMap, BTreeSet};

use ecm_spec::model::{Action, ErrorCode, Retry, Spec};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::Selection;
use crate::docs::Doc;
use crate::idents::{self, ident};

/// Every code that a selected action may answer, sorted by code, with what to do about it.
pub(crate) fn table(spec: &Spec, selection: &Selection) -> TokenStream {
    let of_actions = selection.actions(spec).flat_map(|action| &action.errors);
    let of_actions = of_actions.map(|id| &spec[*id]);
    let codes: BTreeMap<&str, &ErrorCode> =
        of_actions.chain(common_codes(spec)).map(|code| (code.name.wire.as_str(), code)).collect();
    let rows = codes.values().map(|code| {
        let wire = &code.name.wire;
        let retry = retry(code.retry);
        quote!(rt::ErrorInfo { code: #wire, retry: ::ecm_client::Retry::#retry })
    });
    quote! {
        pub(super) static ERROR_CODES: &[rt::ErrorInfo] = &[#(#rows),*];
    }
}

fn common_codes(spec: &Spec) -> impl Iterator<Item = &ErrorCode> {
    spec.errors.iter().filter(|code| code.common)
}

fn retry(retry: Retry) -> TokenStream {
    match retry {
        Retry::Never => quote!(Never),
        Retry::AfterBackoff => quote!(AfterBackoff),
        Retry::IfRepeatable => quote!(IfRepeatable),
        Retry::AfterClockCorrection => quote!(AfterClockCorrection),
        Retry::AfterCredentialRefresh => quote!(AfterCredentialRefresh),
    }
}

/// The codes that any action may answer.
pub(crate) fn common(spec: &Spec) -> TokenStream {
    let name = ident("CommonErrorCode");
    let codes: Vec<&ErrorCode> = common_codes(spec).collect();
    let doc = Doc::new("Codes that any action of the service may answer.");
    code_enum(&name, &doc, &codes, None)
}

/// The codes of one action.
pub(crate) fn action(spec: &Spec, action: &Action) -> TokenStream {
    let mut seen = BTreeSet::new();
    let codes: Vec<&ErrorCode> =
        action.errors.iter().filter(|id| seen.insert(**id)).map(|id| &spec[*id]).collect();
    let doc = Doc::new(&format!("Codes that `{}` may answer.", action.name.wire));
    // Where there are no common codes, a variant for them could not be reached.
    let common = common_codes(spec).next().map(|_| ident("CommonErrorCode"));
    code_enum(&idents::error_code(action), &doc, &codes, common.as_ref())
}

fn code_enum(name: &Ident, doc: &Doc, codes: &[&ErrorCode], common: Option<&Ident>) -> TokenStream {
    let doc = doc.attributes();
    let variants: Vec<Ident> = codes.iter().map(|code| ident(&code.name.rust)).collect();
    let wires: Vec<&str> = codes.iter().map(|code| code.name.wire.as_str()).collect();
    let docs = codes.iter().map(|code| {
        let mut doc = Doc::new(code.doc.as_deref().unwrap_or_default());
        doc.paragraph(&format!("On the wire: `{}`. {}", code.name.wire, advice(code.retry)));
        doc.attributes()
    });
    let common_variant = common.map(|common| {
        quote! {
            /// A code that the action does not list, but that any action may answer.
            Common(#common),
        }
    });
    let unlisted = match common {
        Some(common) => quote! {
            match <#common as ::ecm_client::ErrorCode>::parse(code) {
                #common::Other(code) => Self::Other(code),
                common => Self::Common(common),
            }
        },
        None => quote!(Self::Other(::std::string::String::from(code))),
    };
    let common_text =
        common.map(|_| quote!(Self::Common(code) => ::core::option::Option::Some(::ecm_client::ErrorCode::as_str(code)),));
    // Nothing else is left for the last arm where the action lists no codes.
    let listed = (!codes.is_empty()).then(|| quote!(_ => ::core::option::Option::None,));
    quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq, ::core::cmp::Eq)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #variants,)*
            #common_variant
            /// A code that the spec does not know, as it came.
            Other(::std::string::String),
        }

        impl ::ecm_client::ErrorCode for #name {
            const LISTED: &'static [(&'static str, Self)] = &[#((#wires, Self::#variants)),*];
            const RETRIES: &'static [rt::ErrorInfo] = ERROR_CODES;

            fn unlisted(code: &str) -> Self {
                #unlisted
            }

            fn as_unlisted(&self) -> ::core::option::Option<&str> {
                match self {
                    #common_text
                    Self::Other(code) => ::core::option::Option::Some(code),
                    #listed
                }
            }
        }

        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(::ecm_client::ErrorCode::as_str(self))
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(::ecm_client::ErrorCode::as_str(self))
            }
        }
    }
}

fn advice(retry: Retry) -> &'static str {
    match retry {
        Retry::Never => "Trying again will not help.",
        Retry::AfterBackoff => {
            "The request was not carried out; it may be sent again after a pause."
        }
        Retry::IfRepeatable => {
            "The request may have been carried out; only an action that can be repeated may be sent again."
        }
        Retry::AfterClockCorrection => {
            "It may be signed and sent once more with a corrected clock."
        }
        Retry::AfterCredentialRefresh => {
            "It may be signed and sent once more with fresh credentials."
        }
    }
}

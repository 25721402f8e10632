//! Error codes: one enum per action, one for the codes common to all, and the table behind them.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::{Code, Ident, code};
use ecm_spec::model::{Action, ErrorCode, Retry, Spec};

use crate::Selection;
use crate::docs::Doc;
use crate::idents::{self, ident};

/// The enum of the codes that are common to all actions.
const COMMON: &str = "CommonErrorCode";

/// Every code that a selected action may answer, sorted by code, with what to do about it.
pub(crate) fn table(spec: &Spec, selection: &Selection) -> Code {
    let of_actions = selection.actions(spec).flat_map(|action| &action.errors);
    let of_actions = of_actions.map(|id| &spec[*id]);
    let codes: BTreeMap<&str, &ErrorCode> =
        of_actions.chain(common_codes(spec)).map(|code| (code.name.wire.as_str(), code)).collect();
    let rows = codes.values().map(|code| {
        let wire = &code.name.wire;
        let retry = retry(code.retry);
        code!(rt::ErrorInfo { code: #wire, retry: ::ecm_client::Retry::#retry })
    });
    code! {
        pub(super) const ERROR_CODES: &[rt::ErrorInfo] = &[#(#rows),*];
    }
}

fn common_codes(spec: &Spec) -> impl Iterator<Item = &ErrorCode> {
    spec.errors.iter().filter(|code| code.common)
}

fn retry(retry: Retry) -> Code {
    match retry {
        Retry::Never => code!(Never),
        Retry::AfterBackoff => code!(AfterBackoff),
        Retry::IfRepeatable => code!(IfRepeatable),
        Retry::AfterClockCorrection => code!(AfterClockCorrection),
        Retry::AfterCredentialRefresh => code!(AfterCredentialRefresh),
    }
}

/// The codes that any action may answer.
pub(crate) fn common(spec: &Spec) -> Code {
    let codes: Vec<&ErrorCode> = common_codes(spec).collect();
    let doc = Doc::new("Codes that any action of the service may answer.");
    code_enum(&Ident::new(COMMON), &doc, &codes)
}

/// The codes of one action.
pub(crate) fn action(spec: &Spec, action: &Action) -> Code {
    let mut seen = BTreeSet::new();
    let codes: Vec<&ErrorCode> =
        action.errors.iter().filter(|id| seen.insert(**id)).map(|id| &spec[*id]).collect();
    let mut doc = Doc::new(&format!("Codes that `{}` may answer.", action.name.wire));
    if common_codes(spec).next().is_some() {
        doc.paragraph(&format!("`{COMMON}` has those that any action may answer besides."));
    }
    code_enum(&idents::error_code(action), &doc, &codes)
}

/// An enum without data: whatever its codes are, the compiler has little to do for it.
fn code_enum(name: &Ident, doc: &Doc, codes: &[&ErrorCode]) -> Code {
    let doc = doc.attributes();
    let variants = codes.iter().map(|code| {
        let mut doc = Doc::new(code.doc.as_deref().unwrap_or_default());
        doc.paragraph(&format!("On the wire: `{}`. {}", code.name.wire, advice(code.retry)));
        let (doc, variant) = (doc.attributes(), ident(&code.name.rust));
        code!(#doc #variant,)
    });
    let names = codes.iter().map(|code| &code.name.wire);
    let values = codes.iter().map(|code| {
        let variant = ident(&code.name.rust);
        code!(Self::#variant)
    });
    code! {
        #doc
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }

        // Derived, it would come with a function that does nothing and is checked all the same.
        impl ::core::cmp::Eq for #name {}

        impl ::ecm_client::ErrorCode for #name {
            #[inline]
            fn table() -> &'static rt::CodeTable<Self> {
                &rt::CodeTable {
                    names: &[#(#names),*],
                    codes: &[#(#values),*],
                    infos: ERROR_CODES,
                }
            }
        }

        impl ::core::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                rt::debug_code(self, f)
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

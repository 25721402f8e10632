//! Error codes: one enum per action, one for the codes common to all, and the table behind them.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::code::{Code, Ident, code};
use ecm_spec::model::{Action, ErrorCode, RetryAdvice, Spec};

use crate::Selection;
use crate::docs::Doc;
use crate::idents::{self, ident};

/// Name of the enum of the codes that are common to all actions.
pub(crate) const COMMON: &str = "CommonErrorCode";

/// Table of the codes that a selected action may return, sorted, with their retry advice. The runtime
/// judges those of which the spec gives none, as it judges codes that the spec does not know.
pub(crate) fn table(spec: &Spec, selection: &Selection) -> Code {
    let of_actions = selection.actions(spec).flat_map(|action| &action.errors);
    let of_actions = of_actions.map(|id| &spec[*id]);
    let common = common_codes(spec).map(|(_, code)| code);
    let codes: BTreeMap<&str, &ErrorCode> =
        of_actions.chain(common).map(|code| (code.name.wire.as_str(), code)).collect();
    let codes = codes.values().filter(|code| code.has_advice);
    let rows = codes.map(|code| {
        let wire = &code.name.wire;
        let retry = retry(code.retry);
        code!(rt::ErrorInfo { code: #wire, retry: ::ecm_client::RetryAdvice::#retry })
    });
    code! {
        pub(super) const ERROR_CODES: &[rt::ErrorInfo] = &[#(#rows),*];
    }
}

/// Iterates over the codes that any action may return, each with its index in the spec.
fn common_codes(spec: &Spec) -> impl Iterator<Item = (usize, &ErrorCode)> {
    spec.errors.iter().enumerate().filter(|(_, code)| code.common)
}

fn retry(retry: RetryAdvice) -> Code {
    match retry {
        RetryAdvice::Never => code!(Never),
        RetryAdvice::AfterBackoff => code!(AfterBackoff),
        RetryAdvice::IfIdempotent => code!(IfIdempotent),
        RetryAdvice::AfterClockCorrection => code!(AfterClockCorrection),
        RetryAdvice::AfterCredentialRefresh => code!(AfterCredentialRefresh),
    }
}

/// Generator of the enums of error codes, which makes the code for a variant of many once.
pub(crate) struct ErrorEnums<'s> {
    spec: &'s Spec,
    /// Variants by code, in the order of the spec.
    codes: Vec<OnceCell<CodeVariant>>,
}

/// Code for one variant of the enums.
struct CodeVariant {
    declaration: Code,
    /// Wire value, as an item of a list.
    wire: Code,
    /// Path of the variant, as an item of a list.
    value: Code,
}

impl<'s> ErrorEnums<'s> {
    pub(crate) fn new(spec: &'s Spec) -> Self {
        Self { spec, codes: spec.errors.iter().map(|_| OnceCell::new()).collect() }
    }

    /// Generates the enum of the codes that any action may return.
    pub(crate) fn common(&self) -> Code {
        let codes: Vec<usize> = common_codes(self.spec).map(|(index, _)| index).collect();
        let doc = Doc::new("Error codes that any action of the service may return.");
        self.code_enum(&Ident::new(COMMON), &doc, &codes)
    }

    pub(crate) fn action(&self, action: &Action) -> Code {
        let mut seen = BTreeSet::new();
        let codes: Vec<usize> =
            action.errors.iter().map(|id| id.index()).filter(|id| seen.insert(*id)).collect();
        let mut doc = Doc::new(&format!("Error codes of `{}`.", action.name.wire));
        if common_codes(self.spec).next().is_some() {
            doc.markup(&format!("[`{COMMON}`] has the codes that any action may return."));
        }
        self.code_enum(&idents::error_code(action), &doc, &codes)
    }

    /// Generates the traits that cost too much for everybody, by one macro for all enums.
    pub(crate) fn text_formats(&self, selection: &Selection) -> Code {
        let actions = selection.actions(self.spec).map(idents::error_code);
        let names: Vec<Ident> = [Ident::new(COMMON)].into_iter().chain(actions).collect();
        code!(::ecm_client::__impl_error_codes!(#(#names)*);)
    }

    fn variant(&self, code: usize) -> Option<&CodeVariant> {
        let variant = self.codes.get(code)?;
        let code = self.spec.errors.get(code)?;
        Some(variant.get_or_init(|| CodeVariant::new(code)))
    }

    /// Generates an enum without data, which costs the compiler little.
    fn code_enum(&self, name: &Ident, doc: &Doc, codes: &[usize]) -> Code {
        let doc = doc.outer();
        let (mut variants, mut names, mut values) = (Code::new(), Code::new(), Code::new());
        for variant in codes.iter().filter_map(|code| self.variant(*code)) {
            variants.push(&variant.declaration);
            names.push(&variant.wire);
            values.push(&variant.value);
        }
        code! {
            #doc
            #[non_exhaustive]
            pub enum #name {
                #variants
            }

            impl ::core::marker::Copy for #name {}

            impl ::core::clone::Clone for #name {
                #[inline]
                fn clone(&self) -> Self {
                    *self
                }
            }

            // Derived, it would take as long to check as this and `Display` together.
            impl ::core::cmp::PartialEq for #name {
                #[inline]
                fn eq(&self, other: &Self) -> bool {
                    rt::equal_codes(self, other)
                }
            }

            // Derived, it would come with a function that does nothing and is checked all the same.
            impl ::core::cmp::Eq for #name {}

            impl ::ecm_client::ErrorCode for #name {
                #[inline]
                fn table() -> &'static rt::CodeTable<Self> {
                    &rt::CodeTable {
                        names: &[#names],
                        codes: &[#values],
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

            impl ::core::fmt::Display for #name {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    rt::display_code(self, f)
                }
            }
        }
    }
}

impl CodeVariant {
    fn new(code: &ErrorCode) -> Self {
        let wire = &code.name.wire;
        let mut doc = Doc::new(code.doc.as_deref().unwrap_or_default());
        let advice = match code.has_advice {
            true => advice(code.retry),
            false => "The spec gives no advice on retries.",
        };
        doc.paragraph(&format!("Wire value: `{wire}`. {advice}"));
        let (doc, variant) = (doc.outer(), ident(&code.name.rust));
        Self {
            declaration: code!(#doc #variant,),
            wire: code!(#wire,),
            value: code!(Self::#variant,),
        }
    }
}

fn advice(retry: RetryAdvice) -> &'static str {
    match retry {
        RetryAdvice::Never => "Retrying does not help.",
        RetryAdvice::AfterBackoff => {
            "The request was not carried out and may be retried after a pause."
        }
        RetryAdvice::IfIdempotent => {
            "The request may have been carried out; only an idempotent action may be retried."
        }
        RetryAdvice::AfterClockCorrection => {
            "The request may be retried once, signed with a corrected clock."
        }
        RetryAdvice::AfterCredentialRefresh => {
            "The request may be retried once, signed with fresh credentials."
        }
    }
}

//! Stand-ins for the types of a spec that has problems.
//!
//! A program that uses generated types would get an error for each use when they are not there,
//! and would have to find the one that matters among them. So every name of the spec is an alias
//! of a type that the compiler knows to be an error already, about which it says nothing more.

use std::collections::BTreeSet;

use ecm_spec::Outline;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::idents::{ident, stem};

/// The contents of the module when the spec has problems: `error` is an expression that fails to
/// compile with the first of them.
#[must_use]
pub fn skeleton(outline: &Outline, error: &TokenStream) -> TokenStream {
    let types: Vec<_> = outline.types.iter().map(|name| ident(name)).collect();
    let builders = outline.types.iter().map(|name| format_ident!("{}Builder", stem(name)));
    // The common codes have their enum in any case, even where an action claims its name.
    let errors = outline.actions.iter().map(String::as_str).chain(["Common"]);
    let errors: BTreeSet<_> = errors.map(|name| format_ident!("{name}ErrorCode")).collect();
    let errors = errors.iter();
    quote! {
        // An array whose length is an error is one itself, and is taken for any type.
        #[allow(dead_code)]
        const PROBLEM: usize = #error;
        #[allow(missing_docs)]
        pub type InvalidSpec = [(); PROBLEM];
        #[allow(missing_docs)]
        pub type Client = InvalidSpec;
        #[allow(missing_docs)]
        pub mod types {
            #(pub type #types = super::InvalidSpec;)*
        }
        #[allow(missing_docs)]
        pub mod builder {
            #(pub type #builders = super::InvalidSpec;)*
        }
        #[allow(missing_docs)]
        pub mod error {
            #(pub type #errors = super::InvalidSpec;)*
        }
        #[allow(unused_imports)]
        pub use self::types::*;
    }
}

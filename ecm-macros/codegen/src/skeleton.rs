//! Placeholders for the types of a spec that has problems.
//!
//! Without them, each use of a generated type would be an error of its own, and the problem of the spec
//! would be hard to find among them. So every name of the spec becomes an alias of a type that the
//! compiler has already reported, about which it says nothing more.

use std::collections::BTreeSet;

use ecm_spec::Outline;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::idents::{ident, stem};

/// Generates the contents of the module of a spec that has problems.
///
/// `error` is an expression that fails to compile with the first problem.
#[must_use]
pub fn skeleton(outline: &Outline, error: &TokenStream) -> TokenStream {
    let types: Vec<_> = outline.types.iter().map(|name| ident(name)).collect();
    let builders = outline.types.iter().map(|name| format_ident!("{}Builder", stem(name)));
    // The enum of the common codes always exists, even if an action claims its name.
    let errors = outline.actions.iter().map(String::as_str).chain(["Common"]);
    let errors: BTreeSet<_> = errors.map(|name| format_ident!("{name}ErrorCode")).collect();
    let errors = errors.iter();
    quote! {
        // An array whose length is an error is an error type, which rustc accepts as any type.
        #[allow(dead_code)]
        const PROBLEM: usize = #error;
        #[allow(missing_docs)]
        pub type InvalidSpec = [(); PROBLEM];
        #[allow(missing_docs)]
        pub type Client = InvalidSpec;
        #[allow(missing_docs)]
        pub mod blocking {
            pub type Client = super::InvalidSpec;
        }
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

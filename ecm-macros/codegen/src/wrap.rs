//! What stands around generated code, whichever door it comes through.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A module that holds generated code.
#[must_use]
pub fn module(
    attributes: &TokenStream,
    visibility: &TokenStream,
    name: &Ident,
    contents: &TokenStream,
) -> TokenStream {
    quote! {
        #attributes
        // How generated code is written is not for the caller's lints to judge.
        #[allow(clippy::all, clippy::pedantic, clippy::restriction, clippy::nursery)]
        #[allow(unused_qualifications, unreachable_pub)]
        #visibility mod #name {
            #contents
        }
    }
}

/// The constant that holds the text of the spec, where the runtime reads specs; in any case, rustc notices
/// when the file changes. `path` is an expression for `include_str!`.
#[must_use]
pub fn spec_constant(path: &TokenStream) -> TokenStream {
    quote!(::ecm_client::__spec_file!(#path);)
}

//! Code around the generated module, for the macro and for build scripts.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Wraps generated code in a module.
#[must_use]
pub fn module(
    attributes: &TokenStream,
    visibility: &TokenStream,
    name: &Ident,
    contents: &TokenStream,
) -> TokenStream {
    quote! {
        #attributes
        // The style of generated code is not for the caller's lints to judge.
        #[allow(clippy::all, clippy::pedantic, clippy::restriction, clippy::nursery)]
        #[allow(unused_qualifications, unreachable_pub)]
        #visibility mod #name {
            #contents
        }
    }
}

/// Generates the constant that holds the text of the spec, if the runtime can read specs.
///
/// Either way, rustc tracks changes of the file. `path` is an expression for `include_str!`.
#[must_use]
pub fn spec_constant(path: &TokenStream) -> TokenStream {
    quote!(::ecm_client::__spec_file!(#path);)
}

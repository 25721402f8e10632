//! What makes a record the request of an action.

use ecm_spec::model::{Action, Effect, Region, Spec};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::idents::ident;

/// `impl Request`, and `validate` without an import.
pub(crate) fn request(spec: &Spec, action: &Action) -> TokenStream {
    let request = ident(&spec[action.request].name.rust);
    let response = ident(&spec[action.response].name.rust);
    let table = table(spec, action);
    quote! {
        impl ::ecm_client::Request for #request {
            type Response = #response;
            const ACTION: &'static rt::ActionTable = &#table;
        }

        impl #request {
            /// Checks every rule of the spec and returns the warnings.
            ///
            /// # Errors
            ///
            /// All violations at once, warnings included, if one of them is an error.
            pub fn validate(
                &self,
            ) -> ::core::result::Result<::ecm_client::Violations, ::ecm_client::Violations> {
                ::ecm_client::Request::validate(self)
            }
        }
    }
}

fn table(spec: &Spec, action: &Action) -> TokenStream {
    let (service, version) = (&spec.service, &spec.version);
    let (revision, host) = (&spec.revision, &spec.host);
    let name = &action.name.wire;
    let effect = match action.effect {
        Effect::Read => quote!(Read),
        Effect::Repeatable => quote!(Repeatable),
        Effect::Create => quote!(Create),
    };
    let region_required = action.region == Region::Required;
    let unsigned = action.unsigned;
    let rate_limit = match &action.rate_limit {
        Some(limit) => {
            let limit = Literal::u32_unsuffixed(limit.per_second);
            quote!(::core::option::Option::Some(#limit))
        }
        None => quote!(::core::option::Option::None),
    };
    quote! {
        rt::ActionTable {
            service: #service,
            version: #version,
            revision: #revision,
            host: #host,
            name: #name,
            effect: ::ecm_client::Effect::#effect,
            region_required: #region_required,
            unsigned: #unsigned,
            rate_limit: #rate_limit,
            error_codes: super::error::ERROR_CODES,
        }
    }
}

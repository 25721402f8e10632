//! The client: one method per action, per list that comes in pages, and per thing to wait for.

use ecm_spec::model::{Action, Spec};
use proc_macro2::TokenStream;
use quote::quote;

use crate::Selection;
use crate::idents::{self, ident};
use crate::{docs, pages, waits};

/// Methods that the client has anyway.
pub(crate) const TAKEN: &[&str] = &["new", "core", "send"];

/// A thin wrapper of the runtime's client.
pub(crate) fn client(spec: &Spec, selection: &Selection) -> TokenStream {
    let methods = selection.actions(spec).map(|action| {
        let (method, pages) = (method(spec, action), pages::method(spec, action));
        quote!(#method #pages)
    });
    let waits = selection.waits(spec).map(|wait| waits::method(spec, wait));
    let doc = format!(
        " Calls the actions of `{}` {}. Cheap to clone; clones share connections.",
        spec.service, spec.version
    );
    quote! {
        #[doc = #doc]
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        pub struct Client {
            core: ::ecm_client::Client,
        }

        impl Client {
            /// A client of this service over one that knows credentials, region and timeouts.
            #[must_use]
            pub fn new(core: ::ecm_client::Client) -> Self {
                Self { core }
            }

            /// The client underneath, to change its settings for some calls.
            #[must_use]
            pub fn core(&self) -> &::ecm_client::Client {
                &self.core
            }

            async fn send<R: ::ecm_client::Request>(
                &self,
                request: &R,
            ) -> ::core::result::Result<
                ::ecm_client::Answer<R::Response>,
                ::ecm_client::Error,
            > {
                self.core.send(request).await
            }

            #(#methods)*
            #(#waits)*
        }

        impl ::core::convert::From<::ecm_client::Client> for Client {
            fn from(core: ::ecm_client::Client) -> Self {
                Self { core }
            }
        }
    }
}

fn method(spec: &Spec, action: &Action) -> TokenStream {
    let name = idents::method(&action.name.rust, TAKEN);
    let request = ident(&spec[action.request].name.rust);
    let response = ident(&spec[action.response].name.rust);
    let mut doc = docs::action(action);
    if !action.errors.is_empty() {
        let codes = idents::error_code(action);
        doc.paragraph(&format!("Codes that the service may answer: `error::{codes}`."));
    }
    let doc = doc.attributes();
    let deprecated = docs::deprecated(action.deprecated.as_deref());
    quote! {
        #doc
        ///
        /// # Errors
        ///
        /// See [`Error`](::ecm_client::Error): whether nothing was sent, the service refused, or nobody
        /// knows.
        #deprecated
        pub async fn #name(
            &self,
            request: &self::types::#request,
        ) -> ::core::result::Result<
            ::ecm_client::Answer<self::types::#response>,
            ::ecm_client::Error,
        > {
            self.send(request).await
        }
    }
}

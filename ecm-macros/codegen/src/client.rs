//! The client: one method per action, per list that comes in pages, and per thing to wait for.

use crate::code::{Code, code};
use ecm_spec::model::{Action, Spec};

use crate::Selection;
use crate::idents::{self, ident};
use crate::{docs, pagination, waiters};

/// Methods that the client has anyway.
pub(crate) const RESERVED_METHODS: &[&str] = &["new", "core"];

/// A thin wrapper of the runtime's client.
pub(crate) fn client(spec: &Spec, selection: &Selection) -> Code {
    let methods = selection.actions(spec).map(|action| {
        let (method, pagination) = (method(spec, action), pagination::method(spec, action));
        code!(#method #pagination)
    });
    let waiters = selection.waiters(spec).map(|waiter| waiters::method(spec, waiter));
    let doc = docs::outer(&format!(
        " Calls the actions of `{}` {}. Cheap to clone; clones share connections.",
        spec.service, spec.version
    ));
    code! {
        #doc
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        pub struct Client {
            core: ::ecm_client::Client,
        }

        impl Client {
            /// A client of this service over one that knows credentials, region and timeouts.
            #[must_use]
            #[inline]
            pub fn new(core: ::ecm_client::Client) -> Self {
                Self { core }
            }

            /// The client underneath, to change its settings for some calls.
            #[must_use]
            #[inline]
            pub fn core(&self) -> &::ecm_client::Client {
                &self.core
            }

            #(#methods)*
            #(#waiters)*
        }

        impl ::core::convert::From<::ecm_client::Client> for Client {
            #[inline]
            fn from(core: ::ecm_client::Client) -> Self {
                Self { core }
            }
        }
    }
}

fn method(spec: &Spec, action: &Action) -> Code {
    let name = idents::method(&action.name.rust, RESERVED_METHODS);
    let request = ident(&spec[action.request].name.rust);
    let response = ident(&spec[action.response].name.rust);
    let mut doc = docs::action(action);
    if !action.errors.is_empty() {
        let codes = idents::error_code(action);
        doc.paragraph(&format!("Codes that the service may answer: `error::{codes}`."));
    }
    let doc = doc.outer();
    let deprecated = docs::deprecated_attribute(action.deprecated.as_deref());
    code! {
        #doc
        ///
        /// # Errors
        ///
        /// See [`Error`](::ecm_client::Error): whether nothing was sent, the service refused, or nobody
        /// knows.
        #deprecated
        #[inline]
        pub fn #name<'a>(
            &'a self,
            request: &'a self::types::#request,
        ) -> ::ecm_client::ResponseFuture<'a, self::types::#response> {
            self.core.send(request)
        }
    }
}

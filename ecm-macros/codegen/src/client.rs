//! Client of a service: one method per action, per paginated list and per waiter.

use crate::code::{Code, code};
use ecm_spec::model::{Action, Spec};

use crate::docs::Doc;
use crate::idents::{self, ident};
use crate::{Selection, Surroundings};
use crate::{docs, pagination, waiters};

/// Methods of every client, whose names no action may have.
pub(crate) const RESERVED_METHODS: &[&str] = &["new", "core"];

/// Generates a thin wrapper around the client of the runtime.
pub(crate) fn client(spec: &Spec, selection: &Selection, around: &Surroundings) -> Code {
    let methods = selection.actions(spec).flat_map(|action| methods(spec, action, around));
    let waiters = selection.waiters(spec).map(|waiter| waiters::method(spec, waiter));
    let doc = docs::outer(&format!(
        " Client of the service `{}`, version `{}`.\n\n Cloning is cheap; clones share connections.",
        spec.service, spec.version
    ));
    code! {
        #doc
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        pub struct Client {
            core: ::ecm_client::Client,
        }

        impl Client {
            /// Creates a client of this service from one that has credentials, region and timeouts.
            #[must_use]
            #[inline]
            pub fn new(core: ::ecm_client::Client) -> Self {
                Self { core }
            }

            /// Returns the underlying client.
            ///
            /// To change settings for some calls, derive another client from it, for example by
            /// [`with_region`](::ecm_client::Client::with_region).
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

/// Generates the methods of an action: the call, its pages and its events.
pub(crate) fn methods(spec: &Spec, action: &Action, around: &Surroundings) -> [Code; 3] {
    // An action whose answers are all streams has no method for a JSON object.
    let call = (!action.is_always_streamed()).then(|| method(spec, action, around));
    let stream = stream(spec, action, around);
    [call.unwrap_or_default(), pagination::method(spec, action), stream.unwrap_or_default()]
}

fn method(spec: &Spec, action: &Action, around: &Surroundings) -> Code {
    let name = idents::method(&action.name.rust, RESERVED_METHODS);
    let request = ident(&spec[action.request].name.rust);
    let response = ident(&spec[action.response].name.rust);
    let doc = documentation(docs::action(action), action, around);
    let deprecated = docs::deprecated_attribute(action.deprecated.as_deref());
    let (body, send) = match action.raw_body() {
        None => (Code::default(), code!(send(request))),
        Some(_) => (
            code!(body: impl ::core::convert::Into<::ecm_client::RequestBody>,),
            code!(send_raw(request, body)),
        ),
    };
    code! {
        #doc
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #deprecated
        #[inline]
        pub fn #name<'a>(
            &'a self,
            request: &'a self::types::#request,
            #body
        ) -> ::ecm_client::ResponseFuture<'a, self::types::#response> {
            self.core.#send
        }
    }
}

/// Ends the documentation of a method with the action's error codes and the feature that it needs.
fn documentation(mut doc: Doc, action: &Action, around: &Surroundings) -> Code {
    docs::error_codes(&mut doc, action, "");
    let group = action.group.as_deref();
    if let Some(feature) = group.and_then(|group| around.feature(group)) {
        doc.paragraph(&format!("Needs the feature `{feature}`."));
    }
    doc.outer()
}

/// Generates the method that reads the answer as a stream of events.
fn stream(spec: &Spec, action: &Action, around: &Surroundings) -> Option<Code> {
    let events = action.events.as_ref()?;
    let name = idents::method(&action.stream_method()?, RESERVED_METHODS);
    let request = ident(&spec[action.request].name.rust);
    let event = ident(&spec[events.event].name.rust);
    let mut doc = docs::action(action);
    doc.paragraph("The answer is a stream of events, which are read as they arrive.");
    if let Some(when) = &events.when {
        doc.paragraph(&format!("The request's field `{when}` is set; it must not be `false`."));
    }
    let doc = documentation(doc, action, around);
    let deprecated = docs::deprecated_attribute(action.deprecated.as_deref());
    Some(code! {
        #doc
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) if there is no first event. Later failures
        /// are items of the stream.
        #deprecated
        #[inline]
        pub fn #name<'a>(
            &'a self,
            request: &'a self::types::#request,
        ) -> ::ecm_client::BoxFuture<
            'a,
            ::core::result::Result<
                ::ecm_client::EventStream<self::types::#event>,
                ::ecm_client::Error,
            >,
        > {
            self.core.stream(request)
        }
    })
}

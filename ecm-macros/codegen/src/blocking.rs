//! The blocking client, as a list of the client's methods.
//!
//! A macro of the runtime makes methods of it where the feature is on.

use crate::code::{Code, Ident, code};
use ecm_spec::model::{Action, Spec};

use crate::idents::{self, ident};
use crate::{Selection, client, docs};

/// The call of the macro, with the methods for calls, uploads, streams, pages and waits.
pub(crate) fn client(spec: &Spec, selection: &Selection) -> Code {
    let call = |action: &Action| {
        let name = idents::method(&action.name.rust, client::RESERVED_METHODS);
        let response = ident(&spec[action.response].name.rust);
        let method = method(spec, action, &name);
        code!(#method -> #response;)
    };
    let calls = selection.actions(spec).filter(|action| !action.is_always_streamed());
    let (uploads, calls): (Vec<_>, Vec<_>) = calls.partition(|action| action.raw_body().is_some());
    let calls = calls.into_iter().map(call);
    let uploads = uploads.into_iter().map(call);
    let streams = selection.actions(spec).filter_map(|action| {
        let name = idents::method(&action.stream_method()?, client::RESERVED_METHODS);
        let event = ident(&spec[action.events.as_ref()?.event].name.rust);
        let method = method(spec, action, &name);
        Some(code!(#method -> #event;))
    });
    let pages = selection.actions(spec).filter_map(|action| {
        let name = idents::method(&action.pages_method()?, client::RESERVED_METHODS);
        let method = method(spec, action, &name);
        Some(code!(#method;))
    });
    let waiters = selection.waiters(spec).map(|waiter| {
        let name = idents::method(&waiter.name.rust, client::RESERVED_METHODS);
        let method = method(spec, &spec[waiter.action], &name);
        code!(#method;)
    });
    code! {
        ::ecm_client::__blocking! {
            calls [#(#calls)*]
            uploads [#(#uploads)*]
            streams [#(#streams)*]
            pages [#(#pages)*]
            waits [#(#waiters)*]
        }
    }
}

/// A method with the link to the one of the client that has its documentation, and its request.
fn method(spec: &Spec, action: &Action, name: &Ident) -> Code {
    let deprecated = docs::deprecated_attribute(action.deprecated.as_deref());
    let request = ident(&spec[action.request].name.rust);
    let link = docs::link(&name.to_string(), &format!("super::Client::{name}"));
    code!(#deprecated #name(#link, #request))
}

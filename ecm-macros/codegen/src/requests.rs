//! Implementation of `Request` for the records that are requests.

use crate::code::{Code, Ident, code, optional};
use ecm_spec::model::{
    Action, Body, BodyHeader, Effect, EventError, Events, Payload, RawBody, Region, Spec,
};

use crate::idents::ident;
use crate::paths;

/// Generates `impl Request`, and `validate` as an inherent method.
pub(crate) fn request(spec: &Spec, action: &Action) -> Code {
    let request = ident(&spec[action.request].name.rust);
    let response = ident(&spec[action.response].name.rust);
    let table = table(spec, action);
    let streamed = streamed(spec, action, &request);
    let kind = match action.raw_body() {
        None => code!(Request),
        Some(_) => code!(RawRequest),
    };
    code! {
        impl ::ecm_client::#kind for #request {
            type Response = #response;
            const ACTION: &'static rt::ActionTable = &#table;
        }

        #streamed

        impl #request {
            /// Checks every rule of the spec and returns the warnings.
            ///
            /// # Errors
            ///
            /// Returns all violations, warnings included, if at least one is an error.
            #[inline]
            pub fn validate(
                &self,
            ) -> ::core::result::Result<::ecm_client::Violations, ::ecm_client::Violations> {
                ::ecm_client::#kind::validate(self)
            }
        }
    }
}

/// Generates the constant that the tables of all actions refer to.
pub(crate) fn api(spec: &Spec) -> Code {
    let (service, version) = (&spec.service, &spec.version);
    let (revision, host) = (&spec.revision, &spec.host);
    code! {
        pub(super) static API: rt::ApiTable = rt::ApiTable {
            service: #service,
            version: #version,
            revision: #revision,
            host: #host,
            error_codes: ERROR_CODES,
        };
    }
}

fn table(spec: &Spec, action: &Action) -> Code {
    let name = &action.name.wire;
    let effect = match action.effect {
        Effect::Read => code!(Read),
        Effect::Idempotent => code!(Idempotent),
        Effect::Create => code!(Create),
    };
    let region_required = action.region == Region::Required;
    let unsigned = action.unsigned;
    let per_second = action.rate_limit.as_ref().map(|limit| limit.per_second);
    let rate_limit = optional(per_second.map(|limit| code!(#limit)));
    let body = optional(action.body.as_ref().map(body_table));
    let events = optional(action.events.as_ref().map(|events| events_table(spec, action, events)));
    code! {
        rt::ActionTable {
            api: &super::error::API,
            name: #name,
            effect: ::ecm_client::Effect::#effect,
            region_required: #region_required,
            unsigned: #unsigned,
            rate_limit: #rate_limit,
            body: #body,
            events: #events,
        }
    }
}

fn body_table(body: &Body) -> Code {
    match body {
        Body::Unsupported { media_type } => code!(&rt::BodyTable::Unsupported(#media_type)),
        Body::Raw(RawBody { content_type, headers, payload }) => {
            let headers = headers.iter().map(|BodyHeader { field, name }| code!((#field, #name)));
            let payload = match payload {
                Payload::Signed => code!(Signed),
                Payload::Unsigned => code!(Unsigned),
            };
            code! {
                &rt::BodyTable::Raw(rt::RawBodyTable {
                    content_type: #content_type,
                    headers: &[#(#headers),*],
                    payload: ::ecm_client::PayloadSigning::#payload,
                })
            }
        }
    }
}

/// Generates `impl Streamed` for the request of an action that answers with events.
fn streamed(spec: &Spec, action: &Action, request: &Ident) -> Option<Code> {
    let event = ident(&spec[action.events.as_ref()?.event].name.rust);
    Some(code! {
        impl ::ecm_client::Streamed for #request {
            type Event = #event;
        }
    })
}

fn events_table(spec: &Spec, action: &Action, events: &Events) -> Code {
    let fields = &spec[action.request].fields;
    let when = events.when.as_ref().and_then(|when| {
        let position = fields.iter().position(|field| field.name.wire == *when)?;
        Some(code!(#position))
    });
    let (when, end) = (optional(when), optional(events.end.as_ref().map(|end| code!(#end))));
    let error = optional(events.error.as_ref().map(|error| event_error(spec, events, error)));
    code!(rt::EventsTable { when: #when, end: #end, error: #error })
}

fn event_error(spec: &Spec, events: &Events, error: &EventError) -> Code {
    let positions = |path| paths::positions(spec, &spec[events.event], path);
    let mark = optional(error.mark.as_ref().map(|mark| {
        let (field, value) = (positions(&mark.field), &mark.value);
        code!((#field, #value))
    }));
    let code = positions(&error.code);
    let message = error.message.as_ref().map_or(code!(&[]), positions);
    code!(rt::EventErrorTable { mark: #mark, code: #code, message: #message })
}

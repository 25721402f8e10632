//! Implementation of `Request` for the records that are requests.

use crate::code::{Code, code, optional};
use ecm_spec::model::{Action, Effect, Region, Spec};

use crate::idents::ident;

/// Generates `impl Request`, and `validate` as an inherent method.
pub(crate) fn request(spec: &Spec, action: &Action) -> Code {
    let request = ident(&spec[action.request].name.rust);
    let response = ident(&spec[action.response].name.rust);
    let table = table(action);
    code! {
        impl ::ecm_client::Request for #request {
            type Response = #response;
            const ACTION: &'static rt::ActionTable = &#table;
        }

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
                ::ecm_client::Request::validate(self)
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

fn table(action: &Action) -> Code {
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
    code! {
        rt::ActionTable {
            api: &super::error::API,
            name: #name,
            effect: ::ecm_client::Effect::#effect,
            region_required: #region_required,
            unsigned: #unsigned,
            rate_limit: #rate_limit,
        }
    }
}

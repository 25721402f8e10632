//! The client: from a request to an answer, in the order in which it happens.

mod address;
mod assemble;
mod builder;

use std::fmt;
use std::sync::Arc;

pub use builder::ClientBuilder;

use crate::envelope::{self, Said, Why};
use crate::error::{Cause, Lost};
use crate::rt::{ActionTable, Record, mask, mask_secrets, redacted_json};
use crate::sign::Signer;
use crate::transport::{Reply, Transport};
use crate::{Answer, Clock, Error, Prepared, Request, Validation, Violations};
use address::Address;

/// A client of every API that requests are generated for. Cheap to clone: clones share
/// connections and signing keys.
///
/// A call is one HTTP request. Nothing is ever sent again by the client, whatever comes back.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    region: Option<Arc<str>>,
    validation: Validation,
}

struct Shared {
    signer: Signer,
    transport: Transport,
    clock: Box<dyn Clock>,
    // The action's own host where there is none.
    address: Option<Address>,
    language: Option<String>,
}

impl Client {
    /// A client to be configured. Only credentials must be given.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// The same client, checking requests as strictly as this.
    #[must_use]
    pub fn with_validation(&self, validation: Validation) -> Self {
        Self { validation, ..self.clone() }
    }

    /// The same client for another region. A region that cannot stand in a header is reported by
    /// the call.
    #[must_use]
    pub fn with_region(&self, region: impl AsRef<str>) -> Self {
        Self { region: Some(region.as_ref().into()), ..self.clone() }
    }

    /// Checks a request, signs it and sends it, once. Runs on tokio, with I/O and time enabled.
    ///
    /// A future that is dropped before it is ready leaves the outcome unknown, as a lost answer
    /// does.
    ///
    /// # Errors
    ///
    /// If it is not sent, if it is rejected, or if no answer that can be believed comes back:
    /// [`Error::outcome`] says which.
    pub async fn send<R: Request>(&self, request: &R) -> Result<Answer<R::Response>, Error> {
        let mut response = R::Response::blank();
        let (request_id, warnings) = self.call(R::ACTION, request, &mut response).await?;
        Ok(Answer::new(response, request_id, warnings))
    }

    /// Checks and signs a request as [`Client::send`] would, without sending it.
    ///
    /// # Errors
    ///
    /// If it would not be sent.
    pub fn prepare<R: Request>(&self, request: &R) -> Result<Prepared, Error> {
        let mut prepared = self.assemble(R::ACTION, request)?;
        prepared.shown.body = redacted_json(request);
        Ok(prepared)
    }

    /// All of a call that does not depend on its types: compiled once.
    async fn call(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        response: &mut dyn Record,
    ) -> Result<(String, Violations), Error> {
        let Prepared { url, headers, body, warnings, .. } = self.assemble(action, request)?;
        let reply = self.shared.transport.post(action, url, headers, body).await?;
        match read_reply(action, &reply, response)? {
            Said::Done { request_id } => Ok((request_id.unwrap_or_default(), warnings)),
            Said::Refused { code, message, request_id } => {
                let message = self.mask_credentials(&mask_secrets(request, message));
                Err(Error::new(action, Cause::Rejected { code, message })
                    .with_request_id(request_id))
            }
        }
    }

    fn mask_credentials(&self, text: &str) -> String {
        let credentials = self.shared.signer.credentials();
        let text = mask(text, credentials.secret_key().expose());
        let text = mask(&text, credentials.secret_id());
        match credentials.token() {
            Some(token) => mask(&text, token.expose()),
            None => text,
        }
    }
}

/// What the far side said, if it is the service that said it.
fn read_reply(
    action: &'static ActionTable,
    reply: &Reply,
    response: &mut dyn Record,
) -> Result<Said, Error> {
    let lost = |lost, request_id| Error::new(action, Cause::Lost(lost)).with_request_id(request_id);
    // The service answers with 200 whatever it says, so anything else is from something between.
    if reply.status != 200 {
        return Err(lost(Lost::Status(reply.status), envelope::request_id(&reply.body)));
    }
    envelope::open(&reply.body, response).map_err(|unreadable| {
        let what = match unreadable.why {
            Why::Malformed(what) => Lost::Malformed(what),
            Why::Misfit(error) => Lost::Misfit(error),
        };
        lost(what, unreadable.request_id)
    })
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("credentials", self.shared.signer.credentials())
            .field("region", &self.region)
            .field("endpoint", &self.shared.address.as_ref().map(Address::as_str))
            .field("validation", &self.validation)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod prepare_tests;
#[cfg(test)]
#[path = "client_tests.rs"]
mod tests;

//! The client: from a request to an answer, in the order in which it happens.

mod assemble;
mod batch;
mod builder;
mod by_headers;
mod by_parameters;
mod call;
mod form;
mod headers;
mod hosts;
mod identity;
mod prepare;
mod reply;
mod route;
mod sending;
mod skew;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use batch::BatchProgress;
pub use builder::ClientBuilder;
#[cfg(feature = "dynamic")]
pub(crate) use call::Receive;
pub(crate) use form::Room;
pub use form::{HttpMethod, SignatureMethod, SignedHeaders};
pub(crate) use headers::AGENT;
pub use hosts::Site;
use http::HeaderValue;
pub use sending::ResponseFuture;

use crate::rate::Limiters;
use crate::retry::Budget;
use crate::{
    Clock, Error, Jitter, Nonce, PreparedRequest, Request, RetryPolicy, Sleep, Transport,
    ValidationMode,
};
use form::Form;
use hosts::Hosts;
use identity::Identity;
use route::Routes;
use skew::Skew;

/// A client of every API that requests are generated for. Cheap to clone: clones share
/// connections, signing keys, rate limits and the budget of further attempts.
///
/// A call is sent again by the client only where that cannot do a thing twice; see [`RetryPolicy`].
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    region: Option<Arc<str>>,
    validation_mode: ValidationMode,
}

struct Shared {
    identity: Identity,
    transport: Box<dyn Transport>,
    clock: Box<dyn Clock>,
    sleep: Arc<dyn Sleep>,
    jitter: Box<dyn Jitter>,
    nonce: Box<dyn Nonce>,
    form: Form,
    skew: Skew,
    hosts: Hosts,
    routes: Routes,
    // None for a client that keeps to no limit.
    limiters: Option<Limiters>,
    retry_policy: RetryPolicy,
    budget: Budget,
    timeout: Duration,
    attempt_timeout: Option<Duration>,
    max_response_size: u64,
    user_agent: HeaderValue,
    language: Option<String>,
}

impl Client {
    /// A client to be configured. Only credentials must be given.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// The same client, checking requests as strictly as this.
    #[must_use]
    pub fn with_validation_mode(&self, validation_mode: ValidationMode) -> Self {
        Self { validation_mode, ..self.clone() }
    }

    /// The same client for another region. A region that cannot stand in a header is reported by
    /// the call.
    #[must_use]
    pub fn with_region(&self, region: impl AsRef<str>) -> Self {
        Self { region: Some(region.as_ref().into()), ..self.clone() }
    }

    /// Checks a request, signs it and sends it; sends it again where that is safe and can help. Runs
    /// on tokio, with I/O and time enabled.
    ///
    /// A future that is dropped before it is ready leaves the outcome unknown, as a lost answer
    /// does, and the client as usable as before.
    ///
    /// # Errors
    ///
    /// If it is not sent, if it is rejected, or if no answer that can be believed comes back:
    /// [`Error::outcome`] says which.
    #[inline]
    pub fn send<'a, R: Request>(&'a self, request: &'a R) -> ResponseFuture<'a, R::Response> {
        ResponseFuture::new(self, request)
    }

    /// The same with a request that is given away.
    #[doc(hidden)]
    #[inline]
    pub fn send_owned<R: Request>(&self, request: R) -> ResponseFuture<'_, R::Response> {
        ResponseFuture::owned(self, request)
    }

    /// Checks and signs a request as [`Client::send`] would, without sending it.
    ///
    /// # Errors
    ///
    /// If it would not be sent.
    pub async fn prepare<R: Request>(&self, request: &R) -> Result<PreparedRequest, Error> {
        self.prepare_record(R::ACTION, request, None).await
    }
}

impl Client {
    /// What time is measured and waited with.
    pub(crate) fn sleep(&self) -> &dyn Sleep {
        &*self.shared.sleep
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("credentials", &self.shared.identity)
            .field("region", &self.region)
            .field(
                "endpoint",
                &self.shared.hosts.endpoint().map(|endpoint| endpoint.root().as_str()),
            )
            .field("validation", &self.validation_mode)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

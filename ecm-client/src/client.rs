//! The client: from a request to an answer, in the order in which it happens.
//!
//! A request is encoded ([`encoder`]) and given a route ([`router`]), once for a call. Each attempt of
//! the call signs it anew ([`signing`]), sends it and reads what comes back ([`attempt`]); whether there
//! is another one is for the call to say ([`call`]).

mod attempt;
mod batch;
mod builder;
mod call;
mod credentials_source;
mod encoder;
mod format;
mod future;
mod headers;
mod hosts;
mod preview;
mod router;
mod service_clock;
mod signing;

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "dynamic")]
pub(crate) use attempt::Receive;
pub use batch::BatchProgress;
pub use builder::ClientBuilder;
pub use format::{HttpMethod, SignatureMethod, SignedHeaders};
pub use future::ResponseFuture;
pub use hosts::Site;

use crate::clock::Deadline;
use crate::retry::RetryBudget;
use crate::rt::{ActionTable, Record};
use crate::trace::CallSpan;
use crate::{
    Error, Jitter, PreparedRequest, Request, Response, RetryPolicy, Sleep, Transport,
    ValidationMode, Violations,
};
use call::Call;
use credentials_source::CredentialsSource;
use encoder::{EncodedRequest, Encoder};
use format::RequestFormat;
use preview::Preview;
use router::{Route, Router};
use service_clock::ServiceClock;
use signing::{Moment, RequestSigner};

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
    credentials: CredentialsSource,
    transport: Box<dyn Transport>,
    clock: ServiceClock,
    sleep: Arc<dyn Sleep>,
    jitter: Box<dyn Jitter>,
    format: RequestFormat,
    router: Router,
    retry_policy: RetryPolicy,
    budget: RetryBudget,
    timeout: Duration,
    attempt_timeout: Option<Duration>,
}

impl Client {
    /// A client to be configured. Only credentials must be given.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
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

    /// Sends many requests, no more than `concurrency` at a time (at least one), each as
    /// [`Client::send`] does and with a deadline of its own. `progress` is called after each.
    ///
    /// The outcomes are in the order of the requests; one that fails keeps no other from being sent.
    /// If the future is dropped, the calls on their way have an unknown outcome and the others are
    /// not made.
    ///
    /// A wish that is too large for one request may be sent in parts, by
    /// [`Request::split`](crate::Request::split).
    pub async fn send_all<R: Request>(
        &self,
        requests: &[R],
        concurrency: usize,
        progress: impl FnMut(BatchProgress),
    ) -> Vec<Result<Response<R::Response>, Error>> {
        batch::send_all(self, requests, concurrency, progress).await
    }

    /// Checks and signs a request as [`Client::send`] would, without sending it.
    ///
    /// # Errors
    ///
    /// If it would not be sent.
    pub async fn prepare<R: Request>(&self, request: &R) -> Result<PreparedRequest, Error> {
        self.prepare_record(R::ACTION, request, None).await
    }

    /// All of a call that does not depend on its types: compiled once. `json` is the request as JSON
    /// text, where it is to be sent as it is.
    pub(crate) async fn call(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        json: Option<&str>,
        response: &mut dyn attempt::Receive,
    ) -> Result<(String, Violations), Error> {
        // Nothing is waited for before the credentials.
        let deadline = Deadline::after(self.sleep(), self.shared.timeout);
        let (encoded, route) = self.encode(action, request, json)?;
        let mut call = Call::new(&self.shared, self.signer(&route, &encoded), deadline);
        let span = CallSpan::call(action, self.region.as_deref());
        let result = span.around(pin!(call.run(request, response))).await;
        span.attempts(call.attempts());
        span.ended(result.as_deref());
        Ok((result?, encoded.warnings))
    }

    /// Checks and signs, as a call would.
    pub(crate) async fn prepare_record(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        json: Option<&str>,
    ) -> Result<PreparedRequest, Error> {
        let Shared { credentials, clock, format, timeout, .. } = &*self.shared;
        let (encoded, route) = self.encode(action, request, json)?;
        let deadline = Deadline::after(self.sleep(), *timeout);
        let by = credentials.signer_of(action, &deadline).await?;
        let (by, unsendable) = (by.as_deref(), |problem| Error::unsendable(action, problem));
        let moment = Moment::now(clock, format).map_err(|error| unsendable(error.to_string()))?;
        let signer = self.signer(&route, &encoded);
        let signed = signer.sign(by, &moment)?;
        let preview = Preview { signer, by, moment: &moment, record: request };
        preview.of(signed).map_err(unsendable)
    }

    fn encode(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        json: Option<&str>,
    ) -> Result<(EncodedRequest, Arc<Route>), Error> {
        let Shared { format, router, .. } = &*self.shared;
        let encoded = Encoder { format, validation_mode: self.validation_mode }
            .encode(action, request, json)?;
        let route = router.route(action, self.region.as_ref(), format);
        Ok((encoded, route.map_err(|problem| Error::unsendable(action, problem))?))
    }

    fn signer<'a>(&'a self, route: &'a Route, encoded: &'a EncodedRequest) -> RequestSigner<'a> {
        RequestSigner { format: &self.shared.format, route, encoded }
    }

    /// What time is measured and waited with.
    pub(crate) fn sleep(&self) -> &dyn Sleep {
        &*self.shared.sleep
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("credentials", &self.shared.credentials)
            .field("region", &self.region)
            .field("endpoint", &self.shared.router.endpoint())
            .field("validation_mode", &self.validation_mode)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

//! The client: turns a request into a response, in the order of its modules.
//!
//! A request is encoded ([`encoder`]) and given a route ([`router`]), once per call. Each attempt
//! signs it anew ([`signing`]), sends it and reads the response ([`attempt`]); the call ([`call`])
//! decides whether another attempt follows.

mod attempt;
mod attempt_hook;
mod batch;
mod builder;
mod call;
mod credentials_source;
mod encoder;
mod format;
mod future;
mod headers;
mod host_choice;
mod hosts;
mod preview;
mod raw;
mod router;
mod service_clock;
mod signing;
mod streaming;

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;

#[cfg(feature = "dynamic")]
pub(crate) use attempt::Receive;
pub use attempt_hook::{AttemptHook, PlannedAttempt};
pub use batch::BatchProgress;
pub use builder::ClientBuilder;
pub use format::{HttpMethod, SignatureMethod, SignedHeaders};
pub use future::ResponseFuture;
pub use hosts::Site;

use crate::clock::Deadline;
use crate::decoding::accept;
use crate::metrics::Meter;
use crate::request_body::BodySource;
use crate::response::ResponseMetadata;
use crate::retry::RetryBudget;
use crate::rt::{ActionTable, Record};
use crate::trace::CallSpan;
use crate::transport::NO_RUNTIME;
use crate::{
    DecodingMode, Error, Jitter, PreparedRequest, RawRequest, Request, RequestBody, Response,
    RetryPolicy, Sleep, Transport, ValidationMode,
};
use call::Call;
use credentials_source::CredentialsSource;
use encoder::{EncodedRequest, Encoder};
use format::RequestFormat;
use preview::Preview;
use router::{Route, Router};
use service_clock::ServiceClock;
use signing::{Moment, RequestSigner};

/// Client for every API that requests are generated for.
///
/// A clone is cheap: it shares connections, signing keys, rate limits and the retry budget.
///
/// The client retries a call only where that cannot repeat an effect; see [`RetryPolicy`].
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    region: Option<Arc<str>>,
    validation_mode: ValidationMode,
    decoding_mode: DecodingMode,
    hook: Option<Arc<dyn AttemptHook>>,
}

struct Shared {
    credentials: CredentialsSource,
    transport: Arc<dyn Transport>,
    clock: ServiceClock,
    sleep: Arc<dyn Sleep>,
    jitter: Box<dyn Jitter>,
    format: RequestFormat,
    router: Router,
    retry_policy: RetryPolicy,
    budget: RetryBudget,
    meter: Meter,
    timeout: Duration,
    attempt_timeout: Option<Duration>,
    /// Maximum silence between two events of a stream.
    idle_timeout: Duration,
    /// True for the client's own transport, which a runtime has to drive.
    needs_runtime: bool,
}

impl Client {
    /// Returns a builder with default settings; only credentials are required.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Returns a clone that validates requests in this mode; see
    /// [`ClientBuilder::validation_mode`].
    #[must_use]
    pub fn with_validation_mode(&self, validation_mode: ValidationMode) -> Self {
        Self { validation_mode, ..self.clone() }
    }

    /// Returns a clone that reads answers in this mode; see [`ClientBuilder::decoding_mode`].
    #[must_use]
    pub fn with_decoding_mode(&self, decoding_mode: DecodingMode) -> Self {
        Self { decoding_mode, ..self.clone() }
    }

    /// Returns a clone whose calls are for another region.
    ///
    /// A call fails without being sent if the region has characters other than letters, digits,
    /// hyphens and underscores.
    #[must_use]
    pub fn with_region(&self, region: impl AsRef<str>) -> Self {
        Self { region: Some(region.as_ref().into()), ..self.clone() }
    }

    /// Returns a clone that asks a hook before each attempt of its calls; see [`AttemptHook`].
    #[must_use]
    pub fn with_attempt_hook(&self, hook: impl AttemptHook + 'static) -> Self {
        Self { hook: Some(Arc::new(hook)), ..self.clone() }
    }

    /// Returns the region that calls are for; `None` if they name none.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Returns the method that calls are signed with.
    #[must_use]
    pub fn signature_method(&self) -> SignatureMethod {
        self.shared.format.signature
    }

    /// Validates, signs and sends a request, with retries where they are safe and can help.
    ///
    /// Runs on tokio, with I/O and time enabled; where there is no runtime, it fails. A client may be
    /// used from several runtimes: each has connections of its own.
    ///
    /// Dropping the future before it is ready leaves the outcome unknown, as a lost response does.
    /// The client stays usable.
    ///
    /// # Errors
    ///
    /// If the request is not sent, if it is rejected, or if no valid response arrives:
    /// [`Error::outcome`] tells which.
    #[inline]
    pub fn send<'a, R: Request>(&'a self, request: &'a R) -> ResponseFuture<'a, R::Response> {
        ResponseFuture::new(self, request)
    }

    /// Sends a request that it takes ownership of; otherwise as [`Client::send`].
    #[doc(hidden)]
    #[inline]
    pub fn send_owned<R: Request>(&self, request: R) -> ResponseFuture<'_, R::Response> {
        ResponseFuture::owned(self, request)
    }

    /// Sends many requests, at most `concurrency` of them at a time (at least one).
    ///
    /// Each is sent as by [`Client::send`] and has a deadline of its own. `progress` is called
    /// after each call, failed ones included.
    ///
    /// The results are in the order of the requests; a failed call does not stop the others. If the
    /// future is dropped, the calls in flight have an unknown outcome and the remaining ones are
    /// not made.
    ///
    /// A request that exceeds what one call may ask for can be split by
    /// [`Request::split`](crate::Request::split).
    pub async fn send_all<R: Request>(
        &self,
        requests: &[R],
        concurrency: usize,
        progress: impl FnMut(BatchProgress),
    ) -> Vec<Result<Response<R::Response>, Error>> {
        batch::send_all(self, requests, concurrency, progress).await
    }

    /// Validates and signs a request as [`Client::send`] would, without sending it.
    ///
    /// # Errors
    ///
    /// If the request would not be sent, such as for a broken rule or missing credentials.
    pub async fn prepare<R: Request>(&self, request: &R) -> Result<PreparedRequest, Error> {
        self.prepare_record(R::ACTION, request, BodySource::Fields).await
    }

    /// Sends a request whose body travels raw; otherwise as [`Client::send`].
    ///
    /// # Errors
    ///
    /// As those of [`Client::send`], and if a field has a value that its header cannot hold, the body
    /// is a stream that would have to be signed, or the client does not sign with TC3-HMAC-SHA256.
    #[inline]
    pub fn send_raw<'a, R: RawRequest>(
        &'a self,
        request: &'a R,
        body: impl Into<RequestBody>,
    ) -> ResponseFuture<'a, R::Response> {
        ResponseFuture::raw(self, request, body.into())
    }

    /// Validates and signs a request as [`Client::send_raw`] would, without sending it.
    ///
    /// # Errors
    ///
    /// If the request would not be sent.
    pub async fn prepare_raw<R: RawRequest>(
        &self,
        request: &R,
        body: impl Into<RequestBody>,
    ) -> Result<PreparedRequest, Error> {
        let body = body.into();
        self.prepare_record(R::ACTION, request, BodySource::Raw(&body)).await
    }

    /// Makes a call, compiled once for all types.
    pub(crate) async fn call(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        body: BodySource<'_>,
        response: &mut dyn attempt::Receive,
    ) -> Result<ResponseMetadata, Error> {
        streaming::check_choice(action, request, response.stream().is_some())?;
        // Nothing is waited for before the credentials.
        let deadline = Deadline::after(self.sleep(), self.shared.timeout);
        let (encoded, route) = self.encode(action, request, body)?;
        self.check_runtime(action)?;
        let _claim = body.claim(action)?;
        let mut call =
            Call::new(&self.shared, self.signer(&route, &encoded), deadline, self.hook.as_deref());
        let span = CallSpan::call(action, self.region.as_deref(), call.base_url().root());
        span.extra_sent(&encoded.warnings);
        let stopwatch = self.shared.meter.stopwatch(self.sleep());
        let result = span.around(pin!(call.run(request, response))).await;
        let ended = result.as_ref().map(|metadata| &*metadata.request_id);
        let attempts = call.attempts();
        span.attempts(attempts);
        span.ended(ended);
        span.call_ended(ended, attempts, &stopwatch);
        self.shared.meter.call_ended(action, result.as_ref().err(), attempts, &stopwatch);
        let metadata = ResponseMetadata { warnings: encoded.warnings, attempts, ..result? };
        span.mismatched(&metadata);
        Ok(metadata)
    }

    /// Completes a call whose answer has been read. Fails if it is to be read strictly and has
    /// values that do not fit.
    pub(crate) fn complete<T: Send + Sync + 'static>(
        &self,
        action: &'static ActionTable,
        body: T,
        metadata: ResponseMetadata,
    ) -> Result<Response<T>, Error> {
        let is_strict = self.decoding_mode == DecodingMode::Strict;
        accept(action, Response::new(body, metadata), |_| is_strict)
    }

    /// Validates and signs a request as a call would.
    pub(crate) async fn prepare_record(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        body: BodySource<'_>,
    ) -> Result<PreparedRequest, Error> {
        let Shared { clock, format, timeout, .. } = &*self.shared;
        let (encoded, route) = self.encode(action, request, body)?;
        if self.shared.credentials.static_signer().is_none() {
            self.check_runtime(action)?;
        }
        let deadline = Deadline::after(self.sleep(), *timeout);
        let by = self.shared.signer_of(action, &deadline).await?;
        let (by, unsendable) = (by.as_deref(), |problem| Error::unsendable(action, problem));
        let moment = Moment::now(clock, format).map_err(|error| unsendable(error.to_string()))?;
        let signer = self.signer(&route, &encoded);
        let signed = signer.sign(by, &moment)?;
        let preview = Preview { signer, by, moment: &moment, record: request };
        preview.of(signed).map_err(unsendable)
    }

    /// Checks that there is a runtime before a timer or a connection looks for it, and panics.
    fn check_runtime(&self, action: &'static ActionTable) -> Result<(), Error> {
        match self.shared.needs_runtime && Handle::try_current().is_err() {
            true => Err(Error::unsendable(action, NO_RUNTIME)),
            false => Ok(()),
        }
    }

    fn encode(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        body: BodySource<'_>,
    ) -> Result<(EncodedRequest, Arc<Route>), Error> {
        let Shared { format, router, .. } = &*self.shared;
        let encoded = Encoder { format, validation_mode: self.validation_mode }
            .encode(action, request, body)?;
        let route = router.route(action, self.region.as_ref(), format);
        Ok((encoded, route.map_err(|problem| Error::unsendable(action, problem))?))
    }

    fn signer<'a>(&'a self, route: &'a Route, encoded: &'a EncodedRequest) -> RequestSigner<'a> {
        RequestSigner { format: &self.shared.format, route, encoded }
    }

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
            .field("decoding_mode", &self.decoding_mode)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

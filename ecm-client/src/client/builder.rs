//! Builder of the client.

mod build;
mod hosts;
mod tls;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::credentials_source::CredentialsSource;
use super::hosts::HostSettings;
use super::{HttpMethod, SignatureMethod, SignedHeaders};
use crate::environment::Env;
use crate::metrics::Meter;
#[cfg(feature = "proxy")]
use crate::transport::ProxyConfig;
use crate::transport::TlsSettings;
use crate::{
    Clock, Credentials, CredentialsProvider, DecodingMode, Jitter, Metrics, RateLimiter,
    RetryPolicy, Sleep, Transport, ValidationMode,
};

/// Builder of a [`Client`](crate::Client), with the settings of every call.
///
/// Only credentials are required. Setters never fail; [`ClientBuilder::build`] validates the
/// settings.
#[derive(Default)]
#[must_use]
pub struct ClientBuilder {
    source: Option<CredentialsSource>,
    region: Option<String>,
    region_variables: Option<Env>,
    hosts: HostSettings,
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    idle_timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    tls: TlsSettings,
    #[cfg(feature = "proxy")]
    proxy: Option<ProxyConfig>,
    retry_policy: RetryPolicy,
    is_unlimited: bool,
    rate_limiter: Option<Arc<dyn RateLimiter>>,
    validation_mode: ValidationMode,
    decoding_mode: DecodingMode,
    max_response_size: Option<u64>,
    language: Option<String>,
    user_agent: Option<String>,
    transport: Option<Box<dyn Transport>>,
    clock: Option<Box<dyn Clock>>,
    sleep: Option<Arc<dyn Sleep>>,
    jitter: Option<Box<dyn Jitter>>,
    meter: Meter,
    nonce: Option<u64>,
    signature: SignatureMethod,
    method: HttpMethod,
    signed_headers: SignedHeaders,
    content_type: Option<String>,
}

impl ClientBuilder {
    /// Sets the key pair that signs every call.
    ///
    /// Required, unless [`ClientBuilder::credentials_provider`] is used; the later of the two
    /// applies. `build` fails if the secret id or the secret key is empty, or has a blank or a line
    /// end in it.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.source = Some(CredentialsSource::from_static(credentials));
        self
    }

    /// Sets the provider of credentials, which is asked before every attempt.
    ///
    /// Waiting for it counts towards the timeout of the call. Actions that are sent without a
    /// signature do not ask it.
    pub fn credentials_provider(mut self, provider: impl CredentialsProvider + 'static) -> Self {
        self.source = Some(CredentialsSource::from_provider(Box::new(provider)));
        self
    }

    /// Sets the region of every call, such as `ap-guangzhou` (default: none).
    ///
    /// Letters, digits, hyphens and underscores; `build` refuses anything else. Without a region,
    /// calls of actions that need one fail and are not sent.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Reads the region from the environment: from `TENCENTCLOUD_REGION`, or else from a profile.
    ///
    /// The profile is the one that `TENCENTCLOUD_PROFILE` (credentials file) or `TCCLI_PROFILE` (files of
    /// `tccli`) names, else `default` of the credentials file, or else of `tccli`. Both take precedence over [`ClientBuilder::region`], which applies where neither names a
    /// region. Without this setting, neither is read. `build` blocks while it reads the file, and
    /// fails if the value is not UTF-8 or not a region, or if the file is malformed.
    pub fn region_from_env(mut self) -> Self {
        self.region_variables = Some(Env::default());
        self
    }

    /// Sets the time a call may take, with all attempts and all waiting (default: 60 s).
    ///
    /// It begins with the first wait and ends with the last byte of the response. A call that runs
    /// out of time fails with [`Error::is_timeout`](crate::Error::is_timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the time one attempt may take, at most what the call has left.
    ///
    /// Default: for an action that creates, all the time that the call has left; for others, half
    /// of the call's timeout.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets the maximum silence between two events of a stream (default: 60 s).
    ///
    /// A comment, by which a service keeps the connection alive, ends a silence as well.
    /// The first event has to come within the timeout of the call; the stream as a whole may take
    /// any time.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = Some(timeout);
        self
    }

    /// Sets the time that connecting may take (default: 10 s, or half of a shorter timeout).
    ///
    /// It covers name resolution, TCP and TLS. `build` fails unless it is less than the timeout.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Sends requests through the proxy at this URL (default: no proxy).
    ///
    /// `http://` or `https://`, with or without a user and a password; `build` refuses anything
    /// else. The environment is not read. Needs the feature `proxy`.
    #[cfg(feature = "proxy")]
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(ProxyConfig::Explicit(url.into()));
        self
    }

    /// Sends requests through the proxy that the environment names.
    ///
    /// Read are `HTTPS_PROXY`, `HTTP_PROXY` and `ALL_PROXY`, and `NO_PROXY` for hosts that are
    /// reached directly, in capitals or small letters; the guide has a table of its forms. `build` fails if one
    /// of them cannot be used, or if both spellings are set and differ. Needs the feature `proxy`.
    #[cfg(feature = "proxy")]
    pub fn proxy_from_env(mut self) -> Self {
        self.proxy = Some(ProxyConfig::Environment);
        self
    }

    /// Sets how often and how fast calls are retried (default: [`RetryPolicy::new`]).
    ///
    /// It cannot make a retry that is not safe happen.
    pub fn retry_policy(mut self, retry_policy: RetryPolicy) -> Self {
        self.retry_policy = retry_policy;
        self
    }

    /// Enables or disables waiting under the rate limits of the spec (default: enabled).
    ///
    /// Limits are per action, for this client and its clones, or for all that share a
    /// [limiter](ClientBuilder::rate_limiter). Waiting counts towards the timeout of
    /// the call.
    pub fn rate_limit(mut self, limited: bool) -> Self {
        self.is_unlimited = !limited;
        self
    }

    /// Sets the limiter of attempts (default: one of this client and its clones).
    ///
    /// For limits that several clients or processes share. It is not asked where
    /// [`ClientBuilder::rate_limit`] is disabled or the spec has no limit for the action.
    pub fn rate_limiter(mut self, limiter: impl RateLimiter + 'static) -> Self {
        self.rate_limiter = Some(Arc::new(limiter));
        self
    }

    /// Sets how strictly requests are validated (default: [`ValidationMode::Strict`]).
    pub fn validation_mode(mut self, validation_mode: ValidationMode) -> Self {
        self.validation_mode = validation_mode;
        self
    }

    /// Sets how strictly answers are read (default: [`DecodingMode::Lenient`]).
    pub fn decoding_mode(mut self, decoding_mode: DecodingMode) -> Self {
        self.decoding_mode = decoding_mode;
        self
    }

    /// Sets the maximum size of a response body in bytes (default: 50 MiB).
    ///
    /// A larger response is not read; the outcome of the call is then unknown.
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response_size = Some(bytes);
        self
    }

    /// Sets the language of the service's messages: `zh-CN` or `en-US` (default: the service's
    /// choice).
    ///
    /// `build` fails if it has characters that a header cannot hold.
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// Sets the name of the calling program, such as `app/1.0` (default: none).
    ///
    /// It is appended to `User-Agent` and `X-TC-RequestClient`. `build` fails if it has characters
    /// that a header cannot hold.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Sets the transport that sends requests (default: HTTP/1.1 over TLS).
    ///
    /// The connect timeout and the settings of TLS and proxies do not apply to it.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    pub(crate) fn boxed_transport(mut self, transport: Box<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Sets the clock that signatures are dated with (default:
    /// [`SystemClock`](crate::SystemClock)).
    ///
    /// The client corrects it by the service's clock where the service rejects the time of a
    /// signature.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Box::new(clock));
        self
    }

    /// Sets the timer for deadlines and pauses (default: [`TokioSleep`](crate::TokioSleep)).
    pub fn sleep(mut self, sleep: impl Sleep + 'static) -> Self {
        self.sleep = Some(Arc::new(sleep));
        self
    }

    /// Sets the source of randomness for pauses between attempts (default: a random generator).
    pub fn jitter(mut self, jitter: impl Jitter + 'static) -> Self {
        self.jitter = Some(Box::new(jitter));
        self
    }

    /// Sets the receiver of measurements of calls, attempts and waits (default: none).
    ///
    /// The feature `metrics` has one that goes to the recorder of the crate `metrics`.
    pub fn metrics(mut self, metrics: impl Metrics + 'static) -> Self {
        self.meter = Meter(Some(Box::new(metrics)));
        self
    }

    /// Sets the nonce of version 1 signatures (default: a random one per attempt).
    ///
    /// A fixed nonce makes signatures reproducible; for tests.
    pub fn nonce(mut self, nonce: u64) -> Self {
        self.nonce = Some(nonce);
        self
    }

    /// Sets how requests are signed (default: [`SignatureMethod::Tc3HmacSha256`]).
    pub fn signature(mut self, signature: SignatureMethod) -> Self {
        self.signature = signature;
        self
    }

    /// Sets the HTTP method of requests (default: [`HttpMethod::Post`]).
    pub fn http_method(mut self, method: HttpMethod) -> Self {
        self.method = method;
        self
    }

    /// Sets the headers that a TC3 signature covers (default:
    /// [`SignedHeaders::ContentTypeHostAction`]).
    pub fn signed_headers(mut self, headers: SignedHeaders) -> Self {
        self.signed_headers = headers;
        self
    }

    /// Sets the content type of JSON bodies (default: `application/json; charset=utf-8`).
    ///
    /// It is part of what is signed. `build` refuses anything but `application/json`, with or
    /// without parameters.
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.source)
            .field("region", &self.region)
            .field("timeout", &self.timeout)
            .field("retry_policy", &self.retry_policy)
            .field("validation_mode", &self.validation_mode)
            .field("decoding_mode", &self.decoding_mode)
            .finish_non_exhaustive()
    }
}

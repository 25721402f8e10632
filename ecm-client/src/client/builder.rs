//! Making a client.

mod build;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::credentials_source::CredentialsSource;
use super::{HttpMethod, SignatureMethod, SignedHeaders, Site};
use crate::environment::Env;
#[cfg(feature = "proxy")]
use crate::transport::ProxyConfig;
use crate::{
    Clock, Credentials, CredentialsProvider, Jitter, RetryPolicy, Sleep, Transport, ValidationMode,
};

/// A client to be.
#[derive(Default)]
#[must_use]
pub struct ClientBuilder {
    source: Option<CredentialsSource>,
    region: Option<String>,
    region_variables: Option<Env>,
    endpoint: Option<String>,
    site: Site,
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    #[cfg(feature = "proxy")]
    proxy: Option<ProxyConfig>,
    retry_policy: RetryPolicy,
    is_unlimited: bool,
    validation_mode: ValidationMode,
    max_response_size: Option<u64>,
    language: Option<String>,
    user_agent: Option<String>,
    transport: Option<Box<dyn Transport>>,
    clock: Option<Box<dyn Clock>>,
    sleep: Option<Arc<dyn Sleep>>,
    jitter: Option<Box<dyn Jitter>>,
    nonce: Option<u64>,
    signature: SignatureMethod,
    method: HttpMethod,
    signed_headers: SignedHeaders,
    content_type: Option<String>,
}

impl ClientBuilder {
    /// Who signs. This, or a provider, is required.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.source = Some(CredentialsSource::from_static(credentials));
        self
    }

    /// Who signs, asked before every attempt.
    pub fn credentials_provider(mut self, provider: impl CredentialsProvider + 'static) -> Self {
        self.source = Some(CredentialsSource::from_provider(Box::new(provider)));
        self
    }

    /// The region of every call, such as `ap-guangzhou`; none by default.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The region that `TENCENTCLOUD_REGION` names, or the one that is given here, if it names
    /// none. Without this, the environment has no say.
    pub fn region_from_env(mut self) -> Self {
        self.region_variables = Some(Env::default());
        self
    }

    /// Where every call goes, in place of the host that the API names: `https://` and a host, or
    /// `http://` and a host on this machine.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Which of the service's hosts calls go to, where no endpoint is given.
    pub fn site(mut self, site: Site) -> Self {
        self.site = site;
        self
    }

    /// How long a call may take from its start to the last byte of the answer, with all attempts
    /// and all waiting; 60 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long one attempt may take. By default all the time that the call has left, for an action
    /// that creates, and half of the call's time for others.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// How long connecting may take; 10 seconds by default, or half of a shorter timeout. It must
    /// be less than the timeout.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Sends through the proxy at this URL, which may hold a user and a password. By default there
    /// is none, whatever the environment says. Needs the feature `proxy`.
    #[cfg(feature = "proxy")]
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(ProxyConfig::Explicit(url.into()));
        self
    }

    /// Sends through the proxy that the environment names: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`,
    /// and `NO_PROXY` for hosts to be reached directly. Needs the feature `proxy`.
    #[cfg(feature = "proxy")]
    pub fn proxy_from_env(mut self) -> Self {
        self.proxy = Some(ProxyConfig::Environment);
        self
    }

    /// How often and how fast a request is sent again where that is safe.
    pub fn retry_policy(mut self, retry_policy: RetryPolicy) -> Self {
        self.retry_policy = retry_policy;
        self
    }

    /// Whether requests wait for their turn under the limits of the spec; they do by default.
    pub fn rate_limit(mut self, limited: bool) -> Self {
        self.is_unlimited = !limited;
        self
    }

    /// How strictly requests are checked; [`ValidationMode::Strict`] by default.
    pub fn validation_mode(mut self, validation_mode: ValidationMode) -> Self {
        self.validation_mode = validation_mode;
        self
    }

    /// How many bytes an answer may have; 50 MiB by default.
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response_size = Some(bytes);
        self
    }

    /// The language of the service's messages: `zh-CN` or `en-US`.
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// What the program that uses this client is called, such as `app/1.0`: it is added to
    /// `User-Agent` and `X-TC-RequestClient`.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// What carries requests, in place of HTTP. Connection timeout and proxies are then its own.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    pub(crate) fn boxed_transport(mut self, transport: Box<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Where signatures get their time from; the system's clock by default.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Box::new(clock));
        self
    }

    /// What measures deadlines and pauses; tokio's timer by default.
    pub fn sleep(mut self, sleep: impl Sleep + 'static) -> Self {
        self.sleep = Some(Arc::new(sleep));
        self
    }

    /// What makes the length of pauses random; another sequence each time by default.
    pub fn jitter(mut self, jitter: impl Jitter + 'static) -> Self {
        self.jitter = Some(Box::new(jitter));
        self
    }

    /// The number that version 1 signatures are made over, to make one again; another one each time by
    /// default, so that no two requests are the same.
    pub fn nonce(mut self, nonce: u64) -> Self {
        self.nonce = Some(nonce);
        self
    }

    /// How requests are signed; [`SignatureMethod::Tc3HmacSha256`] by default.
    pub fn signature(mut self, signature: SignatureMethod) -> Self {
        self.signature = signature;
        self
    }

    /// How requests are sent; [`HttpMethod::Post`] by default.
    pub fn http_method(mut self, method: HttpMethod) -> Self {
        self.method = method;
        self
    }

    /// Which headers a TC3 signature covers: [`SignedHeaders::ContentTypeHostAction`] by default.
    pub fn signed_headers(mut self, headers: SignedHeaders) -> Self {
        self.signed_headers = headers;
        self
    }

    /// The content type of JSON bodies: `application/json; charset=utf-8` by default. It is part of
    /// what is signed, so another one makes another signature.
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
            .finish_non_exhaustive()
    }
}

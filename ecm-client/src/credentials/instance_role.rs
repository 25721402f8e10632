//! Credentials of an instance's role, from the metadata server.

mod answer;
mod look;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::header::{HOST, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};
use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::source::{SourceConfig, source_setters};
use super::{
    CachedCredentialsProvider, Credentials, CredentialsError, CredentialsProvider,
    CredentialsResult, impl_cached_provider,
};
use crate::clock::timeout;
use crate::environment::Env;
use crate::identity::Origin;
use crate::transport::{BaseUrl, HttpTransport, PRODUCT_TOKEN, PoolConfig, Scheme};
use crate::{BoxFuture, Effect, SendProgress, SignedRequest, Sleep, Transport, TransportError};
use ecm_sign::ESCAPED;
use look::{FailedLook, Proof};

/// Address of the metadata server; the name resolves on instances only.
const ENDPOINT: &str = "http://metadata.tencentyun.com";
const PATH: &str = "/latest/meta-data/cam/security-credentials/";

/// Characters that are percent-encoded in the name of a role.
const ESCAPED_IN_PATH: &AsciiSet = &ESCAPED.add(b' ');

/// Name of the role, in the vendor's Terraform provider.
const ROLE_NAME: &str = "TENCENTCLOUD_CAM_ROLE_NAME";

/// The server is on the same network, or absent.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
const TIMEOUT: Duration = Duration::from_secs(5);

/// Time in which a server that is there says so.
const PROBE_TIMEOUT: Duration = Duration::from_secs(1);

/// Pause before it is asked again; doubles.
const PROBE_PAUSE: Duration = Duration::from_millis(50);

const MAX_ANSWER: u64 = 64 * 1024;

/// Provider of temporary credentials of the role that an instance has.
///
/// They come from the metadata server at `metadata.tencentyun.com` and are cached as by
/// [`CachedCredentialsProvider`].
///
/// Whether there is such a server shows within a second. Until it has named a role, a 404, an empty
/// list, a redirect, another refusal, a web page, no connection or silence mean that there is none,
/// and the error is an absent source's. A 5xx or a broken answer decides nothing and is asked for again
/// within that second; then the error is a transient one. Once it has named a role, or where
/// a setting or a variable names one, every failure is an error of a source
/// that should have credentials.
///
/// The server uses plain HTTP on the instance's own network. Proxies are bypassed, and redirects
/// are not followed.
pub struct InstanceRoleCredentialsProvider {
    cached: CachedCredentialsProvider,
}

impl InstanceRoleCredentialsProvider {
    /// Uses the role that `TENCENTCLOUD_CAM_ROLE_NAME` names, else the one that the metadata server
    /// names.
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Returns a builder, to name a role or another server.
    pub fn builder() -> InstanceRoleCredentialsProviderBuilder {
        InstanceRoleCredentialsProviderBuilder::default()
    }
}

impl Default for InstanceRoleCredentialsProvider {
    fn default() -> Self {
        Self::new()
    }
}

impl_cached_provider!(InstanceRoleCredentialsProvider);

/// Builder of an [`InstanceRoleCredentialsProvider`].
#[derive(Debug, Default)]
#[must_use]
pub struct InstanceRoleCredentialsProviderBuilder {
    role: Option<String>,
    variables: Env,
    source: SourceConfig,
}

impl InstanceRoleCredentialsProviderBuilder {
    source_setters! {
        /// Sets the transport that sends requests (default: HTTP, without a proxy).
        transport;
        /// Sets the URL of the metadata server, as `http://` or `https://` and a host. Whatever
        /// answers there decides which credentials sign (default:
        /// `http://metadata.tencentyun.com`).
        endpoint;
    }

    /// Sets the name of the role (default: the one in `TENCENTCLOUD_CAM_ROLE_NAME`, else the first
    /// that the metadata server lists).
    pub fn role(mut self, name: impl Into<String>) -> Self {
        self.role = Some(name.into());
        self
    }

    /// Reads environment variables by this function instead (default: the environment of the
    /// process).
    pub fn variables(
        self,
        lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.env(Env::new(lookup))
    }

    pub(super) fn env(mut self, variables: Env) -> Self {
        self.variables = variables;
        self
    }

    /// Builds the provider. No request is sent.
    ///
    /// Invalid settings are reported when credentials are first requested.
    #[must_use]
    pub fn build(self) -> InstanceRoleCredentialsProvider {
        let (clock, sleep) = self.source.time();
        let endpoint = self.source.endpoint.as_deref().unwrap_or(ENDPOINT);
        let server = parse_endpoint(endpoint).and_then(|endpoint| {
            let transport = match self.source.transport {
                Some(transport) => transport,
                None => http_transport()?,
            };
            let (role, variables) = (self.role, self.variables);
            let (sleep, is_configured) = (Arc::clone(&sleep), AtomicBool::default());
            let origin = Origin::default();
            Ok(MetadataClient {
                role,
                variables,
                endpoint,
                transport,
                sleep,
                is_configured,
                origin,
            })
        });
        InstanceRoleCredentialsProvider {
            cached: CachedCredentialsProvider::with_time(server, clock, sleep),
        }
    }
}

/// Client of the metadata server, or the reason for which there is none.
struct MetadataClient {
    role: Option<String>,
    variables: Env,
    endpoint: BaseUrl,
    transport: Box<dyn Transport>,
    sleep: Arc<dyn Sleep>,
    /// True once it is certain that a role is meant to sign.
    is_configured: AtomicBool,
    origin: Origin,
}

impl CredentialsProvider for MetadataClient {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(async { self.fetch().await.map(Arc::new) })
    }

    fn origin(&self) -> Option<String> {
        self.origin.get()
    }
}

impl MetadataClient {
    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let named = match &self.role {
            Some(role) => Some(role.clone()),
            None => self.variables.text(ROLE_NAME)?,
        };
        let role = match named {
            Some(role) => role,
            None if self.is_configured.load(Ordering::Relaxed) => {
                self.first_role(TIMEOUT).await.map_err(FailedLook::of_configured)?
            }
            None => self.probe().await?,
        };
        self.is_configured.store(true, Ordering::Relaxed);
        self.origin.set(format!("role {role} of the instance, from {}", self.endpoint.host()));
        let answer = self.get(&role, TIMEOUT).await.map_err(FailedLook::of_configured)?;
        let problem = "the metadata server does not know the role; check its name";
        answer::credentials(&answer.ok_or_else(|| CredentialsError::new(problem))?)
    }

    /// Asks for the role for as long as it is not known whether there is a server that has one.
    async fn probe(&self) -> Result<String, CredentialsError> {
        let start = self.sleep.elapsed();
        let left = || PROBE_TIMEOUT.saturating_sub(self.sleep.elapsed().saturating_sub(start));
        let (mut pause, mut unclear) = (PROBE_PAUSE, None);
        loop {
            let failed = match self.first_role(left()).await {
                Ok(role) => return Ok(role),
                Err(failed) => failed,
            };
            match (failed.proof, &unclear) {
                (Proof::Absent, _) | (Proof::Unreachable, None) => {
                    return Err(CredentialsError::absent(failed.problem));
                }
                (Proof::Unclear, _) => unclear = Some(failed.problem),
                // It was reached a moment ago.
                (Proof::Unreachable, Some(_)) => {}
            }
            if pause >= left() {
                return Err(CredentialsError::undecided(unclear.unwrap_or_default()));
            }
            self.sleep.sleep(pause).await;
            pause *= 2;
        }
    }

    async fn first_role(&self, time: Duration) -> Result<String, FailedLook> {
        match self.get("", time).await? {
            Some(list) => answer::first_role(&list),
            None => Err(FailedLook::no_role()),
        }
    }

    /// Requests a role, or the list of roles for `""`; `None` where the server has no such page.
    async fn get(&self, role: &str, time: Duration) -> Result<Option<Bytes>, FailedLook> {
        let request = self.request(role).map_err(FailedLook::of_setting)?;
        let limit = request.max_response_size;
        let sent = timeout(&*self.sleep, || time, self.transport.send(request)).await;
        let sent = sent.unwrap_or_else(|| Err(TransportError::timeout()));
        let reply = sent.map_err(|error| FailedLook::unanswered(error.into_cause(limit)))?;
        match reply.status {
            200 if reply.body.len() as u64 <= limit => Ok(Some(reply.body)),
            200 => Err(FailedLook::oversized()),
            404 => Ok(None),
            status => Err(FailedLook::with_status(status)),
        }
    }

    fn request(&self, role: &str) -> Result<SignedRequest, &'static str> {
        let unusable = || "the name of the role is not valid in a URL; correct it";
        if matches!(role, "." | "..") {
            return Err(unusable());
        }
        let role = utf8_percent_encode(role, ESCAPED_IN_PATH);
        let url = self.endpoint.join(&format!("{PATH}{role}")).map_err(|_| unusable())?;
        let host = HeaderValue::from_str(self.endpoint.host()).map_err(|_| unusable())?;
        let agent = HeaderValue::from_static(PRODUCT_TOKEN);
        Ok(SignedRequest {
            method: Method::GET,
            url,
            headers: HeaderMap::from_iter([(HOST, host), (USER_AGENT, agent)]),
            stream: None,
            body: Bytes::new(),
            effect: Effect::Read,
            max_response_size: MAX_ANSWER,
            progress: SendProgress::default(),
        })
    }
}

fn http_transport() -> Result<Box<dyn Transport>, CredentialsError> {
    let transport = HttpTransport::standalone(&PoolConfig::new(CONNECT_TIMEOUT));
    let transport = transport.map_err(|error| CredentialsError::new(error.to_string()))?;
    Ok(Box::new(transport))
}

fn parse_endpoint(endpoint: &str) -> Result<BaseUrl, CredentialsError> {
    BaseUrl::parse(endpoint, Scheme::Any).map_err(|problem| {
        CredentialsError::new(format!("the endpoint of the metadata server {problem}"))
    })
}

#[cfg(test)]
mod tests;

//! Credentials of an instance's role, from the metadata server.

mod answer;

use std::sync::Arc;
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
use crate::error::{Cause, NoValidResponse};
use crate::transport::{BaseUrl, HttpTransport, PRODUCT_TOKEN, PoolConfig, Scheme};
use crate::{BoxFuture, Effect, SendProgress, SignedRequest, Sleep, Transport, TransportError};
use ecm_sign::ESCAPED;

/// Address of the metadata server; the name resolves on instances only.
const ENDPOINT: &str = "http://metadata.tencentyun.com";
const PATH: &str = "/latest/meta-data/cam/security-credentials/";

/// Characters that are percent-encoded in the name of a role.
const ESCAPED_IN_PATH: &AsciiSet = &ESCAPED.add(b' ');

/// The server is on the same network, or absent.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
const TIMEOUT: Duration = Duration::from_secs(5);

const MAX_ANSWER: u64 = 64 * 1024;
const TOO_LARGE: &str = "the metadata server's response is too large";

/// Provider of temporary credentials of the role that an instance has.
///
/// They come from the metadata server at `metadata.tencentyun.com` and are cached as by
/// [`CachedCredentialsProvider`].
///
/// The server uses plain HTTP on the instance's own network. Proxies are bypassed, and redirects
/// are not followed.
pub struct InstanceRoleCredentialsProvider {
    cached: CachedCredentialsProvider,
}

impl InstanceRoleCredentialsProvider {
    /// Uses the role that the metadata server names.
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
    source: SourceConfig,
}

impl InstanceRoleCredentialsProviderBuilder {
    source_setters! {
        /// Sets the URL of the metadata server, as `http://` or `https://` and a host. Whatever
        /// answers there decides which credentials sign (default:
        /// `http://metadata.tencentyun.com`).
    }

    /// Sets the name of the role (default: the first that the metadata server lists).
    pub fn role(mut self, name: impl Into<String>) -> Self {
        self.role = Some(name.into());
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
            Ok(MetadataClient { role: self.role, endpoint, transport, sleep: Arc::clone(&sleep) })
        });
        InstanceRoleCredentialsProvider {
            cached: CachedCredentialsProvider::with_time(server, clock, sleep),
        }
    }
}

/// Client of the metadata server, or the reason for which there is none.
struct MetadataClient {
    role: Option<String>,
    endpoint: BaseUrl,
    transport: Box<dyn Transport>,
    sleep: Arc<dyn Sleep>,
}

impl CredentialsProvider for MetadataClient {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(async { self.fetch().await.map(Arc::new) })
    }
}

impl MetadataClient {
    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let role = match &self.role {
            Some(role) => role.clone(),
            None => {
                let list = self.get("").await?;
                let list = list.ok_or_else(|| CredentialsError::absent("the instance has no role"));
                answer::first_role(&list?)?
            }
        };
        let problem = "the metadata server does not know the role; check its name";
        let answer = self.get(&role).await?.ok_or_else(|| CredentialsError::new(problem))?;
        answer::credentials(&answer)
    }

    /// Requests a role, or the list of roles for `""`; `None` where the server has no such page.
    async fn get(&self, role: &str) -> Result<Option<Bytes>, CredentialsError> {
        let request = self.request(role)?;
        let limit = request.max_response_size;
        let sent = timeout(&*self.sleep, || TIMEOUT, self.transport.send(request)).await;
        let sent = sent.unwrap_or_else(|| Err(TransportError::timeout()));
        let reply = sent.map_err(|error| fetch_error(error.into_cause(limit)))?;
        match reply.status {
            200 if reply.body.len() as u64 <= limit => Ok(Some(reply.body)),
            200 => Err(CredentialsError::new(TOO_LARGE)),
            404 => Ok(None),
            status => {
                let problem =
                    format!("the metadata server responded with the HTTP status {status}");
                Err(CredentialsError::new(problem))
            }
        }
    }

    fn request(&self, role: &str) -> Result<SignedRequest, CredentialsError> {
        let unusable =
            || CredentialsError::new("the name of the role is not valid in a URL; correct it");
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
            body: Bytes::new(),
            effect: Effect::Read,
            max_response_size: MAX_ANSWER,
            progress: SendProgress::default(),
        })
    }
}

/// Translates a failure; a server that cannot be reached means that this is no instance.
fn fetch_error(cause: Cause) -> CredentialsError {
    let lost = "the connection to the metadata server was lost";
    CredentialsError::new(match cause {
        Cause::Connect { source, .. } => {
            let problem = format!("the metadata server cannot be reached ({})", source.root());
            return CredentialsError::absent(problem);
        }
        Cause::NoValidResponse(NoValidResponse::Connection(source)) => {
            format!("{lost} ({})", source.root())
        }
        Cause::NoValidResponse(NoValidResponse::Timeout) => {
            "the metadata server did not respond in time".to_owned()
        }
        Cause::NoValidResponse(NoValidResponse::Oversized { .. }) => TOO_LARGE.to_owned(),
        _ => lost.to_owned(),
    })
}

fn http_transport() -> Result<Box<dyn Transport>, CredentialsError> {
    let transport = HttpTransport::new(&PoolConfig::new(CONNECT_TIMEOUT));
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

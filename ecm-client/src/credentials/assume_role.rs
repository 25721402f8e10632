//! Credentials of a role that other credentials may assume.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::source::{SourceConfig, source_setters};
use super::sts::{StsConfig, StsCredentials, api::sts as api, readable, sts_error, sts_setters};
use super::{
    CachedCredentialsProvider, Credentials, CredentialsError, CredentialsProvider,
    CredentialsResult, impl_cached_provider,
};
use crate::BoxFuture;

/// Provider of temporary credentials of a role, exchanged for other credentials.
///
/// The exchange is the action `AssumeRole` of STS; its result is cached as by
/// [`CachedCredentialsProvider`].
///
/// ```no_run
/// use ecm_client::credentials::{AssumeRoleCredentialsProvider, EnvironmentCredentialsProvider};
///
/// let role = "qcs::cam::uin/100000000001:roleName/deployer";
/// let provider = AssumeRoleCredentialsProvider::builder(EnvironmentCredentialsProvider::new(), role).build();
/// ```
pub struct AssumeRoleCredentialsProvider {
    cached: CachedCredentialsProvider,
}

impl AssumeRoleCredentialsProvider {
    /// Returns a builder for the role with this ARN, which `source` may assume.
    pub fn builder(
        source: impl CredentialsProvider + 'static,
        role_arn: impl Into<String>,
    ) -> AssumeRoleCredentialsProviderBuilder {
        AssumeRoleCredentialsProviderBuilder {
            signer: Box::new(source),
            role_arn: role_arn.into(),
            policy: None,
            external_id: None,
            source: SourceConfig::default(),
            sts: StsConfig::default(),
        }
    }
}

impl_cached_provider!(AssumeRoleCredentialsProvider);

/// Builder of an [`AssumeRoleCredentialsProvider`].
#[must_use]
pub struct AssumeRoleCredentialsProviderBuilder {
    signer: Box<dyn CredentialsProvider>,
    role_arn: String,
    policy: Option<String>,
    external_id: Option<String>,
    source: SourceConfig,
    sts: StsConfig,
}

impl AssumeRoleCredentialsProviderBuilder {
    sts_setters!();

    /// Sets a policy, as JSON text, that limits the session (default: none).
    ///
    /// The session may then do no more than both the role and the policy allow.
    pub fn policy(mut self, json: impl Into<String>) -> Self {
        self.policy = Some(json.into());
        self
    }

    /// Sets the external id that the role's owner requires (default: none).
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// Builds the provider. No request is sent.
    ///
    /// Invalid settings are reported when credentials are first requested.
    #[must_use]
    pub fn build(self) -> AssumeRoleCredentialsProvider {
        let mut request = api::AssumeRoleRequest::new(self.role_arn, self.sts.session_name());
        request.duration_seconds = self.sts.seconds;
        // The service decodes the text once more than it decodes JSON.
        let encoded = |json: String| utf8_percent_encode(&json, NON_ALPHANUMERIC).to_string();
        request.policy = self.policy.map(encoded);
        request.external_id = self.external_id;
        let make_provider = |client| AssumeRoleFetcher { client, request };
        AssumeRoleCredentialsProvider {
            cached: self.sts.cached(self.source, self.signer, make_provider),
        }
    }
}

impl fmt::Debug for AssumeRoleCredentialsProviderBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumeRoleCredentialsProviderBuilder")
            .field("role_arn", &self.role_arn)
            .field("session_name", &self.sts.session_name)
            .finish_non_exhaustive()
    }
}

struct AssumeRoleFetcher {
    client: api::Client,
    request: api::AssumeRoleRequest,
}

impl AssumeRoleFetcher {
    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let answer = self.client.assume_role(&self.request).await;
        let answer = answer.map_err(|error| sts_error(&error))?;
        let answer = readable(answer)?;
        let expires = answer.expired_time.and_then(|seconds| u64::try_from(seconds).ok());
        StsCredentials { credentials: answer.credentials, expires }.into_credentials()
    }
}

impl CredentialsProvider for AssumeRoleFetcher {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(async { self.fetch().await.map(Arc::new) })
    }

    fn origin(&self) -> Option<String> {
        Some(format!("role {}", self.request.role_arn))
    }
}

//! A role that other credentials may assume.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::source::{SourceConfig, source_setters};
use super::sts::{StsConfig, StsCredentials, api::sts as api, sts_setters};
use super::{
    CachedCredentialsProvider, Credentials, CredentialsError, CredentialsProvider,
    CredentialsResult, impl_cached_provider,
};
use crate::BoxFuture;

/// The temporary credentials of a role, for which other credentials are exchanged (`AssumeRoleCredentialsProvider` of
/// STS), kept as [`CachedCredentialsProvider`] keeps them.
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
    /// The role of this description, to be assumed with these credentials.
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

/// Which role is assumed, and how.
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

    /// A policy, as JSON text, that limits the session to less than the role may do.
    pub fn policy(mut self, json: impl Into<String>) -> Self {
        self.policy = Some(json.into());
        self
    }

    /// What the role's owner has agreed on with those who may assume it.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// The provider. Nothing is asked yet; what is wrong with what was given is said when
    /// credentials are asked for.
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

/// What is sent for every exchange.
struct AssumeRoleFetcher {
    client: api::Client,
    request: api::AssumeRoleRequest,
}

impl AssumeRoleFetcher {
    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let answer = self.client.assume_role(&self.request).await;
        let answer = answer.map_err(|error| CredentialsError::new(error.to_string()))?;
        let answer = answer.into_inner();
        let expires = answer.expired_time.and_then(|seconds| u64::try_from(seconds).ok());
        StsCredentials { credentials: answer.credentials, expires }.into_credentials()
    }
}

impl CredentialsProvider for AssumeRoleFetcher {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(async { self.fetch().await.map(Arc::new) })
    }
}

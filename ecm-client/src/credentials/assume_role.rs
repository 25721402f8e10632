//! Credentials of a role that other credentials may assume.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::source::{SourceConfig, source_setters};
use super::sts::{
    SecretSource, StsConfig, StsCredentials, api::sts as api, readable, sts_error, sts_setters,
};
use super::{
    CachedCredentialsProvider, Credentials, CredentialsError, CredentialsProvider,
    CredentialsResult, impl_cached_provider,
};
use crate::{BoxFuture, Secret};

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
            tags: Vec::new(),
            source_identity: None,
            mfa: None,
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
    tags: Vec<api::Tag>,
    source_identity: Option<String>,
    mfa: Option<MfaDevice>,
    source: SourceConfig,
    sts: StsConfig,
}

/// Device of multi-factor authentication, and a function that asks for what it shows.
#[derive(Clone)]
struct MfaDevice {
    serial_number: String,
    token_code: SecretSource,
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

    /// Adds a tag to the session (default: none; at most 50).
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.push(api::Tag::new(key, value));
        self
    }

    /// Names the user behind the session, for the account's logs (default: none).
    pub fn source_identity(mut self, identity: impl Into<String>) -> Self {
        self.source_identity = Some(identity.into());
        self
    }

    /// Sends a code of multi-factor authentication along (default: none).
    ///
    /// The device is named as `qcs::cam:uin/ACCOUNT::mfa/softToken`. A code is good for one exchange, so
    /// `token_code` is called before each, on a thread that may block: it can ask a user.
    pub fn mfa(
        mut self,
        serial_number: impl Into<String>,
        token_code: impl Fn() -> Result<Secret, CredentialsError> + Send + Sync + 'static,
    ) -> Self {
        let token_code = SecretSource::new(token_code);
        self.mfa = Some(MfaDevice { serial_number: serial_number.into(), token_code });
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
        request.tags = (!self.tags.is_empty()).then_some(self.tags);
        request.source_identity = self.source_identity;
        request.serial_number = self.mfa.as_ref().map(|device| device.serial_number.clone());
        let token_code = self.mfa.map(|device| device.token_code);
        let make_provider = |client| AssumeRoleFetcher { client, request, token_code };
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
    token_code: Option<SecretSource>,
}

impl AssumeRoleFetcher {
    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let mut request = self.request.clone();
        if let Some(token_code) = &self.token_code {
            request.token_code = Some(token_code.get().await?);
        }
        let answer = self.client.assume_role(&request).await;
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

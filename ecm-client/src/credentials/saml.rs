//! Credentials of a role for the assertion of a SAML identity provider.

use std::fmt;
use std::sync::Arc;

use super::source::{SourceConfig, source_setters};
use super::sts::{
    SecretSource, StsConfig, StsCredentials, api::sts as api, readable, sts_error, sts_setters,
};
use super::{
    CachedCredentialsProvider, Credentials, CredentialsError, CredentialsProvider,
    CredentialsResult, impl_cached_provider,
};
use crate::{BoxFuture, Secret};

/// Provider of temporary credentials of a role, exchanged for an assertion of a SAML identity provider.
///
/// The exchange is the action `AssumeRoleWithSAML` of STS; its result is cached as by
/// [`CachedCredentialsProvider`]. The request is not signed: the assertion proves the identity.
///
/// ```no_run
/// use ecm_client::Secret;
/// use ecm_client::credentials::{CredentialsError, SamlCredentialsProvider};
///
/// fn assertion() -> Result<Secret, CredentialsError> {
///     let read = std::fs::read_to_string("/run/assertion");
///     let read = read.map_err(|error| CredentialsError::new(format!("the assertion: {error}")))?;
///     Ok(Secret::from(read.trim()))
/// }
///
/// let identity_provider = "qcs::cam::uin/100000000001:saml-provider/company";
/// let role = "qcs::cam::uin/100000000001:roleName/deployer";
/// let provider = SamlCredentialsProvider::builder(identity_provider, role, assertion).build();
/// ```
pub struct SamlCredentialsProvider {
    cached: CachedCredentialsProvider,
}

impl SamlCredentialsProvider {
    /// Returns a builder for this identity provider, this role and a function that gives an assertion.
    ///
    /// Both are ARNs; the assertion is in Base64. It is good for minutes, so `assertion` is called before
    /// each exchange, on a thread that may block.
    pub fn builder(
        principal_arn: impl Into<String>,
        role_arn: impl Into<String>,
        assertion: impl Fn() -> Result<Secret, CredentialsError> + Send + Sync + 'static,
    ) -> SamlCredentialsProviderBuilder {
        SamlCredentialsProviderBuilder {
            principal_arn: principal_arn.into(),
            role_arn: role_arn.into(),
            assertion: SecretSource::new(assertion),
            source: SourceConfig::default(),
            sts: StsConfig::default(),
        }
    }
}

impl_cached_provider!(SamlCredentialsProvider);

/// Builder of a [`SamlCredentialsProvider`].
#[must_use]
pub struct SamlCredentialsProviderBuilder {
    principal_arn: String,
    role_arn: String,
    assertion: SecretSource,
    source: SourceConfig,
    sts: StsConfig,
}

impl SamlCredentialsProviderBuilder {
    sts_setters!();

    /// Builds the provider. Nothing is read or sent.
    ///
    /// Invalid settings are reported when credentials are first requested.
    #[must_use]
    pub fn build(self) -> SamlCredentialsProvider {
        let (principal_arn, role_arn, assertion) =
            (self.principal_arn, self.role_arn, self.assertion);
        let (session_name, seconds) = (self.sts.session_name(), self.sts.seconds);
        let make_provider = |client| SamlFetcher {
            client,
            principal_arn,
            role_arn,
            assertion,
            session_name,
            seconds,
        };
        // Its requests are not signed.
        let nobody: Result<Credentials, _> = Err(CredentialsError::new("nobody signs this"));
        SamlCredentialsProvider { cached: self.sts.cached(self.source, nobody, make_provider) }
    }
}

impl fmt::Debug for SamlCredentialsProviderBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SamlCredentialsProviderBuilder")
            .field("principal_arn", &self.principal_arn)
            .field("role_arn", &self.role_arn)
            .finish_non_exhaustive()
    }
}

struct SamlFetcher {
    client: api::Client,
    principal_arn: String,
    role_arn: String,
    assertion: SecretSource,
    session_name: String,
    seconds: Option<u64>,
}

impl SamlFetcher {
    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let mut request = api::AssumeRoleWithSamlRequest::new(
            self.assertion.get().await?,
            self.principal_arn.clone(),
            self.role_arn.clone(),
            self.session_name.clone(),
        );
        request.duration_seconds = self.seconds;
        let answer = self.client.assume_role_with_saml(&request).await;
        let answer = readable(answer.map_err(|error| sts_error(&error))?)?;
        StsCredentials { credentials: answer.credentials, expires: answer.expired_time }
            .into_credentials()
    }
}

impl CredentialsProvider for SamlFetcher {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(async { self.fetch().await.map(Arc::new) })
    }

    fn origin(&self) -> Option<String> {
        Some(format!("role {}, for an assertion of {}", self.role_arn, self.principal_arn))
    }
}

//! Credentials of a role for the token of an OpenID Connect provider, as containers have one.

use std::path::PathBuf;
use std::sync::Arc;

use super::source::{SourceConfig, source_setters};
use super::sts::{StsConfig, StsCredentials, api::sts as api, readable, sts_error, sts_setters};
use super::{
    CachedCredentialsProvider, Credentials, CredentialsError, CredentialsProvider,
    CredentialsResult, impl_cached_provider,
};
use crate::environment::Env;
use crate::identity::Origin;
use crate::small_file;
use crate::{BoxFuture, Secret};

const REGION: &str = "TKE_REGION";
const PROVIDER_ID: &str = "TKE_PROVIDER_ID";
const TOKEN_FILE: &str = "TKE_WEB_IDENTITY_TOKEN_FILE";
const ROLE_ARN: &str = "TKE_ROLE_ARN";

/// Provider of temporary credentials of a role, exchanged for an OpenID Connect token.
///
/// The exchange is the action `AssumeRoleWithWebIdentity` of STS; its result is cached as by
/// [`CachedCredentialsProvider`].
///
/// The token is in a file that is read for every exchange, as it is replaced from time to time. The
/// request is not signed: the token proves the identity.
pub struct WebIdentityCredentialsProvider {
    cached: CachedCredentialsProvider,
}

impl WebIdentityCredentialsProvider {
    /// Uses the identity that Tencent Kubernetes Engine gives to the containers of a service
    /// account.
    ///
    /// The environment variables are `TKE_REGION`, `TKE_PROVIDER_ID`, `TKE_WEB_IDENTITY_TOKEN_FILE`
    /// and `TKE_ROLE_ARN`.
    #[must_use]
    pub fn from_env() -> Self {
        Self::from_variables().build()
    }

    /// Returns a builder for the identity in the variables of
    /// [`WebIdentityCredentialsProvider::from_env`].
    pub fn from_variables() -> WebIdentityCredentialsProviderBuilder {
        WebIdentityCredentialsProviderBuilder::new(WebIdentitySource::Env(Env::default()))
    }

    /// Returns a builder for this provider, this role's ARN and the file with the token.
    pub fn builder(
        provider_id: impl Into<String>,
        role_arn: impl Into<String>,
        token_file: impl Into<PathBuf>,
    ) -> WebIdentityCredentialsProviderBuilder {
        WebIdentityCredentialsProviderBuilder::new(WebIdentitySource::Explicit(WebIdentityConfig {
            region: None,
            provider_id: provider_id.into(),
            role_arn: role_arn.into(),
            token_file: token_file.into(),
        }))
    }
}

impl_cached_provider!(WebIdentityCredentialsProvider);

/// Builder of a [`WebIdentityCredentialsProvider`].
#[derive(Debug)]
#[must_use]
pub struct WebIdentityCredentialsProviderBuilder {
    identity_source: WebIdentitySource,
    source: SourceConfig,
    sts: StsConfig,
}

#[derive(Debug)]
enum WebIdentitySource {
    Explicit(WebIdentityConfig),
    Env(Env),
}

#[derive(Clone, Debug)]
struct WebIdentityConfig {
    region: Option<String>,
    provider_id: String,
    role_arn: String,
    token_file: PathBuf,
}

impl WebIdentityCredentialsProviderBuilder {
    fn new(identity_source: WebIdentitySource) -> Self {
        Self { identity_source, source: SourceConfig::default(), sts: StsConfig::default() }
    }

    sts_setters!();

    /// Reads the identity from environment variables by this function.
    ///
    /// An identity that was given to the builder is dropped.
    pub fn variables(
        self,
        lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.env(Env::new(lookup))
    }

    pub(super) fn env(mut self, variables: Env) -> Self {
        self.identity_source = WebIdentitySource::Env(variables);
        self
    }

    /// Builds the provider. Nothing is read or sent.
    ///
    /// Invalid settings are reported when credentials are first requested.
    #[must_use]
    pub fn build(self) -> WebIdentityCredentialsProvider {
        let (session_name, seconds) = (self.sts.session_name(), self.sts.seconds);
        let make_provider = |client| WebIdentityFetcher {
            identity_source: self.identity_source,
            client,
            session_name,
            seconds,
            origin: Origin::default(),
        };
        // Its requests are not signed.
        let nobody: Result<Credentials, _> = Err(CredentialsError::new("nobody signs this"));
        WebIdentityCredentialsProvider {
            cached: self.sts.cached(self.source, nobody, make_provider),
        }
    }
}

/// Provider without credentials, for requests that are not signed.
struct WebIdentityFetcher {
    identity_source: WebIdentitySource,
    client: api::Client,
    session_name: String,
    seconds: Option<u64>,
    origin: Origin,
}

impl WebIdentityFetcher {
    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let identity = self.identity_source.identity()?;
        let client = match &identity.region {
            Some(region) => api::Client::new(self.client.core().with_region(region)),
            None => self.client.clone(),
        };
        let token_file = identity.token_file;
        let shown = token_file.display();
        self.origin.set(format!("role {}, for the token in {shown}", identity.role_arn));
        let token = small_file::run_blocking(move || read_token(&token_file)).await?;
        let mut request = api::AssumeRoleWithWebIdentityRequest::new(
            identity.provider_id,
            token,
            identity.role_arn,
            self.session_name.clone(),
        );
        request.duration_seconds =
            self.seconds.map(|seconds| i64::try_from(seconds).unwrap_or(i64::MAX));
        let answer = client.assume_role_with_web_identity(&request).await;
        let answer = answer.map_err(|error| sts_error(&error))?;
        let answer = readable(answer)?;
        StsCredentials { credentials: answer.credentials, expires: answer.expired_time }
            .into_credentials()
    }
}

impl WebIdentitySource {
    fn identity(&self) -> Result<WebIdentityConfig, CredentialsError> {
        let variables = match self {
            Self::Explicit(identity) => return Ok(identity.clone()),
            Self::Env(variables) => variables,
        };
        let names = [REGION, PROVIDER_ID, TOKEN_FILE, ROLE_ARN];
        let mut missing = Vec::new();
        let mut value = |name: &'static str| {
            let value = variables.text(name)?;
            if value.is_none() {
                missing.push(name);
            }
            Ok(value.unwrap_or_default())
        };
        let identity = WebIdentityConfig {
            region: Some(value(REGION)?),
            provider_id: value(PROVIDER_ID)?,
            token_file: PathBuf::from(value(TOKEN_FILE)?),
            role_arn: value(ROLE_ARN)?,
        };
        match missing.len() {
            0 => Ok(identity),
            count if count == names.len() => {
                let problem = format!("{} are not set", names.join(", "));
                Err(CredentialsError::absent(problem))
            }
            _ => {
                let problem =
                    format!("not set: {}; set all four TKE_ variables or none", missing.join(", "));
                Err(CredentialsError::new(problem))
            }
        }
    }
}

/// Blocks.
fn read_token(path: &std::path::Path) -> Result<Secret, CredentialsError> {
    let refused = |problem: &str| {
        CredentialsError::new(format!("the token file {}: {problem}", path.display()))
    };
    let bytes = small_file::read(path).map_err(|error| refused(&error.problem))?;
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| refused("not UTF-8; replace it by the token as text"))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).trim();
    if text.is_empty() {
        Err(refused("empty; write the token to it"))
    } else if text.contains(char::is_whitespace) {
        Err(refused("a blank or a line end within the token; remove it"))
    } else {
        Ok(Secret::from(text))
    }
}

impl CredentialsProvider for WebIdentityFetcher {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(async { self.fetch().await.map(Arc::new) })
    }

    fn origin(&self) -> Option<String> {
        self.origin.get()
    }
}

//! Credentials in environment variables.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::profile::assumed;
use super::{
    AssumeRoleCredentialsProvider, Credentials, CredentialsError, CredentialsProvider,
    CredentialsResult,
};
use crate::environment::Env;
use crate::profile::ProfileRole;
use crate::{BoxFuture, Transport};

const SECRET_ID: &str = "TENCENTCLOUD_SECRET_ID";
const SECRET_KEY: &str = "TENCENTCLOUD_SECRET_KEY";

/// Names of the token, in the vendor's SDKs and in its Terraform provider.
const TOKENS: [&str; 2] = ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN"];

/// Names of a role and of the session, in the vendor's command line.
const ROLE_ARN: &str = "TENCENTCLOUD_ROLE_ARN";
const ROLE_SESSION_NAME: &str = "TENCENTCLOUD_ROLE_SESSION_NAME";

/// Name of a role in the vendor's Terraform provider.
const ASSUME_ROLE_ARN: &str = "TENCENTCLOUD_ASSUME_ROLE_ARN";

/// Provider of a key pair from environment variables.
///
/// The key pair is in `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY`, the token of a
/// temporary one in `TENCENTCLOUD_TOKEN` or `TENCENTCLOUD_SECURITY_TOKEN`. Where `TENCENTCLOUD_ROLE_ARN` and
/// `TENCENTCLOUD_ROLE_SESSION_NAME` are set as well, STS exchanges the pair for credentials of that role.
///
/// An empty variable counts as unset. One half without the other is an error, and a chain does not
/// go on to its next source: whoever sets one half means to sign with it. So are a token without a key
/// pair, two tokens that differ, a role without the name of a session, a role and a session without a key
/// pair, and a blank or a line end in a value. Where `TENCENTCLOUD_ASSUME_ROLE_ARN` is set beside the key
/// pair, another program signs as that role, and it is an error unless
/// [`EnvironmentCredentialsProvider::ignore_role`] says that it is dealt with elsewhere.
#[derive(Clone, Debug, Default)]
pub struct EnvironmentCredentialsProvider {
    variables: Env,
    ignores_role: bool,
    exchange: Arc<RoleExchange>,
}

/// Exchange of the pair for credentials of a role.
#[derive(Default)]
struct RoleExchange {
    provider: Mutex<Option<(ProfileRole, Arc<AssumeRoleCredentialsProvider>)>>,
    transport: OnceLock<Arc<dyn Transport>>,
    endpoint: Option<String>,
}

impl EnvironmentCredentialsProvider {
    /// Reads the environment of the process at each use.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads variables by this function instead, such as from a map in a test.
    #[must_use]
    pub fn with_variables(lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self { variables: Env::new(lookup), ..Self::default() }
    }

    pub(super) fn with_env(variables: Env, sts_endpoint: Option<String>) -> Self {
        let exchange = RoleExchange { endpoint: sts_endpoint, ..RoleExchange::default() };
        Self { variables, ignores_role: false, exchange: Arc::new(exchange) }
    }

    /// Gives the key pair itself where a variable names a role (default: the role signs).
    ///
    /// For a program that assumes the role by [`AssumeRoleCredentialsProvider`].
    ///
    /// [`AssumeRoleCredentialsProvider`]: crate::credentials::AssumeRoleCredentialsProvider
    #[must_use]
    pub fn ignore_role(mut self) -> Self {
        self.ignores_role = true;
        self
    }

    /// Reads the pair and the role that it is exchanged for.
    pub(super) fn read(&self) -> Result<(Credentials, Option<ProfileRole>), CredentialsError> {
        let id = self.variables.secret(SECRET_ID)?;
        let key = self.variables.secret(SECRET_KEY)?;
        let token = self.token()?;
        let (id, key) = match (id, key) {
            (Some(id), Some(key)) => (id, key),
            (None, None) => {
                return Err(match token {
                    Some((name, _)) => CredentialsError::new(format!(
                        "{name} is set, but {SECRET_ID} and {SECRET_KEY} are not; set all three or none"
                    )),
                    None => self.no_pair(),
                });
            }
            (Some(_), None) => return Err(missing_half(SECRET_KEY, SECRET_ID)),
            (None, Some(_)) => return Err(missing_half(SECRET_ID, SECRET_KEY)),
        };
        let pair = Credentials::new(id, key);
        let pair = match token {
            Some((_, token)) => pair.with_token(token),
            None => pair,
        };
        Ok((pair, self.role()?))
    }

    /// Error where nothing is set.
    fn no_pair(&self) -> CredentialsError {
        let problem = format!("{SECRET_ID} and {SECRET_KEY} are not set");
        let is_set = |name| self.variables.text(name).is_ok_and(|value| value.is_some());
        match !self.ignores_role && is_set(ROLE_ARN) && is_set(ROLE_SESSION_NAME) {
            // `tccli` signs as the role then, with keys from elsewhere.
            true => CredentialsError::new(format!(
                "{ROLE_ARN} and {ROLE_SESSION_NAME} are set, but {problem}; set them, or name the role \
                 in a profile"
            )),
            false => CredentialsError::absent(problem),
        }
    }

    /// Returns the token, with the name of its variable.
    fn token(&self) -> Result<Option<(&'static str, String)>, CredentialsError> {
        let [first, second] = TOKENS;
        match (self.variables.secret(first)?, self.variables.secret(second)?) {
            (Some(one), Some(other)) if one != other => Err(CredentialsError::new(format!(
                "{first} and {second} are both set, and differ; unset one"
            ))),
            (Some(token), _) => Ok(Some((first, token))),
            (None, token) => Ok(token.map(|token| (second, token))),
        }
    }

    fn role(&self) -> Result<Option<ProfileRole>, CredentialsError> {
        if self.ignores_role {
            return Ok(None);
        }
        if self.variables.text(ASSUME_ROLE_ARN)?.is_some() {
            return Err(CredentialsError::new(format!(
                "{ASSUME_ROLE_ARN} is set, and the key pair of the environment would sign as itself; unset \
                 it, or set {ROLE_ARN} and {ROLE_SESSION_NAME}"
            )));
        }
        match (self.variables.text(ROLE_ARN)?, self.variables.text(ROLE_SESSION_NAME)?) {
            (Some(arn), Some(name)) => {
                Ok(Some(ProfileRole { arn, session_name: Some(name), external_id: None }))
            }
            (Some(_), None) => Err(missing_half(ROLE_SESSION_NAME, ROLE_ARN)),
            (None, _) => Ok(None),
        }
    }

    /// Provider of the role's credentials, the same one as long as the role is.
    fn provider_of(&self, role: ProfileRole) -> Arc<AssumeRoleCredentialsProvider> {
        let mut cached = self.exchange.provider.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, provider)) = &*cached
            && *of == role
        {
            return Arc::clone(provider);
        }
        let variables = self.variables.clone();
        let pair = Self { variables, ignores_role: true, exchange: Arc::default() };
        let provider = assumed(Box::new(pair), role.clone(), self.exchange.endpoint.clone());
        if let Some(transport) = self.exchange.transport.get() {
            provider.use_transport(transport);
        }
        let provider = Arc::new(provider);
        *cached = Some((role, Arc::clone(&provider)));
        provider
    }
}

impl fmt::Debug for RoleExchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RoleExchange")
    }
}

fn missing_half(missing: &str, there: &str) -> CredentialsError {
    CredentialsError::new(format!("{there} is set, but {missing} is not; set both or neither"))
}

impl CredentialsProvider for EnvironmentCredentialsProvider {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(async {
            match self.read()? {
                (pair, None) => Ok(Arc::new(pair)),
                (_, Some(role)) => self.provider_of(role).credentials().await,
            }
        })
    }

    fn refresh<'a>(&'a self, rejected: &'a Credentials) -> BoxFuture<'a, CredentialsResult> {
        Box::pin(async {
            match self.read()? {
                (pair, None) => Ok(Arc::new(pair)),
                (_, Some(role)) => self.provider_of(role).refresh(rejected).await,
            }
        })
    }

    fn use_transport(&self, transport: &Arc<dyn Transport>) {
        let _ = self.exchange.transport.set(Arc::clone(transport));
    }

    fn origin(&self) -> Option<String> {
        let (_, role) = self.read().ok()?;
        let role = role.map(|role| format!(", as role {}", role.arn)).unwrap_or_default();
        Some(format!("{SECRET_ID} and {SECRET_KEY}{role}"))
    }
}

#[cfg(test)]
mod tests;

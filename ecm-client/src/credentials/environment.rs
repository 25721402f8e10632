//! Credentials in environment variables.

use std::future::ready;
use std::sync::Arc;

use super::{Credentials, CredentialsError, CredentialsProvider, CredentialsResult};
use crate::BoxFuture;
use crate::environment::Env;

const SECRET_ID: &str = "TENCENTCLOUD_SECRET_ID";
const SECRET_KEY: &str = "TENCENTCLOUD_SECRET_KEY";

/// Names of the token, in the vendor's SDKs and in its Terraform provider.
const TOKENS: [&str; 2] = ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN"];

/// Names of a role to exchange the key pair for, in the vendor's command line and Terraform provider.
const ROLES: [&str; 2] = ["TENCENTCLOUD_ROLE_ARN", "TENCENTCLOUD_ASSUME_ROLE_ARN"];

/// Provider of a key pair from environment variables.
///
/// The key pair is in `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY`, the token of a
/// temporary one in `TENCENTCLOUD_TOKEN` or `TENCENTCLOUD_SECURITY_TOKEN`.
///
/// An empty variable counts as unset. One half without the other is an error, and a chain does not
/// go on to its next source: whoever sets one half means to sign with it. So are a token without a key
/// pair, two tokens that differ, and a blank or a line end in a value. Where
/// `TENCENTCLOUD_ROLE_ARN` or `TENCENTCLOUD_ASSUME_ROLE_ARN` is set beside the key pair, other programs
/// sign as that role, and it is an error unless [`EnvironmentCredentialsProvider::ignore_role`] says that
/// it is dealt with elsewhere.
#[derive(Clone, Debug, Default)]
pub struct EnvironmentCredentialsProvider {
    variables: Env,
    ignores_role: bool,
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
        Self { variables: Env::new(lookup), ignores_role: false }
    }

    /// Gives the key pair itself where a variable names a role (default: an error).
    ///
    /// For a program that assumes the role by [`AssumeRoleCredentialsProvider`].
    ///
    /// [`AssumeRoleCredentialsProvider`]: crate::credentials::AssumeRoleCredentialsProvider
    #[must_use]
    pub fn ignore_role(mut self) -> Self {
        self.ignores_role = true;
        self
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
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
                    None => CredentialsError::absent(format!(
                        "{SECRET_ID} and {SECRET_KEY} are not set"
                    )),
                });
            }
            (Some(_), None) => return Err(missing_half(SECRET_KEY, SECRET_ID)),
            (None, Some(_)) => return Err(missing_half(SECRET_ID, SECRET_KEY)),
        };
        self.check_role()?;
        let pair = Credentials::new(id, key);
        Ok(match token {
            Some((_, token)) => pair.with_token(token),
            None => pair,
        })
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

    fn check_role(&self) -> Result<(), CredentialsError> {
        for name in ROLES.into_iter().filter(|_| !self.ignores_role) {
            if self.variables.text(name)?.is_some() {
                return Err(CredentialsError::new(format!(
                    "{name} is set, and the key pair of the environment would sign as itself; unset it, \
                     or assume the role by `AssumeRoleCredentialsProvider`"
                )));
            }
        }
        Ok(())
    }
}

fn missing_half(missing: &str, there: &str) -> CredentialsError {
    CredentialsError::new(format!("{there} is set, but {missing} is not; set both or neither"))
}

impl CredentialsProvider for EnvironmentCredentialsProvider {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(ready(self.read().map(Arc::new)))
    }
}

#[cfg(test)]
mod tests;

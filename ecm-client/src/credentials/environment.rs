//! Credentials in environment variables.

use std::future::ready;
use std::sync::Arc;

use super::{Credentials, CredentialsError, CredentialsProvider, CredentialsResult};
use crate::BoxFuture;
use crate::environment::Env;

const SECRET_ID: &str = "TENCENTCLOUD_SECRET_ID";
const SECRET_KEY: &str = "TENCENTCLOUD_SECRET_KEY";
const TOKEN: &str = "TENCENTCLOUD_TOKEN";

/// Provider of a key pair from environment variables.
///
/// The key pair is in `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY`, the token of a
/// temporary one in `TENCENTCLOUD_TOKEN`.
///
/// An empty variable counts as unset. One half without the other is an error, and a chain does not
/// go on to its next source: whoever sets one half means to sign with it.
#[derive(Clone, Debug, Default)]
pub struct EnvironmentCredentialsProvider {
    variables: Env,
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
        Self { variables: Env::new(lookup) }
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let id = self.variables.text(SECRET_ID)?;
        let key = self.variables.text(SECRET_KEY)?;
        let (id, key) = match (id, key) {
            (Some(id), Some(key)) => (id, key),
            (None, None) => {
                let problem = format!("{SECRET_ID} and {SECRET_KEY} are not set");
                return Err(CredentialsError::absent(problem));
            }
            (Some(_), None) => return Err(missing_half(SECRET_KEY, SECRET_ID)),
            (None, Some(_)) => return Err(missing_half(SECRET_ID, SECRET_KEY)),
        };
        let pair = Credentials::new(id, key);
        Ok(match self.variables.text(TOKEN)? {
            Some(token) => pair.with_token(token),
            None => pair,
        })
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

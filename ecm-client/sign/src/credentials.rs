//! Key pairs.

use std::fmt;
use std::time::SystemTime;

use crate::{REDACTED, Secret};

/// Key pair, with the token that belongs to a temporary one.
///
/// Both halves and the token are shown as `[redacted]`: the secret id is half of a leak.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    secret_id: String,
    secret_key: Secret,
    token: Option<Secret>,
    expires: Option<SystemTime>,
}

impl Credentials {
    /// Creates a permanent key pair.
    #[must_use]
    pub fn new(secret_id: impl Into<String>, secret_key: impl Into<Secret>) -> Self {
        Self {
            secret_id: secret_id.into(),
            secret_key: secret_key.into(),
            token: None,
            expires: None,
        }
    }

    /// Adds the token of a temporary session.
    #[must_use]
    pub fn with_token(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Sets the time of expiry (default: none).
    ///
    /// A signature does not depend on it; a provider renews the credentials in time.
    #[must_use]
    pub fn with_expiry(mut self, at: SystemTime) -> Self {
        self.expires = Some(at);
        self
    }

    /// Returns the public half of the key pair.
    pub fn secret_id(&self) -> &str {
        &self.secret_id
    }

    /// Returns the secret half of the key pair.
    pub fn secret_key(&self) -> &Secret {
        &self.secret_key
    }

    /// Returns the token of a temporary session.
    pub fn token(&self) -> Option<&Secret> {
        self.token.as_ref()
    }

    /// Returns the time of expiry; `None` if it is unknown or they never expire.
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expires
    }

    /// Returns the problem that keeps them from signing; `None` if there is none.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        // What a variable of the environment that is set to nothing looks like.
        match (self.secret_id.is_empty(), self.secret_key.expose().is_empty()) {
            (true, _) => Some("the secret id is empty; check the source that it comes from"),
            (_, true) => Some("the secret key is empty; check the source that it comes from"),
            _ => None,
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("secret_id", &format_args!("{REDACTED}"))
            .field("secret_key", &self.secret_key)
            .field("token", &self.token)
            .field("expires", &self.expires)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_neither_half_nor_the_token() {
        let credentials = Credentials::new("AKIDpublic", "secret-key").with_token("the-token");
        let shown = format!("{credentials:?} {credentials:#?}");
        for part in ["AKIDpublic", "secret-key", "the-token"] {
            assert!(!shown.contains(part), "{shown}");
        }
        assert_eq!(credentials.secret_id(), "AKIDpublic");
        assert_eq!(credentials.token().map(Secret::expose), Some("the-token"));
    }
}

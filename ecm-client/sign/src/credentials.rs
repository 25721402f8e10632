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
    ///
    /// Neither half may be empty or have a blank or a line end in it; nor may the token. What signs with
    /// them refuses those.
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

    /// Returns true if secret id and token are the same.
    ///
    /// What was refused with the one is then refused with the other as well.
    #[must_use]
    pub fn is_same_session(&self, other: &Self) -> bool {
        self.secret_id == other.secret_id && self.token == other.token
    }

    /// Returns true if they sign alike, whenever they expire.
    #[must_use]
    pub fn signs_like(&self, other: &Self) -> bool {
        self.is_same_session(other) && self.secret_key == other.secret_key
    }

    /// Returns the problem that keeps them from signing; `None` if there is none.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        let token = self.token.as_ref().map(|token| ("token", token.expose()));
        [("secret id", &*self.secret_id), ("secret key", self.secret_key.expose())]
            .into_iter()
            .chain(token)
            .find_map(|(name, text)| {
                let problem = text_problem(text)?;
                Some(format!("the {name} {problem}; check the source that it comes from"))
            })
    }
}

/// Problem of a part of credentials, as what follows its name. Read from a file as a whole, a key has
/// a line end behind it, and a signature with that is refused as if the key were wrong.
#[doc(hidden)]
#[must_use]
pub fn text_problem(text: &str) -> Option<&'static str> {
    let is_blank = |char: char| char.is_whitespace() || char.is_control();
    match text {
        // What a variable of the environment that is set to nothing looks like.
        "" => Some("is empty"),
        _ if text.contains('\u{FEFF}') => Some("has a byte order mark in it"),
        _ if text.contains(is_blank) => Some("has a blank or a line end in it"),
        _ => None,
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

    #[test]
    fn what_is_no_key_is_refused_by_its_name() {
        let good = || Credentials::new("AKIDpublic", "secret-key");
        assert_eq!(good().with_token("the-token").problem(), None);
        for (credentials, expected) in [
            (Credentials::new("", "hunter2"), "the secret id is empty"),
            (Credentials::new("id", ""), "the secret key is empty"),
            (good().with_token(""), "the token is empty"),
            (Credentials::new("id", "hunter2\n"), "the secret key has a blank or a line end in it"),
            (Credentials::new(" id", "hunter2"), "the secret id has a blank or a line end in it"),
            (Credentials::new("id\r", "hunter2"), "the secret id has a blank or a line end in it"),
            (good().with_token("hunter2\t3"), "the token has a blank or a line end in it"),
            (
                Credentials::new("\u{FEFF}id", "hunter2"),
                "the secret id has a byte order mark in it",
            ),
        ] {
            let expected = format!("{expected}; check the source that it comes from");
            assert_eq!(credentials.problem(), Some(expected));
        }
    }

    #[test]
    fn an_expiry_makes_no_other_credentials_and_a_key_no_other_session() {
        let one = Credentials::new("id", "key").with_token("token");
        let renewed = one.clone().with_expiry(SystemTime::UNIX_EPOCH);
        assert!(one.signs_like(&renewed) && one.is_same_session(&renewed));
        let other_key = Credentials::new("id", "other").with_token("token");
        assert!(!one.signs_like(&other_key) && one.is_same_session(&other_key));
        for other in [
            Credentials::new("other", "key").with_token("token"),
            Credentials::new("id", "key").with_token("other"),
            Credentials::new("id", "key"),
        ] {
            assert!(!one.signs_like(&other) && !one.is_same_session(&other), "{other:?}");
        }
    }
}

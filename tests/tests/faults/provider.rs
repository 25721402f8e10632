//! Credentials that change.

use std::future::{pending, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ecm_client::{BoxFuture, Credentials, CredentialsError, CredentialsProvider};
use ecm_tests::secrets::{SECRET_ID, SECRET_KEY, TOKEN};

/// What the provider has once all is right again.
pub const LAST: &str = TOKEN;

/// What comes of asking for other credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// The right ones.
    Right,
    /// Others that are wrong as well.
    Wrong,
    /// The same again.
    Same,
    /// None.
    Fails,
    /// Nothing, ever.
    Hangs,
    /// There are none in the first place.
    NoneAtAll,
    /// Nor does anybody say so.
    NeverAny,
}

/// Gives an old token first, and from the second call on the right one.
pub struct Provider {
    refresh: Refresh,
    called: AtomicBool,
    right: AtomicBool,
}

type Given<'a> = BoxFuture<'a, Result<Arc<Credentials>, CredentialsError>>;

fn with_token(token: &str) -> Arc<Credentials> {
    Arc::new(Credentials::new(SECRET_ID, SECRET_KEY).with_token(token))
}

fn given(token: &str) -> Given<'static> {
    Box::pin(ready(Ok(with_token(token))))
}

fn refused() -> Given<'static> {
    Box::pin(ready(Err(CredentialsError::new("the vault is closed"))))
}

impl Provider {
    pub fn new(refresh: Refresh) -> Self {
        Self { refresh, called: AtomicBool::new(false), right: AtomicBool::new(false) }
    }
}

impl CredentialsProvider for Provider {
    fn credentials(&self) -> Given<'_> {
        if self.right.load(Ordering::Relaxed) || self.called.swap(true, Ordering::Relaxed) {
            return given(TOKEN);
        }
        match self.refresh {
            Refresh::NoneAtAll => refused(),
            Refresh::NeverAny => Box::pin(pending()),
            _ => given("an-old-token"),
        }
    }

    fn refresh<'a>(&'a self, _: &'a Credentials) -> Given<'a> {
        match self.refresh {
            Refresh::Wrong => given("another-old-token"),
            Refresh::Same => given("an-old-token"),
            Refresh::Hangs => Box::pin(pending()),
            Refresh::Fails => refused(),
            Refresh::Right | Refresh::NoneAtAll | Refresh::NeverAny => {
                self.right.store(true, Ordering::Relaxed);
                given(TOKEN)
            }
        }
    }
}

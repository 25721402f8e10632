//! Hook before each attempt of a call.

use std::error::Error;
use std::time::SystemTime;

use crate::BoxFuture;

/// Attempt that is about to be signed and sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlannedAttempt<'a> {
    /// Name of the action, such as `RunInstances`.
    pub action: &'a str,
    /// Host and port that it is sent to.
    pub host: &'a str,
    /// Time that it is signed with, in seconds since 1970, by the service's clock as far as that is known.
    pub signing_time: i64,
    /// Secret id that signs it; `None` for an action that is sent unsigned.
    pub secret_id: Option<&'a str>,
}

/// Hook that is asked before each attempt of a call, retries included.
///
/// It can write down what is about to happen: the service refuses a signature that is older than 300 s, so
/// a request that was signed at a time which is known cannot be carried out for ever. The attempt is signed with
/// exactly the time that the hook was given, however long the hook takes.
///
/// The time for the call goes on while the hook is awaited. When it is over, the hook is dropped and nothing
/// is sent.
pub trait AttemptHook: Send + Sync {
    /// Allows an attempt, or ends the call with an error.
    ///
    /// The call then has the outcome [`NotSent`](crate::Outcome::NotSent), or that of the attempt before. The message
    /// of the error becomes part of the call's error and must not hold secrets.
    fn before_attempt<'a>(
        &'a self,
        attempt: PlannedAttempt<'a>,
    ) -> BoxFuture<'a, Result<(), Box<dyn Error + Send + Sync>>>;

    /// Receives the `Date` of an HTTP response, of whatever kind, as soon as it is there.
    fn on_date(&self, _date: SystemTime) {}
}

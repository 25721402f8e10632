//! What an action does to the world, and what trying again would do.

/// What sending a request a second time would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Changes nothing.
    Read,
    /// A second run leaves the same state as the first.
    Idempotent,
    /// A second run does it a second time: another machine, another bill.
    Create,
}

/// Whether and when sending a request again can help.
///
/// This is advice about the failure. Whether the *action* may be sent again is for its [`Effect`]
/// to say; [`RetryAdvice::IfIdempotent`] is where the two meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryAdvice {
    /// The same request will fail again.
    Never,
    /// The request was not run; wait and send it again.
    AfterBackoff,
    /// It may have been run; only an action that can be repeated may be sent again.
    IfIdempotent,
    /// Sign again, once, with the clock corrected.
    AfterClockCorrection,
    /// Sign again, once, with fresh credentials.
    AfterCredentialRefresh,
}

//! Effect of an action, and advice on sending a request again.

/// Effect of sending a request a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Changes nothing.
    Read,
    /// A second run leaves the same state as the first.
    Idempotent,
    /// A second run does it again: another machine, another bill.
    Create,
}

/// Advice on sending a request again after a failure.
///
/// This is advice about the failure. Whether the *action* may be sent again depends on its
/// [`Effect`]; [`RetryAdvice::IfIdempotent`] is where the two meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryAdvice {
    /// An unchanged request fails again.
    Never,
    /// The request was not executed; wait and send it again.
    AfterBackoff,
    /// The request may have been executed; send it again only if the action is a read or
    /// idempotent.
    IfIdempotent,
    /// Sign and send once more, with the clock corrected by the service's time.
    AfterClockCorrection,
    /// Sign and send once more, with fresh credentials.
    AfterCredentialRefresh,
}

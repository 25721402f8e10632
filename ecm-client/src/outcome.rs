//! Outcome of a call that failed.

/// Knowledge of whether the service can have acted on a call that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Nothing left this machine that the service could have acted on.
    NotSent,
    /// The service answered with an error.
    Rejected,
    /// The request was sent and no valid response came back.
    ///
    /// The service may have carried it out: look before sending a create again.
    Unknown,
}

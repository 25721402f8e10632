//! What is known about a call that failed.

/// What is known about a call that failed: whether the service can have acted on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Nothing left this machine that the service could have acted on.
    NotSent,
    /// The service answered, and refused.
    Rejected,
    /// The request left, and no answer came back that can be believed. It may have been carried
    /// out.
    Unknown,
}

//! Strictness of the checks before a request is sent.

/// Treatment of a request that breaks a rule of the spec.
///
/// An old client outlives a limit that was relaxed since, so checks can be turned down for a client
/// or for one call ([`Client::with_validation_mode`](crate::Client::with_validation_mode)). A
/// request that cannot be sent at all is refused in every mode: a number that is not finite, a
/// missing region where the action needs one, more than 10 MB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValidationMode {
    /// A broken rule of severity [`Severity::Error`] keeps the request from being sent; the
    /// default.
    #[default]
    Strict,
    /// Broken rules are reported with the response; none keeps the request from being sent.
    ///
    /// Names of [extra parameters](crate::Request::extra) that the spec has for fields do.
    Warn,
    /// No rule is checked, and only what cannot be sent is refused.
    Off,
}

/// Certainty of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The service is certain to reject the request.
    Error,
    /// The rule is inferred, or the documentation contradicts itself: reported, never blocking.
    Warn,
}

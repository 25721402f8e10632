//! How strictly requests are checked before they are sent.

/// What happens when a request breaks a rule of the spec.
///
/// An old client outlives a limit that was relaxed since, so checking can be turned down for a
/// client or for one call ([`Client::with_validation_mode`](crate::Client::with_validation_mode)). What cannot be
/// sent at all is refused whatever this says: a number that is not finite, a missing region where the
/// action needs one, more than 10 MB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValidationMode {
    /// A broken rule of severity [`Severity::Error`] keeps the request from being sent.
    #[default]
    Strict,
    /// Every broken rule is reported with the answer; none keeps the request from being sent.
    Warn,
    /// Nothing is checked.
    Off,
}

/// How sure a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The service is sure to refuse.
    Error,
    /// The rule is inferred, or the documentation contradicts itself: reported, never in the way.
    Warn,
}

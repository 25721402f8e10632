//! The error of a text that is no error code.

use std::fmt;

/// Failure to parse a text as one of the error codes of an enum.
///
/// `FromStr` and `Deserialize` of generated error codes give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownErrorCode(pub(crate) String);

impl UnknownErrorCode {
    /// The text.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no error code of this enum", self.0)
    }
}

impl std::error::Error for UnknownErrorCode {}

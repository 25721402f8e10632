//! Fields of an answer that the spec does not know.

use std::fmt;

/// Field of an answer that the spec does not know, because the service is newer.
///
/// Nobody knows whether its value is a secret: `Debug` shows the path alone.
#[derive(Clone, PartialEq, Eq)]
pub struct ExtraField {
    pub(crate) path: String,
    pub(crate) json: String,
}

impl ExtraField {
    /// Returns the path of the field, such as `A[3].New`.
    ///
    /// It consists of names as they are sent and of indices that count from 0.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the value as JSON, as the service wrote it.
    ///
    /// Bytes that are no UTF-8 are replaced.
    pub fn json(&self) -> &str {
        &self.json
    }
}

impl fmt::Debug for ExtraField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExtraField").field("path", &self.path).finish_non_exhaustive()
    }
}

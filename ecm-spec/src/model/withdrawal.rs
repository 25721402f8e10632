//! Actions that the service no longer has.

use super::Action;

/// Reason that marks an action as gone from the service's metadata; it ends `deprecated`.
pub const GONE_ACTION: &str = "This action is gone from the service's metadata.";

/// Reason that marks an action as offline in the service's metadata; it ends `deprecated`.
pub const OFFLINE_ACTION: &str = "The service no longer offers this action.";

impl Action {
    /// Tells whether the spec says that the service refuses every call of it.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        let reason = self.deprecated.as_deref().unwrap_or_default();
        reason.ends_with(GONE_ACTION) || reason.ends_with(OFFLINE_ACTION)
    }
}

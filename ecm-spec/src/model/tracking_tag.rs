//! Tags by which the resources that a request created are found again.

use super::{ActionId, Path, TypeId};

/// Tag of a request that creates, and the look-up of the resources that it created.
///
/// In both JSON texts `{key}` and `{value}` stand for the tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackingTag {
    /// JSON object that is put into the request.
    pub put: String,
    /// Type of the record in the request that the value of the tag is put into.
    pub tagged: TypeId,
    /// Action that looks up; it only reads and has pagination.
    pub look_up: ActionId,
    /// JSON object that is put into the request of the look-up.
    pub with: String,
    /// Id in an item of its list.
    pub id: Path,
    /// Time at which an item was created, as a text with or without an offset from UTC.
    pub created: Option<Path>,
    /// Beginnings of keys that the service reserves for itself, in lower case.
    pub reserved_prefixes: Vec<String>,
}

impl TrackingTag {
    /// Tells that a key is empty or reserved for the service itself, in capitals or not.
    #[must_use]
    pub fn is_reserved(&self, key: &str) -> bool {
        let key = key.to_lowercase();
        key.is_empty() || self.reserved_prefixes.iter().any(|prefix| key.starts_with(&**prefix))
    }
}

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
}

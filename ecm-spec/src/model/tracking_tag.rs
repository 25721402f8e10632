//! Tags by which what a request created is found again.

use super::{ActionId, Path};

/// How a request of an action that creates is marked, and how what it created is looked up.
///
/// In both texts `{key}` and `{value}` stand for the mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackingTag {
    /// What is put into the request: a JSON object.
    pub put: String,
    /// The action that looks up. It only reads, and its list comes in pages.
    pub look_up: ActionId,
    /// What it is asked with: a JSON object.
    pub with: String,
    /// The id in an item of its list.
    pub id: Path,
}

//! How what an action created is found again.

use super::rule::FieldPath;

/// How a request is marked, and how what it created is looked up. In both texts `{key}` and
/// `{value}` stand for the mark.
#[derive(Debug)]
pub struct TrackingTagTable {
    /// What is put into the request, as a JSON object.
    pub request: &'static str,
    /// What is looked up with, as a JSON object.
    pub lookup: &'static str,
    /// The id in an item of the list that is looked up in.
    pub id: FieldPath,
}

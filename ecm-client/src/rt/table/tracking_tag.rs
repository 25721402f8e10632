//! Table of a tracking tag.

use super::rule::FieldPath;

/// Fields that tag a request and find what it created. In templates, `{key}` and `{value}` are the
/// tag.
#[derive(Debug)]
pub struct TrackingTagTable {
    /// Fields that are merged into the request: a template of a JSON object.
    pub request: &'static str,
    /// Fields of the request that looks up the tag: a template of a JSON object.
    pub lookup: &'static str,
    /// Path of the id in an item of the list that is looked up in.
    pub id: FieldPath,
    /// Fields of an item that have tags.
    pub tags: &'static [usize],
}

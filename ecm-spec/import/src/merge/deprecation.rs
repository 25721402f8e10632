//! The key `deprecated`, which the import and people share.
//!
//! One of the import's own texts is replaced as the metadata requires; any other text is kept.

use crate::document::{Container, Value};
use crate::facts::{DEPRECATED, OFFLINE};

pub(super) const DISABLED: &str = "The service has disabled this field.";
pub(super) const GONE_FIELD: &str = "This field is gone from the service's metadata.";
pub(super) const GONE_ACTION: &str = "This action is gone from the service's metadata.";

/// The keys of actions and fields behind which it is placed.
const AFTER: &[&str] = &[
    "type",
    "name",
    "required",
    "nullable",
    "always_returned",
    "secret",
    "request",
    "response",
    "effect",
    "region",
    "rate_limit",
    "errors",
];

const OURS: &[&str] = &[DEPRECATED, OFFLINE, DISABLED, GONE_FIELD, GONE_ACTION];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkChange {
    Unchanged,
    /// The mark is new or has a new text.
    Set,
    Cleared,
    /// Somebody has written another text, which stays.
    Foreign,
}

/// Sets the mark of an action or a field as the metadata requires.
pub(super) fn set(owner: &mut Container, mark: Option<&str>) -> MarkChange {
    let present = owner.text("deprecated");
    match (present.as_deref(), mark) {
        (None, None) => MarkChange::Unchanged,
        (Some(present), Some(mark)) if present == mark => MarkChange::Unchanged,
        (Some(present), _) if !OURS.contains(&present) => MarkChange::Foreign,
        (_, Some(mark)) => {
            owner.set("deprecated", Value::text(mark), AFTER);
            MarkChange::Set
        }
        (Some(_), None) => {
            owner.remove("deprecated");
            MarkChange::Cleared
        }
    }
}

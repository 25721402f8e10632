//! The mark `deprecated`, which the metadata and people share: a text of ours belongs to the
//! metadata, any other to whoever wrote it.

use crate::document::{Container, Value};
use crate::facts::{DEPRECATED, OFFLINE};

pub(super) const DISABLED: &str = "The service has disabled this field.";
pub(super) const GONE_FIELD: &str = "This field is gone from the service's metadata.";
pub(super) const GONE_ACTION: &str = "This action is gone from the service's metadata.";

/// The keys of actions and fields behind which the mark stands.
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

/// What became of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkChange {
    /// It says what it said.
    Unchanged,
    /// It says something that it did not say.
    Set,
    /// It is no longer there.
    Cleared,
    /// Somebody has written another one, which stays.
    Foreign,
}

/// Gives an action or a field the mark that the metadata means.
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

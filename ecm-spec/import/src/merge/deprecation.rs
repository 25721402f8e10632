//! The key `deprecated`, which the import and people share.
//!
//! One of the import's own texts is replaced as the metadata requires; any other text is kept.

use crate::document::{Container, Value};
use crate::facts::DEPRECATED;
use ecm_spec::model::{GONE_ACTION, OFFLINE_ACTION};

pub(super) const DISABLED: &str = "The service has disabled this field.";
pub(super) const GONE_FIELD: &str = "This field is gone from the service's metadata.";

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

const OURS: &[&str] = &[DEPRECATED, OFFLINE_ACTION, DISABLED, GONE_FIELD, GONE_ACTION];

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
        (Some(present), _) if !OURS.contains(&present) => match own_reason(present) {
            Some(reason) => {
                owner.set("deprecated", Value::text(reason), AFTER);
                MarkChange::Cleared
            }
            None => MarkChange::Foreign,
        },
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

/// Marks an action as gone, behind the reason that somebody may have written.
///
/// Without the mark, no comparison of specs could tell that its calls fail.
pub(super) fn set_gone(action: &mut Container) -> MarkChange {
    let present = action.text("deprecated");
    let reason = present.as_deref().filter(|present| !OURS.contains(present));
    let Some(reason) = reason else { return set(action, Some(GONE_ACTION)) };
    if own_reason(reason).is_some() {
        return MarkChange::Unchanged;
    }
    let joint = if reason.ends_with(['.', '!', '?']) { " " } else { JOINT };
    action.set("deprecated", Value::text(&format!("{reason}{joint}{GONE_ACTION}")), AFTER);
    MarkChange::Set
}

/// Separator of the mark from a reason that does not end as a sentence.
const JOINT: &str = " - ";

/// Returns the reason that somebody wrote in front of the mark of an action that is gone.
fn own_reason(text: &str) -> Option<&str> {
    let before = text.strip_suffix(GONE_ACTION)?;
    before.strip_suffix(JOINT).or_else(|| before.strip_suffix(' '))
}

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
pub(super) enum Marked {
    /// It says what it said.
    AsBefore,
    /// It says something that it did not say.
    Anew,
    /// It is no longer there.
    Off,
    /// Somebody has written another one, which stays.
    Otherwise,
}

/// Gives an action or a field the mark that the metadata means.
pub(super) fn set(owner: &mut Container, mark: Option<&str>) -> Marked {
    let present = owner.text("deprecated");
    match (present.as_deref(), mark) {
        (None, None) => Marked::AsBefore,
        (Some(present), Some(mark)) if present == mark => Marked::AsBefore,
        (Some(present), _) if !OURS.contains(&present) => Marked::Otherwise,
        (_, Some(mark)) => {
            owner.set("deprecated", Value::text(mark), AFTER);
            Marked::Anew
        }
        (Some(_), None) => {
            owner.remove("deprecated");
            Marked::Off
        }
    }
}

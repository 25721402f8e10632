//! Every key of the format.

use crate::raw::keys::Keys;

pub(super) const SIMULATION: Keys =
    Keys::new(&["service", "version", "kinds", "actions"], &["$schema", "doc"]);
pub(super) const KIND: Keys = Keys::new(&["record", "id"], &["state", "doc"]);
pub(super) const ACTION: Keys = Keys::new(&[], &["creates", "lists", "changes", "doc"]);
pub(super) const CREATES: Keys = Keys::new(&["kind", "ids"], &[]);
pub(super) const LISTS: Keys =
    Keys::new(&["kind"], &["items", "size", "newest_first", "ids", "unknown_id", "filters"]);
pub(super) const FILTERS: Keys = Keys::new(&["list", "name", "values", "by"], &["unknown_filter"]);
pub(super) const FILTER: Keys = Keys::new(&["field"], &["match", "key"]);
pub(super) const CHANGES: Keys =
    Keys::new(&["kind", "ids", "unknown_id"], &["from", "wrong_state"]);
/// What a record becomes, beside the keys of the object that says so.
pub(super) const PHASE: Keys = Keys::new(&[], &["state", "set", "then", "removed"]);
pub(super) const THEN: Keys = Keys::new(&["after_seconds"], &[]);
pub(super) const SOURCE: Keys = Keys::new(&[], &["from", "otherwise", "value", "now"]);

/// Whether a part of a value is enough.
pub(super) const MATCHES: crate::raw::keys::Choices<bool> = &[("whole", false), ("part", true)];

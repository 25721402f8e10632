//! Actions and fields that are no longer in the metadata: deprecated, or removed on request.

use std::collections::BTreeSet;

use super::Merger;
use super::deprecation::{self, GONE_FIELD, MarkChange};
use crate::document::{Container, Entry};
use crate::facts::TypeFacts;
use crate::finding::FindingCode;

/// Kind of a part that is gone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum GoneKind {
    Action,
    Field,
}

impl Merger<'_> {
    pub(super) fn gone_actions(&mut self, actions: &mut Container) {
        let known = self.facts.actions.iter().map(|action| action.wire.as_str()).collect();
        self.gone(actions, "", &known, GoneKind::Action);
    }

    pub(super) fn gone_fields(&mut self, fields: &mut Container, one: &TypeFacts) {
        let known = one.fields.iter().map(|field| field.wire.as_str()).collect();
        self.gone(fields, &format!("{}.", one.key), &known, GoneKind::Field);
    }

    fn gone(&mut self, table: &mut Container, owner: &str, known: &BTreeSet<&str>, kind: GoneKind) {
        let is_gone = |entry: &&mut Entry| !known.contains(entry.name());
        let mut pruned = Vec::new();
        for entry in table.entries_mut().iter_mut().filter(is_gone) {
            let path = format!("{owner}{}", entry.name());
            let at = entry.at;
            if self.options.prune {
                let (code, message) = match kind {
                    GoneKind::Action => (
                        FindingCode::ActionRemoved,
                        "the service no longer has it, so its calls fail; it is removed",
                    ),
                    GoneKind::Field => {
                        (FindingCode::Removed, "it is no longer in the metadata and is removed")
                    }
                };
                self.found.add(code, path, message).spec(at);
                pruned.push(entry.name().to_owned());
                continue;
            }
            let Some(gone) = entry.value.as_object_mut() else { continue };
            // `true` came from the metadata; a rule with an id did not.
            if gone.get("required").is_some_and(|required| required.is_true()) {
                gone.remove("required");
            }
            let change = match kind {
                GoneKind::Action => deprecation::set_gone(gone),
                GoneKind::Field => deprecation::set(gone, Some(GONE_FIELD)),
            };
            let (code, message) = match (change, kind) {
                (MarkChange::Set, GoneKind::Action) => (
                    FindingCode::ActionGone,
                    "the service no longer has it, so its calls fail; the spec keeps it, deprecated",
                ),
                (MarkChange::Set, GoneKind::Field) => (
                    FindingCode::Gone,
                    "it is no longer in the metadata; the spec keeps it, deprecated",
                ),
                (MarkChange::Foreign, _) => (
                    FindingCode::GoneKept,
                    "it is no longer in the metadata; the spec keeps it, deprecated as before",
                ),
                (MarkChange::Unchanged | MarkChange::Cleared, _) => continue,
            };
            self.found.add(code, path, message).spec(at);
        }
        for name in pruned {
            table.remove(&name);
        }
    }
}

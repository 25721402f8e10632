//! Actions and fields that are no longer in the metadata: deprecated, or removed on request.

use super::Merger;
use super::deprecation::{self, GONE_ACTION, GONE_FIELD, MarkChange};
use crate::document::{Container, Entry};
use crate::facts::TypeFacts;
use crate::finding::FindingCode;

impl Merger<'_> {
    pub(super) fn gone_actions(&mut self, actions: &mut Container) {
        let known = self.facts.actions.iter().map(|action| action.wire.as_str()).collect();
        self.gone(actions, "", &known, GONE_ACTION);
    }

    pub(super) fn gone_fields(&mut self, fields: &mut Container, one: &TypeFacts) {
        let known = one.fields.iter().map(|field| field.wire.as_str()).collect();
        self.gone(fields, &format!("{}.", one.key), &known, GONE_FIELD);
    }

    fn gone(
        &mut self,
        table: &mut Container,
        owner: &str,
        known: &std::collections::BTreeSet<&str>,
        mark: &str,
    ) {
        let is_gone = |entry: &&mut Entry| !known.contains(entry.name());
        let mut pruned = Vec::new();
        for entry in table.entries_mut().iter_mut().filter(is_gone) {
            let path = format!("{owner}{}", entry.name());
            let at = entry.at;
            if self.options.prune {
                let message = "it is no longer in the metadata and is removed";
                self.found.add(FindingCode::Removed, path, message).spec(at);
                pruned.push(entry.name().to_owned());
                continue;
            }
            let Some(gone) = entry.value.as_object_mut() else { continue };
            // `true` came from the metadata; a rule with an id did not.
            if gone.get("required").is_some_and(|required| required.is_true()) {
                gone.remove("required");
            }
            match deprecation::set(gone, Some(mark)) {
                MarkChange::Set => {
                    let message = "it is no longer in the metadata; the spec keeps it, deprecated";
                    self.found.add(FindingCode::Gone, path, message).spec(at);
                }
                MarkChange::Foreign => {
                    let message =
                        "it is no longer in the metadata; the spec keeps it, deprecated as before";
                    self.found.add(FindingCode::GoneKept, path, message).spec(at);
                }
                MarkChange::Unchanged | MarkChange::Cleared => {}
            }
        }
        for name in pruned {
            table.remove(&name);
        }
    }
}

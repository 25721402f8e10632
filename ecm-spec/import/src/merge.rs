//! Merging of facts into a spec.
//!
//! Everything that the metadata defines is taken from it; everything else in the spec is kept,
//! including unknown keys.

mod action;
mod body;
mod deprecation;
mod errors;
mod event_form;
mod events;
mod field;
mod gone;
mod names;
mod pagination;
mod reach;
mod record;

use crate::document::{Container, Document, Entry, Value};
use crate::error_lists::ErrorLists;
use crate::examples::Examples;
use crate::facts::Facts;
use crate::finding::Findings;
use crate::options::{NamePattern, Options};
use ecm_spec::model::Effect;
use reach::Reachable;

#[derive(Clone, Copy)]
pub(crate) struct MergeOptions<'o> {
    /// Effects of actions by name.
    pub(crate) effects: &'o [(NamePattern, Effect)],
    pub(crate) docs: bool,
    pub(crate) prune: bool,
    /// Keeps types and required fields of the spec, because other parts of it depend on them.
    pub(crate) conservative: bool,
    /// Set if the spec is new, so that additions are not reported.
    pub(crate) is_new: bool,
}

impl<'o> MergeOptions<'o> {
    pub(crate) fn new(options: &'o Options, is_new: bool) -> Self {
        let Options { docs, prune, ref effects } = *options;
        Self { effects, docs, prune, conservative: false, is_new }
    }

    /// Returns the effect that was asked for.
    pub(crate) fn effect(&self, action: &str) -> Option<&'static str> {
        let wanted = self.effects.iter().rev().find(|(pattern, _)| pattern.matches(action))?;
        Some(match wanted.1 {
            Effect::Read => "read",
            Effect::Idempotent => "idempotent",
            Effect::Create => "create",
        })
    }

    /// Returns the options that cannot break additions of people.
    pub(crate) fn conservative(self) -> Self {
        Self { prune: false, conservative: true, ..self }
    }
}

/// Published files beside the metadata.
#[derive(Default)]
pub(crate) struct Supplements {
    pub(crate) errors: ErrorLists,
    pub(crate) examples: Examples,
}

struct Merger<'m> {
    facts: &'m Facts,
    supplements: &'m Supplements,
    options: MergeOptions<'m>,
    found: &'m mut Findings,
}

pub(crate) fn merge(
    document: &mut Document,
    facts: &Facts,
    supplements: &Supplements,
    options: MergeOptions<'_>,
    found: &mut Findings,
) {
    let root = &mut document.root;
    let before = Reachable::of(root);
    for key in ["actions", "types", "errors"] {
        if root.object(key).is_none() {
            root.set(key, Value::object([]), &["doc", "actions", "types", "enums"]);
        }
    }
    let mut merge = Merger { facts, supplements, options, found };
    merge.actions(root);
    merge.types(root);
    merge.common_errors(root);
    merge.remove_unreachable(root, &before);
    names::assign(root, merge.found);
    for key in ["types", "errors"] {
        let is_ours = options.is_new || root.entry(key).is_some_and(Entry::is_new);
        if is_ours && root.object(key).is_some_and(|table| table.entries().is_empty()) {
            root.remove(key);
        }
    }
}

/// Inserts an entry in its place if the names are sorted, and otherwise at the end.
fn insert_sorted(table: &mut Container, entry: Entry) {
    let names = table.entries().iter().map(Entry::name);
    let at = match names.is_sorted() {
        true => table.entries().partition_point(|other| other.name() < entry.name()),
        false => table.entries().len(),
    };
    table.insert(at, entry);
}

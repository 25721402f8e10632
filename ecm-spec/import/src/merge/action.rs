//! Merging of actions.

use super::deprecation::{self, MarkChange};
use super::{Merger, insert_sorted, pagination};
use crate::document::{Container, Entry, Value};
use crate::facts::ActionFacts;
use crate::finding::FindingCode;
use crate::{guess, vendor_docs};
use ecm_spec::Span;

/// Key of the mark that nobody has confirmed the effect.
const EFFECT_GUESSED: &str = "effect_guessed";

impl Merger<'_> {
    pub(super) fn actions(&mut self, root: &mut Container) {
        let facts = self.facts;
        let Some(actions) = root.object_mut("actions") else { return };
        self.region_guess(actions);
        for action in &facts.actions {
            match actions.position(&action.wire) {
                Some(at) => {
                    if let Some(entry) = actions.entries_mut().get_mut(at) {
                        self.known_action(entry, action);
                    }
                }
                None => {
                    let entry = Entry::member(&action.wire, self.new_action(action));
                    insert_sorted(actions, entry);
                }
            }
        }
        self.gone_actions(actions);
        for action in &facts.actions {
            self.action_errors(root, action);
        }
    }

    fn known_action(&mut self, entry: &mut Entry, action: &ActionFacts) {
        let at = entry.at;
        let Some(known) = entry.value.as_object_mut() else { return };
        match deprecation::set(known, action.deprecated) {
            MarkChange::Set => {
                let what = action.deprecated.unwrap_or_default();
                self.found
                    .add(FindingCode::Deprecated, &action.wire, what)
                    .spec(at)
                    .metadata(action.at);
            }
            MarkChange::Cleared => {
                let message =
                    "the metadata no longer marks it, so the mark in `deprecated` is removed";
                self.found
                    .add(FindingCode::Restored, &action.wire, message)
                    .spec(at)
                    .metadata(action.at);
            }
            MarkChange::Unchanged | MarkChange::Foreign => {}
        }
        self.unsigned(known, at, action);
        self.known_body(known, at, action);
        self.known_events(known, at, action);
        if let Some(doc) = self.doc(action.doc.as_deref())
            && known.get("doc").is_none()
        {
            known.set("doc", Value::text(&doc), &[]);
        }
        self.known_effect(known, at, action);
    }

    /// Sets the effect that was asked for, which is no guess any more.
    fn known_effect(&mut self, known: &mut Container, at: Option<Span>, action: &ActionFacts) {
        let Some(effect) = self.options.effect(&action.wire) else { return };
        let was_guess = known.remove(EFFECT_GUESSED).is_some();
        let message = match known.text("effect") {
            Some(present) if present != effect => {
                known.set("effect", Value::text(effect), &[]);
                format!("its effect was `{present}` and is `{effect}` now")
            }
            _ if was_guess => format!("its effect `{effect}` is no guess any more"),
            _ => return,
        };
        self.found
            .add(FindingCode::EffectChanged, &action.wire, message)
            .spec(at)
            .metadata(action.at);
    }

    /// Merges the lack of a signature; metadata that does not say keeps it.
    fn unsigned(&mut self, known: &mut Container, at: Option<Span>, action: &ActionFacts) {
        let present = known.get("unsigned").is_some_and(Value::is_true);
        let message = match (present, action.unsigned) {
            (false, Some(true)) => {
                let before = ["request", "response", "effect", "region"];
                known.set("unsigned", Value::flag(true), &before);
                "it is sent without a signature"
            }
            (true, Some(false)) => {
                known.remove("unsigned");
                "it is sent with a signature"
            }
            _ => return,
        };
        self.found
            .add(FindingCode::UnsignedChanged, &action.wire, message)
            .spec(at)
            .metadata(action.at);
    }

    /// Reports once that the regions of all new actions are a guess.
    fn region_guess(&mut self, actions: &Container) {
        let new: Vec<_> = self
            .facts
            .actions
            .iter()
            .filter(|action| actions.position(&action.wire).is_none())
            .collect();
        let (path, of) = match new.as_slice() {
            [] => return,
            [one] => (one.wire.as_str(), "this action".to_owned()),
            many => ("actions", format!("{} new actions", many.len())),
        };
        let message = format!(
            "the metadata does not say if {of} need{} a region: `optional` is a guess",
            if new.len() == 1 { "s" } else { "" }
        );
        self.found.add(FindingCode::RegionGuessed, path, message);
    }

    fn new_action(&mut self, action: &ActionFacts) -> Value {
        let wire = &action.wire;
        if !self.options.is_new {
            let message = "the action is new in the metadata";
            self.found.add(FindingCode::ActionAdded, wire, message).metadata(action.at);
        }
        let guess = guess::effect(wire);
        let asked = self.options.effect(wire);
        let effect = asked.unwrap_or(guess.effect);
        let is_guess = asked.is_none() && guess.is_uncertain;
        if is_guess {
            let message = format!("its effect is guessed from its name: `{effect}`");
            self.found.add(FindingCode::EffectGuessed, wire, message).metadata(action.at);
        }
        let mut members = Vec::new();
        members.extend(self.doc(action.doc.as_deref()).map(|doc| ("doc", Value::text(&doc))));
        members.extend([
            ("request", Value::text(&action.request)),
            ("response", Value::text(&action.response)),
            ("effect", Value::text(effect)),
        ]);
        members.extend(is_guess.then(|| (EFFECT_GUESSED, Value::flag(true))));
        // An optional region prevents no call.
        members.push(("region", Value::text("optional")));
        members.extend((action.unsigned == Some(true)).then(|| ("unsigned", Value::flag(true))));
        let body = self.new_body(action);
        let events = self.new_events(action);
        // A stream has no pages, and no bytes to send with each of them.
        if effect == "read"
            && events.is_none()
            && body.is_none()
            && let Some((pagination, value)) = pagination::recognise_for(self.facts, action)
        {
            let message = format!(
                "its list `{}` is guessed to have pagination from the names of fields",
                pagination.items.join(".")
            );
            self.found.add(FindingCode::PaginationGuessed, wire, message).metadata(action.at);
            members.push(("pagination", value));
        }
        members.extend(body.map(|body| ("body", body)));
        members.extend(events.map(|events| ("events", events)));
        members.extend(action.deprecated.map(|mark| ("deprecated", Value::text(mark))));
        Value::object(members)
    }

    /// Returns the documentation to take over, if there is any.
    pub(super) fn doc(&self, doc: Option<&str>) -> Option<String> {
        doc.filter(|_| self.options.docs).and_then(vendor_docs::clean)
    }
}

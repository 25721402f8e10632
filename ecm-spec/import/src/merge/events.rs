//! Recognition of actions that answer with event streams.

use std::collections::BTreeSet;

use ecm_spec::quote;

use super::Merger;
use super::event_form::EventForm;
use crate::document::{Container, Value};
use crate::examples::{Example, ResponseBody, StreamExample, numbered};
use crate::facts::{ActionFacts, TypeFacts};
use crate::finding::FindingCode;
use ecm_spec::Span;

/// Boolean field of a request by which services let callers choose a stream.
const CHOICE: &str = "Stream";

/// Ending of the names of actions that always answer with server-sent events.
const NAME_END: &str = "SSE";

/// Members of an event's data that belong to the protocol.
const PROTOCOL: &[&str] = &["RequestId", "Error"];

struct EventsGuess {
    has_choice: bool,
    end: Option<String>,
    form: EventForm,
    /// Reason for the guess, and what it leaves open.
    evidence: String,
}

impl Merger<'_> {
    /// Guesses the event stream of a new action, and reports it.
    pub(super) fn new_events(&mut self, action: &ActionFacts) -> Option<Value> {
        let guess = self.guess_events(action)?;
        let subject = match guess.has_choice {
            true => format!("its answer is guessed to be an event stream where `{CHOICE}` is true"),
            false => "its answer is guessed to be an event stream".to_owned(),
        };
        let message = format!("{subject}: {}", guess.evidence);
        self.found.add(FindingCode::EventsGuessed, &action.wire, message).metadata(action.at);
        Some(guess.value())
    }

    /// Reports that a known action seems to answer with events, of which the spec says nothing.
    pub(super) fn known_events(
        &mut self,
        known: &Container,
        at: Option<Span>,
        action: &ActionFacts,
    ) {
        if known.get("events").is_some() {
            return;
        }
        let Some(guess) = self.guess_events(action) else { return };
        let message =
            format!("the spec has no `events`, but it may answer with them: {}", guess.evidence);
        self.found.add(FindingCode::EventsKept, &action.wire, message).spec(at).metadata(action.at);
    }

    fn guess_events(&self, action: &ActionFacts) -> Option<EventsGuess> {
        let fields = |key: &str| {
            let one = self.facts.ty(key);
            one.map_or(&[][..], |one: &TypeFacts| &one.fields)
        };
        let is_choice = |field: &crate::facts::FieldFacts| {
            field.wire == CHOICE && field.shape == "bool" && !field.disabled
        };
        let has_choice = fields(&action.request).iter().any(is_choice);
        let examples = self.supplements.examples.of(&action.wire);
        let streams: Vec<(&Example, &StreamExample)> = examples
            .iter()
            .filter_map(|example| match &example.response {
                ResponseBody::Stream(stream) => Some((example, stream)),
                ResponseBody::Json | ResponseBody::Unread => None,
            })
            .collect();
        if streams.is_empty() {
            let evidence = match (has_choice, action.wire.ends_with(NAME_END)) {
                (true, _) => "it has that field; no example shows if its events have an end mark",
                (false, true) => "its name says so; no example shows its events",
                (false, false) => return None,
            };
            let form = EventForm::guess(self.facts, &action.response);
            let evidence = [evidence.to_owned()].into_iter().chain(form.evidence());
            let evidence = evidence.collect::<Vec<_>>().join("; ");
            return Some(EventsGuess { has_choice, end: None, form, evidence });
        }
        let known: BTreeSet<&str> =
            fields(&action.response).iter().map(|field| field.wire.as_str()).collect();
        let form = EventForm::guess(self.facts, &action.response);
        let mut evidence = evidence(examples, &streams, &known, has_choice);
        evidence.extend(form.evidence());
        Some(EventsGuess {
            has_choice,
            end: streams.iter().find_map(|(_, stream)| stream.end.clone()),
            form,
            evidence: evidence.join("; "),
        })
    }
}

/// Describes what the examples show.
fn evidence(
    examples: &[Example],
    streams: &[(&Example, &StreamExample)],
    known: &BTreeSet<&str>,
    has_choice: bool,
) -> Vec<String> {
    let numbers = |examples: &mut dyn Iterator<Item = &Example>| -> Vec<usize> {
        examples.map(|example| example.number).collect()
    };
    let shown = numbers(&mut streams.iter().map(|(example, _)| *example));
    let mut parts =
        vec![format!("{} show{} one", numbered(&shown), if shown.len() == 1 { "s" } else { "" })];
    let (label, odd) = match has_choice {
        true => {
            let streams = streams.iter().map(|(example, _)| *example);
            ("a stream without that field", numbers(&mut streams.filter(|one| !one.sets(CHOICE))))
        }
        false => {
            let json = |one: &&Example| matches!(one.response, ResponseBody::Json);
            ("a JSON object", numbers(&mut examples.iter().filter(json)))
        }
    };
    if !odd.is_empty() {
        let verb = if odd.len() == 1 { "shows" } else { "show" };
        parts.push(format!("though {} {verb} {label}", numbered(&odd)));
    }
    let members: BTreeSet<&str> =
        streams.iter().flat_map(|(_, stream)| &stream.members).map(String::as_str).collect();
    let lost = members.iter().filter(|name| !known.contains(*name) && !PROTOCOL.contains(name));
    let lost: Vec<String> = lost.map(|name| quote(name)).collect();
    if !lost.is_empty() {
        parts.push(format!(
            "its response lacks {} of the events, so write a record with them and name it in `type`",
            lost.join(", ")
        ));
    }
    let failed = streams.iter().filter(|(_, stream)| stream.members.contains("Error"));
    let failed = numbers(&mut failed.map(|(example, _)| *example));
    if !failed.is_empty() {
        let verb = if failed.len() == 1 { "shows" } else { "show" };
        parts.push(format!("{} {verb} an `Error`, which ends a stream", numbered(&failed)));
    }
    parts
}

impl EventsGuess {
    fn value(&self) -> Value {
        let when = self.has_choice.then(|| ("when", Value::text(CHOICE)));
        let end = self.end.as_deref().map(|end| ("end", Value::text(end)));
        Value::object(when.into_iter().chain(end).chain(self.form.members()))
    }
}

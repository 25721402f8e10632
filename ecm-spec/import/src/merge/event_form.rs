//! Recognition of the text of events, and of those that tell of a failure.

use ecm_spec::quote;

use crate::document::Value;
use crate::facts::{Facts, FieldFacts, TypeFacts};

/// Records in the path of a text at most.
const MAX_DEPTH: usize = 4;

/// Members of an event that mean more than data, by the names of the fields.
#[derive(Default)]
pub(super) struct EventForm {
    /// Path of the text.
    text: Option<String>,
    /// Paths of code and message of a failure.
    error: Option<(String, String)>,
}

impl EventForm {
    /// Guesses the form of an event whose data is this record.
    pub(super) fn guess(facts: &Facts, event: &str) -> Self {
        let Some(event) = type_of(facts, event) else { return Self::default() };
        Self { text: text(facts, event, MAX_DEPTH), error: error(facts, event) }
    }

    /// Describes the guesses.
    pub(super) fn evidence(&self) -> impl Iterator<Item = String> {
        let text = self.text.iter();
        let text =
            text.map(|path| format!("by their names, {} is the text of an event", quote(path)));
        let error = self.error.iter();
        text.chain(error.map(|(code, _)| format!("an event with {} is a failure", quote(code))))
    }

    pub(super) fn members(&self) -> impl Iterator<Item = (&'static str, Value)> {
        let text = self.text.iter().map(|path| ("text", Value::text(path)));
        text.chain(self.error.iter().map(|(code, message)| {
            let members = [("code", Value::text(code)), ("message", Value::text(message))];
            ("error", Value::object(members))
        }))
    }
}

fn type_of<'f>(facts: &'f Facts, shape: &str) -> Option<&'f TypeFacts> {
    let key = shape.trim_start_matches('[').trim_end_matches(']');
    facts.ty(key)
}

fn usable(record: &TypeFacts) -> impl Iterator<Item = &FieldFacts> {
    record.fields.iter().filter(|field| !field.disabled)
}

/// Finds the text that an event adds to those before it: `Content` of a record in `Delta`.
fn text(facts: &Facts, record: &TypeFacts, depth: usize) -> Option<String> {
    let inner = |field: &FieldFacts| {
        let inner = type_of(facts, &field.shape)?;
        let is_text = |field: &FieldFacts| field.wire == "Content" && field.shape == "string";
        let path = match field.wire == "Delta" && usable(inner).any(is_text) {
            true => "Content".to_owned(),
            false => text(facts, inner, depth.checked_sub(1)?)?,
        };
        Some(format!("{}.{path}", field.wire))
    };
    usable(record).find_map(inner)
}

/// Finds a record for a failure with a code and a message. An `Error` needs no mention.
fn error(facts: &Facts, record: &TypeFacts) -> Option<(String, String)> {
    let of = |field: &FieldFacts| {
        let inner = type_of(facts, &field.shape).filter(|inner| inner.key == field.shape)?;
        let path = |names: &[&str], shapes: &[&str]| {
            let fits =
                |one: &&FieldFacts| names.contains(&&*one.wire) && shapes.contains(&&*one.shape);
            usable(inner).find(fits).map(|one| format!("{}.{}", field.wire, one.wire))
        };
        let code = path(&["Code"], &["string", "int64", "uint64"])?;
        Some((code, path(&["Message", "Msg"], &["string"])?))
    };
    let is_error = |field: &&FieldFacts| field.wire.starts_with("Err") && field.wire != "Error";
    usable(record).filter(is_error).find_map(of)
}

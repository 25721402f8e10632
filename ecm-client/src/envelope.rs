//! The envelope around every answer: `{"Response": {..., "RequestId": "..."}}`.
//!
//! An answer is read straight into the response, in one pass. A refusal is an object `Error` with
//! `Code` and `Message` inside. A few responses have a *field* called `Error`, of the same form even;
//! what stands there is a refusal only where no other field has a value. An answer without a request
//! id is still an answer.

mod fields;

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::error::NoValidResponse;
use crate::rt::{DecodeError, Record, RecordTable};
use fields::EnvelopeFields;

/// What the service said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Envelope {
    /// The response is in the record.
    Done { request_id: Option<String> },
    /// The service refused.
    Refused { code: String, message: String, request_id: Option<String> },
}

/// What came back instead of an answer, and the request id if one could be made out all the same.
pub(crate) type NoAnswer = (NoValidResponse, Option<String>);

/// Opens an envelope and reads what is in it into `target`.
pub(crate) fn open(bytes: &[u8], target: &mut dyn Record) -> Result<Envelope, NoAnswer> {
    let has_error_field = target.table().fields.contains(&"Error");
    let mut inside = EnvelopeFields::default();
    match inside.read(bytes, target) {
        Ok(()) => judge(inside, has_error_field),
        // The pass stopped in the middle. What came after may still say whom to ask about it, or
        // that the service refused.
        Err(stopped) => second_look(bytes, has_error_field, stopped.misfit),
    }
}

/// Reads an answer into the response; whether it is one, and no refusal. This is what a call does with
/// what comes back, for a benchmark to measure.
#[must_use]
pub fn read_answer(bytes: &[u8], target: &mut dyn Record) -> bool {
    matches!(open(bytes, target), Ok(Envelope::Done { .. }))
}

/// The request id of a body that is not to be believed otherwise.
pub(crate) fn request_id(bytes: &[u8]) -> Option<String> {
    match salvage(bytes, false)? {
        Envelope::Done { request_id } | Envelope::Refused { request_id, .. } => request_id,
    }
}

fn judge(inside: EnvelopeFields, has_error_field: bool) -> Result<Envelope, NoAnswer> {
    let EnvelopeFields { responses, request_id, errors, error, .. } = inside;
    let malformed = |what| (NoValidResponse::Malformed(what), request_id.clone());
    if responses != 1 {
        return Err(malformed("it is JSON without exactly one `Response` object"));
    }
    if errors > 1 {
        return Err(malformed("its `Error` stands twice"));
    }
    let Some(error) = error else { return Ok(Envelope::Done { request_id }) };
    match refusal(&error, has_error_field) {
        Some((code, message)) => Ok(Envelope::Refused { code, message, request_id }),
        None => Err(malformed("its `Error` has no `Code`")),
    }
}

/// Code and message, if that is what the value is.
pub(crate) fn refusal(error: &Value, has_error_field: bool) -> Option<(String, String)> {
    let text = |key| error.get(key).and_then(Value::as_str);
    let code = text("Code").filter(|code| !code.is_empty())?;
    match text("Message") {
        Some(message) => Some((code.to_owned(), message.to_owned())),
        // Without a message it is only a refusal where it can be nothing else.
        None => (!has_error_field).then(|| (code.to_owned(), String::new())),
    }
}

/// What can be made out of a body that could not be read in one pass.
fn second_look(
    bytes: &[u8],
    has_error_field: bool,
    misfit: Option<DecodeError>,
) -> Result<Envelope, NoAnswer> {
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(bytes) {
        return Err((NoValidResponse::Malformed(describe(bytes, &error)), None));
    }
    let request_id = match salvage(bytes, has_error_field) {
        Some(refused @ Envelope::Refused { .. }) => return Ok(refused),
        Some(Envelope::Done { request_id }) => request_id,
        None => None,
    };
    let without = NoValidResponse::Malformed("it is JSON without a `Response` object");
    Err((misfit.map_or(without, NoValidResponse::Misfit), request_id))
}

/// A response of which nothing is wanted but what every envelope has.
struct Nothing;

impl Record for Nothing {
    fn table(&self) -> &'static RecordTable {
        &RecordTable { name: "Nothing", ..RecordTable::EMPTY }
    }
}

/// The refusal or the request id in a body, wherever they stand, and whatever stands beside them.
fn salvage(bytes: &[u8], has_error_field: bool) -> Option<Envelope> {
    let mut inside = EnvelopeFields::default();
    inside.read(bytes, &mut Nothing).ok()?;
    let EnvelopeFields { responses, request_id, errors, error, unknown, .. } = inside;
    let is_one = responses == 1 && errors == 1 && !(has_error_field && unknown);
    let refused = error.filter(|_| is_one).and_then(|error| refusal(&error, has_error_field));
    Some(match refused {
        Some((code, message)) => Envelope::Refused { code, message, request_id },
        None => Envelope::Done { request_id },
    })
}

/// What bytes that are not JSON seem to be.
fn describe(bytes: &[u8], error: &serde_json::Error) -> &'static str {
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => "it is empty",
        Some(b'<') => "it is a page, not JSON",
        Some(_) if error.is_eof() => "it is cut off",
        Some(_) => "it is broken JSON",
    }
}

#[cfg(test)]
mod tests;

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
    Rejected { code: String, message: String, request_id: Option<String> },
}

/// What came back instead of an answer, and the request id if one could be made out all the same.
pub(crate) type EnvelopeFailure = (NoValidResponse, Option<String>);

/// Opens an envelope and reads what is in it into `target`.
pub(crate) fn open(bytes: &[u8], target: &mut dyn Record) -> Result<Envelope, EnvelopeFailure> {
    let has_error_field = target.table().fields.contains(&"Error");
    let mut envelope = EnvelopeFields::default();
    match envelope.read(bytes, target) {
        Ok(()) => classify(envelope, has_error_field),
        // The pass stopped in the middle. What came after may still say whom to ask about it, or
        // that the service refused.
        Err(error) => recover(bytes, has_error_field, error.decode_error),
    }
}

/// Reads an answer into the response; whether it is one, and no refusal. This is what a call does with
/// what comes back, for a benchmark to measure.
#[must_use]
pub fn decode_response(bytes: &[u8], target: &mut dyn Record) -> bool {
    matches!(open(bytes, target), Ok(Envelope::Done { .. }))
}

/// The request id of a body that is not to be believed otherwise.
pub(crate) fn request_id(bytes: &[u8]) -> Option<String> {
    match salvage(bytes, false)? {
        Envelope::Done { request_id } | Envelope::Rejected { request_id, .. } => request_id,
    }
}

fn classify(envelope: EnvelopeFields, has_error_field: bool) -> Result<Envelope, EnvelopeFailure> {
    let EnvelopeFields { response_count, request_id, error_count, error, .. } = envelope;
    let malformed = |what| (NoValidResponse::Malformed(what), request_id.clone());
    if response_count != 1 {
        return Err(malformed("it is JSON without exactly one `Response` object"));
    }
    if error_count > 1 {
        return Err(malformed("its `Error` stands twice"));
    }
    let Some(error) = error else { return Ok(Envelope::Done { request_id }) };
    match rejection(&error, has_error_field) {
        Some((code, message)) => Ok(Envelope::Rejected { code, message, request_id }),
        None => Err(malformed("its `Error` has no `Code`")),
    }
}

/// Code and message, if that is what the value is.
pub(crate) fn rejection(error: &Value, has_error_field: bool) -> Option<(String, String)> {
    let text = |key| error.get(key).and_then(Value::as_str);
    let code = text("Code").filter(|code| !code.is_empty())?;
    match text("Message") {
        Some(message) => Some((code.to_owned(), message.to_owned())),
        // Without a message it is only a refusal where it can be nothing else.
        None => (!has_error_field).then(|| (code.to_owned(), String::new())),
    }
}

/// What can be made out of a body that could not be read in one pass.
fn recover(
    bytes: &[u8],
    has_error_field: bool,
    decode_error: Option<DecodeError>,
) -> Result<Envelope, EnvelopeFailure> {
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(bytes) {
        return Err((NoValidResponse::Malformed(describe(bytes, &error)), None));
    }
    let request_id = match salvage(bytes, has_error_field) {
        Some(rejected @ Envelope::Rejected { .. }) => return Ok(rejected),
        Some(Envelope::Done { request_id }) => request_id,
        None => None,
    };
    let without = NoValidResponse::Malformed("it is JSON without a `Response` object");
    Err((decode_error.map_or(without, NoValidResponse::Decode), request_id))
}

/// A response of which nothing is wanted but what every envelope has.
struct NoFields;

impl Record for NoFields {
    fn table(&self) -> &'static RecordTable {
        &RecordTable { name: "Nothing", ..RecordTable::EMPTY }
    }
}

/// The refusal or the request id in a body, wherever they stand, and whatever stands beside them.
fn salvage(bytes: &[u8], has_error_field: bool) -> Option<Envelope> {
    let mut envelope = EnvelopeFields::default();
    envelope.read(bytes, &mut NoFields).ok()?;
    let EnvelopeFields {
        response_count, request_id, error_count, error, has_unknown_fields, ..
    } = envelope;
    let is_one =
        response_count == 1 && error_count == 1 && !(has_error_field && has_unknown_fields);
    let rejected = error.filter(|_| is_one).and_then(|error| rejection(&error, has_error_field));
    Some(match rejected {
        Some((code, message)) => Envelope::Rejected { code, message, request_id },
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

//! Envelope around every response: `{"Response": {..., "RequestId": "..."}}`.
//!
//! The body is read straight into the response, in one pass. An error is an object `Error` with
//! `Code` and `Message` inside. A few responses have a *field* called `Error`, even of the same
//! form; it is taken for an error of the service only where no other field has a value. A response
//! without a request id is still a response.

mod fields;

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::error::NoValidResponse;
use crate::rt::{DecodeError, Record, RecordTable};
use fields::EnvelopeFields;

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Envelope {
    /// A response, which is in the record.
    Done { request_id: Option<String> },
    /// An error of the service.
    Rejected { code: String, message: String, request_id: Option<String> },
}

/// Reason why a body holds no valid response, and the request id if one was found in it.
pub(crate) type EnvelopeFailure = (NoValidResponse, Option<String>);

/// Opens an envelope and reads the response into `target`.
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

/// Reads a body into the response; true if it holds one, and no error of the service.
///
/// A call does this with each body; it is public for benchmarks.
#[must_use]
pub fn decode_response(bytes: &[u8], target: &mut dyn Record) -> bool {
    matches!(open(bytes, target), Ok(Envelope::Done { .. }))
}

/// Returns the request id of a body that is not trusted otherwise.
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

/// Returns code and message, if the value is an error of the service.
pub(crate) fn rejection(error: &Value, has_error_field: bool) -> Option<(String, String)> {
    let text = |key| error.get(key).and_then(Value::as_str);
    let code = text("Code").filter(|code| !code.is_empty())?;
    match text("Message") {
        Some(message) => Some((code.to_owned(), message.to_owned())),
        // Without a message it is only a refusal where it can be nothing else.
        None => (!has_error_field).then(|| (code.to_owned(), String::new())),
    }
}

/// Salvages a body that could not be read in one pass: an error of the service, or the request id.
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

/// Response without fields, for reading only what every envelope has.
struct NoFields;

impl Record for NoFields {
    fn table(&self) -> &'static RecordTable {
        &RecordTable { name: "Nothing", ..RecordTable::EMPTY }
    }
}

/// Finds the error of the service or the request id in a body, wherever it stands.
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

fn describe(bytes: &[u8], error: &serde_json::Error) -> &'static str {
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => "it is empty",
        Some(b'<') => "it is a page, not JSON; check endpoint and proxy",
        Some(_) if error.is_eof() => "it is truncated JSON",
        Some(_) => "it is invalid JSON",
    }
}

#[cfg(test)]
mod tests;

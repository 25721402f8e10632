//! Envelope around every response: `{"Response": {..., "RequestId": "..."}}`.
//!
//! The body is read straight into the response, in one pass. A value that does not fit its field is
//! left empty and noted. An error is an object `Error` with `Code` and `Message` inside; any other
//! `Error` that is not null makes the body unreadable. A few responses have a *field* called
//! `Error`, even of the same form; it is taken for an error of the service only where no other field
//! has a value. A response without a request id is still a response.

mod fields;
mod form;

use std::ops::Range;

use serde::de::IgnoredAny;

use crate::ExtraField;
use crate::error::NoValidResponse;
use crate::rt::{DecodeMismatch, Record, RecordTable};
use fields::EnvelopeFields;
pub(crate) use form::foreign_form;

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Envelope {
    /// A response, which is in the record.
    Done {
        request_id: Option<String>,
        /// Values that do not fit.
        mismatches: Vec<DecodeMismatch>,
        /// Place of the object `Response` in the body.
        response: Range<usize>,
    },
    /// An error of the service.
    Rejected { code: String, message: String, request_id: Option<String> },
}

/// Reason why a body holds no valid response, and the request id if one was found in it.
pub(crate) type EnvelopeFailure = (NoValidResponse, Option<String>);

/// Opens an envelope and reads the response into `target`.
pub(crate) fn open(bytes: &[u8], target: &mut dyn Record) -> Result<Envelope, EnvelopeFailure> {
    let (mark, text) = split_mark(bytes);
    let Ok(envelope) = EnvelopeFields::read(text, target) else {
        return Err((NoValidResponse::Malformed(describe(text, NO_RESPONSE)), None));
    };
    resolve(envelope, mark.len())
}

/// Reads an object without an envelope into `target`: it has the members that `Response` has.
pub(crate) fn open_bare(text: &[u8], target: &mut dyn Record) -> Result<Envelope, EnvelopeFailure> {
    let Ok(envelope) = EnvelopeFields::read_bare(text, target) else {
        return Err((NoValidResponse::Malformed(describe(text, NO_OBJECT)), None));
    };
    resolve(envelope, 0)
}

/// Judges what was read; the text began after `offset` bytes of the body.
fn resolve(envelope: EnvelopeFields, offset: usize) -> Result<Envelope, EnvelopeFailure> {
    let EnvelopeFields {
        response_count,
        response,
        request_id,
        error_count,
        error,
        is_garbled,
        mismatches,
        ..
    } = envelope;
    let problem = match &error {
        _ if response_count != 1 => "it is JSON without exactly one `Response` object",
        _ if error_count > 1 => "its `Error` stands twice",
        Some(error) if error.code.is_none() => "its `Error` has no `Code`",
        None if is_garbled => NOT_UTF8,
        None => {
            let response = response.start + offset..response.end + offset;
            return Ok(Envelope::Done { request_id, mismatches, response });
        }
        Some(_) => {
            let error = error.unwrap_or_default();
            let (code, message) =
                (error.code.unwrap_or_default(), error.message.unwrap_or_default());
            return Ok(Envelope::Rejected { code, message, request_id });
        }
    };
    Err((NoValidResponse::Malformed(problem), request_id))
}

const NO_RESPONSE: &str = "it is JSON without a `Response` object";
const NO_OBJECT: &str = "it is JSON, but no object";
const NOT_UTF8: &str = "it is no text in UTF-8";

/// Splits off the byte order mark that some servers begin a text with.
fn split_mark(bytes: &[u8]) -> (&[u8], &[u8]) {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    bytes.split_at(if bytes.starts_with(MARK) { MARK.len() } else { 0 })
}

/// Reads a body into the response; true if it holds one, and no error of the service.
///
/// A call does this with each body; it is public for benchmarks.
#[must_use]
pub fn decode_response(bytes: &[u8], target: &mut dyn Record) -> bool {
    matches!(open(bytes, target), Ok(Envelope::Done { .. }))
}

/// Returns the members of a response that its records do not have.
///
/// There are none of a body that is no answer.
pub(crate) fn extra_fields(bytes: &[u8], target: &mut dyn Record) -> Vec<ExtraField> {
    EnvelopeFields::read_extra(split_mark(bytes).1, target, false).unwrap_or_default()
}

/// Returns those of an object without an envelope.
pub(crate) fn bare_extra_fields(text: &[u8], target: &mut dyn Record) -> Vec<ExtraField> {
    EnvelopeFields::read_extra(text, target, true).unwrap_or_default()
}

/// Returns the request id of a body that is not trusted otherwise.
pub(crate) fn request_id(bytes: &[u8]) -> Option<String> {
    EnvelopeFields::read(split_mark(bytes).1, &mut NoFields).ok()?.request_id
}

/// Response without fields, for reading only what every envelope has.
struct NoFields;

impl Record for NoFields {
    fn table(&self) -> &'static RecordTable {
        &RecordTable { name: "Nothing", ..RecordTable::EMPTY }
    }
}

/// Describes text that could not be read; `otherwise` says what is wrong with it if it is JSON.
fn describe(text: &[u8], otherwise: &'static str) -> &'static str {
    let Err(error) = serde_json::from_slice::<IgnoredAny>(text) else {
        return match std::str::from_utf8(text) {
            Ok(_) => otherwise,
            Err(_) => NOT_UTF8,
        };
    };
    match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => "it is empty",
        Some(b'<') => "it is a page, not JSON; check endpoint and proxy",
        Some(_) if error.is_eof() => "it is truncated JSON",
        Some(_) => "it is invalid JSON",
    }
}

#[cfg(test)]
mod tests;

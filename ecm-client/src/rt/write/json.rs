//! Conversion of records to JSON text.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use zeroize::Zeroize as _;

use super::walk::{FieldName, RuleChecks, Sink, WalkSummary, walk};
use crate::rt::plain::is_plain;
use crate::rt::{Record, View};
use ecm_sign::REDACTED;

/// Appends the record as JSON, without the fields that are not set. The result is false if a float
/// is not finite: JSON cannot express it, so the text is wrong.
#[must_use]
pub fn write(record: &dyn Record, out: &mut Vec<u8>) -> bool {
    write_checked(record, out, RuleChecks::Skip).is_finite
}

/// Appends the record as JSON, and checks the rules on the way.
pub(crate) fn write_checked(
    record: &dyn Record,
    out: &mut Vec<u8>,
    check: RuleChecks,
) -> WalkSummary {
    walk(record, &mut Json { out, redact: false }, check)
}

/// Returns true if JSON can express every number in the record.
pub(crate) fn is_finite(record: &dyn Record) -> bool {
    write(record, &mut Vec::new())
}

/// Converts the record to JSON, secrets included. Floats that are not finite become `null`.
#[must_use]
pub fn to_json(record: &dyn Record) -> String {
    let mut out = Vec::with_capacity(INITIAL_CAPACITY);
    let _ = write(record, &mut out);
    into_text(out)
}

/// Converts the record to JSON with secrets as `[redacted]`.
#[must_use]
pub fn redacted_json(record: &dyn Record) -> String {
    let mut out = Vec::new();
    let _ = walk(record, &mut Json { out: &mut out, redact: true }, RuleChecks::Skip);
    into_text(out)
}

fn into_text(out: Vec<u8>) -> String {
    // Only whole texts are ever appended, so the lossy branch is never taken.
    String::from_utf8(out)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Initial capacity in bytes, enough for most requests.
pub(crate) const INITIAL_CAPACITY: usize = 1024;

/// Writer of JSON without white space.
struct Json<'o> {
    out: &'o mut Vec<u8>,
    redact: bool,
}

impl Json<'_> {
    /// Writes a name that is not in the table in JSON form.
    #[cold]
    fn name(&mut self, name: &FieldName<'_>) {
        self.item(usize::from(!name.is_first));
        write_text(name.wire(), self.out);
        self.push(b':');
    }

    fn push(&mut self, mark: u8) {
        append(self.out, &[mark]);
    }
}

/// Appends bytes, and wipes the old buffer if a new one is needed.
#[inline]
fn append(out: &mut Vec<u8>, bytes: &[u8]) {
    // In each branch it is certain that there is room, and not looked for again.
    if bytes.len() <= out.capacity() - out.len() {
        out.extend_from_slice(bytes);
    } else {
        append_reallocating(out, bytes);
    }
}

#[cold]
fn append_reallocating(out: &mut Vec<u8>, bytes: &[u8]) {
    reallocate(out, bytes.len());
    out.extend_from_slice(bytes);
}

#[inline]
fn reserve(out: &mut Vec<u8>, more: usize) {
    if out.capacity() - out.len() < more {
        reallocate(out, more);
    }
}

/// Moves the text to a larger buffer, and wipes the old one: there may be secrets in it.
#[cold]
fn reallocate(out: &mut Vec<u8>, more: usize) {
    let mut larger = Vec::with_capacity((out.len() + more).max(2 * out.capacity()));
    larger.extend_from_slice(out);
    std::mem::replace(out, larger).as_mut_slice().zeroize();
}

impl Sink for Json<'_> {
    fn open_record(&mut self) {
        self.push(b'{');
    }

    fn field(&mut self, name: &FieldName<'_>) {
        let Some(key) = name.key() else { return self.name(name) };
        // Nothing stands before the first field.
        let key = if name.is_first { key.get(1..).unwrap_or_default() } else { key };
        append(self.out, key.as_bytes());
    }

    fn close_record(&mut self) {
        self.push(b'}');
    }

    fn open_list(&mut self) {
        self.push(b'[');
    }

    fn item(&mut self, index: usize) {
        if index > 0 {
            self.push(b',');
        }
    }

    fn close_list(&mut self) {
        self.push(b']');
    }

    fn redacts(&self) -> bool {
        self.redact
    }

    fn value(&mut self, view: View<'_>, is_secret: bool) {
        match view {
            View::Text(_) if is_secret && self.redact => write_text(REDACTED, self.out),
            View::Text(text) => write_text(text, self.out),
            View::Bytes(bytes) => write_text(&BASE64_STANDARD.encode(bytes), self.out),
            view => write_bare(view, self.out),
        }
    }
}

/// Writes a boolean or a number; `null` for anything else.
fn write_bare(view: View<'_>, out: &mut Vec<u8>) {
    match view {
        View::Bool(value) => append(out, if value { b"true" } else { b"false" }),
        View::Int(value) => append(out, itoa::Buffer::new().format(value).as_bytes()),
        View::Uint(value) => append(out, itoa::Buffer::new().format(value).as_bytes()),
        View::Float(value) => append(out, serde_json::Value::from(value).to_string().as_bytes()),
        View::Absent | View::Text(_) | View::Bytes(_) | View::Record(_) | View::List(_) => {
            append(out, b"null");
        }
    }
}

/// Returns the text of a boolean or a number.
pub(super) fn bare(view: View<'_>) -> String {
    let mut out = Vec::new();
    write_bare(view, &mut out);
    into_text(out)
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    if is_plain(text) {
        append(out, b"\"");
        append(out, text.as_bytes());
        append(out, b"\"");
    } else {
        // No character becomes longer than `\u0000`.
        reserve(out, 6 * text.len() + 2);
        // Writing text into memory cannot fail.
        let _ = serde_json::to_writer(out, text);
    }
}

#[cfg(test)]
mod tests;

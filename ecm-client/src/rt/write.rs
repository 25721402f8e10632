//! Records as JSON text.
//!
//! The walk keeps a stack of its own instead of calling itself, so that no nesting, however deep,
//! can exhaust the thread's.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{List, Record, View};
use crate::secret::REDACTED;

/// Appends the record as JSON. Fields that are not set are left out. `false` if a float is not
/// finite: JSON has no word for it, and what was written is not what was meant.
#[must_use]
pub fn write(record: &dyn Record, out: &mut Vec<u8>) -> bool {
    walk(record, out, false)
}

/// The record as JSON, secrets included. Floats that are not finite become `null`.
#[must_use]
pub fn to_json(record: &dyn Record) -> String {
    let mut out = Vec::with_capacity(256);
    let _ = write(record, &mut out);
    into_text(out)
}

/// The record as JSON for people: secrets are replaced.
#[must_use]
pub fn redacted_json(record: &dyn Record) -> String {
    let mut out = Vec::new();
    let _ = walk(record, &mut out, true);
    into_text(out)
}

fn into_text(out: Vec<u8>) -> String {
    // Only whole texts are ever appended, so the lossy branch is never taken.
    String::from_utf8(out)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

enum Open<'a> {
    Record { record: &'a dyn Record, next: usize, first: bool },
    List { list: &'a dyn List, next: usize, secret: bool },
}

fn walk(record: &dyn Record, out: &mut Vec<u8>, redact: bool) -> bool {
    let mut is_finite = true;
    out.push(b'{');
    let mut open = vec![Open::Record { record, next: 0, first: true }];
    while let Some(top) = open.last_mut() {
        let (view, secret) = match top {
            Open::Record { record, next, first } => {
                let Some(field) = record.table().fields.get(*next) else {
                    out.push(b'}');
                    open.pop();
                    continue;
                };
                let view = record.field(*next);
                *next += 1;
                if matches!(view, View::Absent) {
                    continue;
                }
                if !std::mem::replace(first, false) {
                    out.push(b',');
                }
                write_text(field.wire, out);
                out.push(b':');
                (view, field.secret)
            }
            Open::List { list, next, secret } => {
                if *next >= list.len() {
                    out.push(b']');
                    open.pop();
                    continue;
                }
                if *next > 0 {
                    out.push(b',');
                }
                *next += 1;
                (list.item(*next - 1), *secret)
            }
        };
        is_finite &= !matches!(view, View::Float(value) if !value.is_finite());
        open.extend(write_value(view, secret, redact, out));
    }
    is_finite
}

/// Writes a value without parts, or opens one that has parts.
fn write_value<'a>(
    view: View<'a>,
    secret: bool,
    redact: bool,
    out: &mut Vec<u8>,
) -> Option<Open<'a>> {
    match view {
        View::Absent => out.extend_from_slice(b"null"),
        View::Bool(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
        View::Int(value) => out.extend_from_slice(value.to_string().as_bytes()),
        View::Uint(value) => out.extend_from_slice(value.to_string().as_bytes()),
        View::Float(value) => {
            out.extend_from_slice(serde_json::Value::from(value).to_string().as_bytes());
        }
        View::Text(_) if secret && redact => write_text(REDACTED, out),
        View::Text(text) => write_text(text, out),
        View::Bytes(bytes) => write_text(&BASE64_STANDARD.encode(bytes), out),
        View::Record(record) => {
            out.push(b'{');
            return Some(Open::Record { record, next: 0, first: true });
        }
        View::List(list) => {
            out.push(b'[');
            return Some(Open::List { list, next: 0, secret });
        }
    }
    None
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    // Writing text into memory cannot fail.
    let _ = serde_json::to_writer(out, text);
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;

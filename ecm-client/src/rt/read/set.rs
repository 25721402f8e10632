//! Setting of single fields by their index.

use serde_json::Value;
use zeroize::Zeroizing;

use super::{Mode, Reader, read};
use crate::rt::{DecodeError, Record};

/// Sets a field of a request.
pub(crate) fn set(
    record: &mut dyn Record,
    field: usize,
    value: impl Into<Value>,
) -> Result<(), DecodeError> {
    set_in(record, field, &value.into(), Mode::Strict)
}

/// Sets a field of a response to a value that had to be inspected first.
pub(crate) fn set_received(
    record: &mut dyn Record,
    field: usize,
    value: &Value,
) -> Result<(), DecodeError> {
    set_in(record, field, value, Mode::Lenient)
}

fn set_in(
    record: &mut dyn Record,
    field: usize,
    value: &Value,
    mode: Mode,
) -> Result<(), DecodeError> {
    let text = Zeroizing::new(value.to_string());
    Reader::new(text.as_bytes(), mode).field(record, field).map(drop)
}

/// Sets the fields of a request from a JSON object.
pub(crate) fn set_all(record: &mut dyn Record, value: &Value) -> Result<(), DecodeError> {
    read(Zeroizing::new(value.to_string()).as_bytes(), Mode::Strict, record)
}

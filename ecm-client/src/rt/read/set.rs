//! Fields set one by one, by their place in a record.

use serde_json::Value;

use super::serde_input::{Mode, SerdeInput};
use crate::rt::{DecodeError, Input, Record};

/// Sets a field, as if it had been read.
pub(crate) fn set(record: &mut dyn Record, field: usize, value: Value) -> Result<(), DecodeError> {
    set_in(record, field, SerdeInput::new(value, Mode::Strict, 0))
}

fn set_in(record: &mut dyn Record, field: usize, mut input: impl Input) -> Result<(), DecodeError> {
    let wire = record.table().wire(field);
    record.set(field, &mut input).map_err(|error| error.in_field(wire))
}

/// Sets a field of a response to a value that had to be looked at first.
pub(crate) fn set_received(
    record: &mut dyn Record,
    field: usize,
    value: &Value,
) -> Result<(), DecodeError> {
    set_in(record, field, SerdeInput::new(value, Mode::Lenient, 0))
}

/// Sets all fields of an object, as if it had been read.
pub(crate) fn set_all(record: &mut dyn Record, value: Value) -> Result<(), DecodeError> {
    SerdeInput::new(value, Mode::Strict, 0).record(record).map(drop)
}

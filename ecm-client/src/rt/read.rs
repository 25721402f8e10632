//! Reading of records from JSON text, to which values of other formats are converted.

#[cfg(feature = "serde")]
mod deserialize;
mod json;
#[cfg(feature = "serde")]
mod transcode;

use serde::de::IgnoredAny;
use serde_json::Value;
use zeroize::Zeroizing;

use super::{DecodeError, Record};

#[cfg(feature = "serde")]
pub use deserialize::{deserialize_received, deserialize_sent};
pub(crate) use json::{Mode, Position, Reader, read_untyped};
#[cfg(feature = "dynamic")]
pub(crate) use json::{read_value, too_deep, type_mismatch, unknown_field};

/// Reads a request that a user wrote: unknown keys and keys that stand twice are refused. Fails if
/// the text is not a JSON object, or does not fit the record.
pub fn read_request(text: &str, target: &mut dyn Record) -> Result<(), DecodeError> {
    read(text.as_bytes(), Mode::Strict, target)
}

/// Reads a response, without unknown keys. Fails if it is no JSON object or does not fit.
pub fn read_response(bytes: &[u8], target: &mut dyn Record) -> Result<(), DecodeError> {
    read(bytes, Mode::Lenient, target)
}

fn read(bytes: &[u8], mode: Mode, target: &mut dyn Record) -> Result<(), DecodeError> {
    let mut reader = Reader::new(bytes, mode);
    let read = reader.open_object().and_then(|()| reader.fields(target));
    read.and_then(|()| reader.end()).map_err(|error| {
        // What is no JSON at all is described by who knows it best.
        match serde_json::from_slice::<IgnoredAny>(bytes) {
            Ok(_) => error,
            Err(error) => DecodeError::new(error.to_string()),
        }
    })
}

/// Sets a field, as if it had been read.
pub(crate) fn set(
    record: &mut dyn Record,
    field: usize,
    value: impl Into<Value>,
) -> Result<(), DecodeError> {
    let text = Zeroizing::new(value.into().to_string());
    Reader::new(text.as_bytes(), Mode::Strict).field(record, field).map(drop)
}

/// Sets all fields of an object, as if it had been read.
pub(crate) fn set_all(record: &mut dyn Record, value: &Value) -> Result<(), DecodeError> {
    read(Zeroizing::new(value.to_string()).as_bytes(), Mode::Strict, record)
}

#[cfg(test)]
mod tests;

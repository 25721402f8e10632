//! Reading records from JSON text, which a value of any other format is made first.

#[cfg(feature = "serde")]
mod deserialize;
mod json;
mod set;
mod strict;
#[cfg(feature = "serde")]
mod transcode;

use serde::de::IgnoredAny;

use super::{DecodeError, Record};

#[cfg(feature = "serde")]
pub use deserialize::{deserialize_received, deserialize_sent};
pub(crate) use json::{Mode, Reader};
#[cfg(feature = "dynamic")]
pub(crate) use json::{misfit, read_value, too_deep};
pub(crate) use set::{set, set_all, set_received};
#[cfg(feature = "dynamic")]
pub(crate) use strict::no_field;

/// Reads a request that a user wrote: unknown and doubled keys are refused.
///
/// # Errors
///
/// If the text is no JSON object, or does not fit the record.
pub fn read_request(text: &str, target: &mut dyn Record) -> Result<(), DecodeError> {
    read(text.as_bytes(), Mode::Strict, target)
}

/// Reads a response: unknown keys are skipped.
///
/// # Errors
///
/// If the bytes are no JSON object, or do not fit the record.
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

#[cfg(test)]
mod tests;

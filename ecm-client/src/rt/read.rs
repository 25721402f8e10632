//! Reading records: from text, from bytes, from any serde format.

#[cfg(feature = "serde")]
mod deserialize;
mod json;
mod key;
mod scalar;
mod serde_input;
mod set;

use serde::Deserializer;
use serde::de::IgnoredAny;

use super::{DecodeError, Input, Record};
use serde_input::{Mode, SerdeInput};

#[cfg(feature = "serde")]
pub use deserialize::{deserialize_received, deserialize_sent};
pub(crate) use json::Reader;
#[cfg(feature = "dynamic")]
pub(crate) use json::misfit;
#[cfg(feature = "dynamic")]
pub(crate) use serde_input::{no_field, too_deep};
pub(crate) use set::{set, set_all, set_received};

/// Reads a request that a user wrote: unknown and doubled keys are refused.
///
/// # Errors
///
/// If the text is no JSON object, or does not fit the record.
pub fn read_request(text: &str, target: &mut dyn Record) -> Result<(), DecodeError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    read_object(&mut deserializer, Mode::Strict, target)?;
    deserializer.end().map_err(|error| DecodeError::new(error.to_string()))
}

/// Offers the JSON text of one value of a request to `read`.
#[cfg(feature = "dynamic")]
pub(crate) fn read_value<T>(
    text: &str,
    read: impl FnOnce(&mut dyn Input) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    read(&mut SerdeInput::new(&mut deserializer, Mode::Strict, 0))
        .map_err(DecodeError::without_position)
}

/// Reads a response: unknown keys are skipped.
///
/// # Errors
///
/// If the bytes are no JSON object, or do not fit the record.
pub fn read_response(bytes: &[u8], target: &mut dyn Record) -> Result<(), DecodeError> {
    let mut reader = Reader::new(bytes);
    let read = reader.open_object().and_then(|()| reader.fields(target));
    read.and_then(|()| reader.end()).map_err(|error| {
        // What is no JSON at all is described by who knows it best.
        match serde_json::from_slice::<IgnoredAny>(bytes) {
            Ok(_) => error,
            Err(error) => DecodeError::new(error.to_string()),
        }
    })
}

fn read_object<'de, D: Deserializer<'de>>(
    deserializer: D,
    mode: Mode,
    target: &mut dyn Record,
) -> Result<(), DecodeError> {
    match SerdeInput::new(deserializer, mode, 0).record(target)? {
        true => Ok(()),
        false => Err(DecodeError::new("expected an object, found null")),
    }
}

#[cfg(test)]
mod tests;

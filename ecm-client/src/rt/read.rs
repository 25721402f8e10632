//! Reading records: from text, from bytes, from any serde format.

use serde::Deserializer;
use serde::de::IgnoredAny;

use super::input::{Mode, SerdeInput};
use super::json::Reader;
use super::{Input, ReadError, Record};

/// Reads a request that a user wrote: unknown and doubled keys are refused.
///
/// # Errors
///
/// If the text is no JSON object, or does not fit the record.
pub fn read_request(text: &str, target: &mut dyn Record) -> Result<(), ReadError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    read_object(&mut deserializer, Mode::Strict, target)?;
    deserializer.end().map_err(|error| ReadError::new(error.to_string()))
}

/// Reads a response: unknown keys are skipped.
///
/// # Errors
///
/// If the bytes are no JSON object, or do not fit the record.
pub fn read_response(bytes: &[u8], target: &mut dyn Record) -> Result<(), ReadError> {
    let mut reader = Reader::new(bytes);
    let read = reader.open_object().and_then(|()| reader.fields(target));
    read.and_then(|()| reader.end()).map_err(|error| {
        // What is no JSON at all is described by who knows it best.
        match serde_json::from_slice::<IgnoredAny>(bytes) {
            Ok(_) => error,
            Err(error) => ReadError::new(error.to_string()),
        }
    })
}

/// Reads what is sent from any serde format, such as a `serde_json::Value`: unknown and doubled
/// keys are refused.
#[cfg(feature = "serde")]
pub(crate) fn read_sent_from<'de, D: Deserializer<'de>>(
    deserializer: D,
    target: &mut dyn Record,
) -> Result<(), ReadError> {
    read_object(deserializer, Mode::Strict, target)
}

/// Reads what is received from any serde format: unknown keys are skipped.
#[cfg(feature = "serde")]
pub(crate) fn read_received_from<'de, D: Deserializer<'de>>(
    deserializer: D,
    target: &mut dyn Record,
) -> Result<(), ReadError> {
    read_object(deserializer, Mode::Lenient, target)
}

fn read_object<'de, D: Deserializer<'de>>(
    deserializer: D,
    mode: Mode,
    target: &mut dyn Record,
) -> Result<(), ReadError> {
    match SerdeInput::new(deserializer, mode, 0).record(target)? {
        true => Ok(()),
        false => Err(ReadError::new("expected an object, found null")),
    }
}

#[cfg(test)]
mod tests;

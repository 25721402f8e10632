//! Reader of the two objects of an envelope.

use serde_json::Value;

use super::rejection;
use crate::rt::{DecodeError, Mode, Reader, Record, set_received};

/// Members of an envelope besides the fields of the response.
#[derive(Default)]
pub(super) struct EnvelopeFields {
    pub(super) response_count: usize,
    pub(super) request_id: Option<String>,
    /// Number of members called `Error`.
    pub(super) error_count: usize,
    /// Value of `Error`, where it is not null and no field of the response.
    pub(super) error: Option<Value>,
    /// True if a field of the response other than `Error` has a value.
    has_other_fields: bool,
    /// True if a member that is no field of the response has a value.
    pub(super) has_unknown_fields: bool,
}

/// Error that ended the reading of an envelope, with the field error that caused it, if one did.
pub(super) struct EnvelopeError {
    pub(super) decode_error: Option<DecodeError>,
}

/// Errors in the form of the envelope itself, rather than in a field, carry no cause.
impl From<DecodeError> for EnvelopeError {
    fn from(_: DecodeError) -> Self {
        Self { decode_error: None }
    }
}

fn decode_error(error: DecodeError) -> EnvelopeError {
    EnvelopeError { decode_error: Some(error) }
}

impl EnvelopeFields {
    /// Reads the outer object, and the response in it into `target`.
    pub(super) fn read(
        &mut self,
        bytes: &[u8],
        target: &mut dyn Record,
    ) -> Result<(), EnvelopeError> {
        let mut reader = Reader::new(bytes, Mode::Lenient);
        reader.open_object()?;
        let mut is_first = true;
        while let Some(key) = reader.next_key(&mut is_first, &[], 0)? {
            if key.name == "Response" {
                self.response_count += 1;
                self.read_response(&mut reader, target)?;
            } else {
                reader.skip()?;
            }
        }
        Ok(reader.end()?)
    }

    fn read_response(
        &mut self,
        reader: &mut Reader<'_>,
        target: &mut dyn Record,
    ) -> Result<(), EnvelopeError> {
        reader.open_object()?;
        let fields = target.table().fields;
        let (mut is_first, mut next) = (true, 0);
        let mut error_field = None;
        while let Some(key) = reader.next_key(&mut is_first, fields, next)? {
            match (&*key.name, key.index) {
                ("RequestId", index) => {
                    // A response may have a field of this name as well; it means the same.
                    self.request_id = match reader.peek() {
                        Some(b'"') => Some(reader.string()?.into_owned()),
                        _ => {
                            reader.deserialize_next::<Value>()?;
                            None
                        }
                    };
                    if let (Some(index), Some(id)) = (index, &self.request_id) {
                        set_received(target, index, &Value::from(id.as_str()))
                            .map_err(decode_error)?;
                    }
                }
                ("Error", index) => {
                    self.error_count += 1;
                    self.error = reader.deserialize_next::<Option<Value>>()?;
                    error_field = index;
                }
                (_, Some(index)) => {
                    next = index + 1;
                    self.has_other_fields |= reader.field(target, index).map_err(decode_error)?;
                }
                (_, None) => {
                    self.has_unknown_fields |= reader.peek() != Some(b'n');
                    reader.skip()?;
                }
            }
        }
        error_field
            .map_or(Ok(()), |index| self.resolve_error_field(target, index).map_err(decode_error))
    }

    /// Resolves `Error` in a response that has a field of this name, once all other members are
    /// known. It is an error of the service if it stands alone, or if the field could not hold it.
    fn resolve_error_field(
        &mut self,
        target: &mut dyn Record,
        index: usize,
    ) -> Result<(), DecodeError> {
        let Some(error) = self.error.take() else { return Ok(()) };
        if rejection(&error, true).is_none() {
            return set_received(target, index, &error);
        }
        if !self.has_other_fields || set_received(target, index, &error).is_err() {
            self.error = Some(error);
        }
        Ok(())
    }
}

//! The two objects of an envelope, read into what is wanted of them.

use serde_json::Value;

use super::refusal;
use crate::rt::{DecodeError, Mode, Reader, Record, set_received};

/// What the envelope holds besides the response.
#[derive(Default)]
pub(super) struct EnvelopeFields {
    pub(super) responses: usize,
    pub(super) request_id: Option<String>,
    /// How often `Error` stands there.
    pub(super) errors: usize,
    /// `Error`, where it is not null and no field of the response.
    pub(super) error: Option<Value>,
    /// Whether another field of the response has a value.
    others: bool,
    /// Whether something that is no field of the response has a value.
    pub(super) unknown: bool,
}

/// What kept an envelope from being read: perhaps that a field did not fit.
pub(super) struct Stopped {
    pub(super) misfit: Option<DecodeError>,
}

/// Something else than a field that does not fit: the form of the envelope itself.
impl From<DecodeError> for Stopped {
    fn from(_: DecodeError) -> Self {
        Self { misfit: None }
    }
}

fn misfit(error: DecodeError) -> Stopped {
    Stopped { misfit: Some(error) }
}

impl EnvelopeFields {
    /// Reads the outer object, and what is in it into `target`.
    pub(super) fn read(&mut self, bytes: &[u8], target: &mut dyn Record) -> Result<(), Stopped> {
        let mut reader = Reader::new(bytes, Mode::Lenient);
        reader.open_object()?;
        let mut is_first = true;
        while let Some(key) = reader.next_key(&mut is_first, &[], 0)? {
            if key.name == "Response" {
                self.responses += 1;
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
    ) -> Result<(), Stopped> {
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
                            reader.left_over::<Value>()?;
                            None
                        }
                    };
                    if let (Some(index), Some(id)) = (index, &self.request_id) {
                        set_received(target, index, &Value::from(id.as_str())).map_err(misfit)?;
                    }
                }
                ("Error", index) => {
                    self.errors += 1;
                    self.error = reader.left_over::<Option<Value>>()?;
                    error_field = index;
                }
                (_, Some(index)) => {
                    next = index + 1;
                    self.others |= reader.field(target, index).map_err(misfit)?;
                }
                (_, None) => {
                    self.unknown |= reader.peek() != Some(b'n');
                    reader.skip()?;
                }
            }
        }
        error_field.map_or(Ok(()), |index| self.settle(target, index).map_err(misfit))
    }

    /// Decides what `Error` is in a response that has a field of this name, now that all beside it is
    /// known: a refusal stands alone, or is nothing that the field could hold.
    fn settle(&mut self, target: &mut dyn Record, index: usize) -> Result<(), DecodeError> {
        let Some(error) = self.error.take() else { return Ok(()) };
        if refusal(&error, true).is_none() {
            return set_received(target, index, &error);
        }
        if !self.others || set_received(target, index, &error).is_err() {
            self.error = Some(error);
        }
        Ok(())
    }
}

//! Reader of the two objects of an envelope.

use std::ops::Range;

use crate::ExtraField;
use crate::rt::{DecodeError, DecodeMismatch, Mode, Position, Reader, Record, Step};

/// Index of a step to a member that is no field of the response.
const NO_FIELD: usize = usize::MAX;

/// Members of an envelope besides the fields of the response.
#[derive(Default)]
pub(super) struct EnvelopeFields {
    pub(super) response_count: usize,
    /// Place of the object `Response` in the text.
    pub(super) response: Range<usize>,
    pub(super) request_id: Option<String>,
    /// Number of members called `Error`.
    pub(super) error_count: usize,
    /// Meaning of `Error`, where it is not null and no field of the response.
    pub(super) error: Option<ServiceError>,
    /// True if a field of the response other than `Error` has a value.
    has_other_fields: bool,
    /// True if a value that did not fit was not even text in UTF-8.
    pub(super) is_garbled: bool,
    /// Values of the response that did not fit.
    pub(super) mismatches: Vec<DecodeMismatch>,
}

/// Error of the service, as far as it can be read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ServiceError {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
}

impl ServiceError {
    /// Reads the value of `Error`, whatever stands beside code and message.
    fn read(text: &[u8]) -> Self {
        let mut error = Self::default();
        // An object that is broken in the middle has said enough before; anything else nothing.
        let _ = error.read_members(&mut Reader::new(text, Mode::Lenient));
        error.code = error.code.filter(|code| !code.is_empty());
        error
    }

    fn read_members(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.open_object()?;
        let mut is_first = true;
        while let Some(key) = reader.next_key(&mut is_first, &[], 0)? {
            let member = match &*key.name {
                "Code" => &mut self.code,
                "Message" => &mut self.message,
                _ => {
                    reader.skip()?;
                    continue;
                }
            };
            *member = match reader.peek() {
                Some(b'"') => Some(reader.string()?.into_owned()),
                _ => reader.skip().map(|()| None)?,
            };
        }
        Ok(())
    }

    /// Returns true if it has the form of the service's errors.
    fn is_complete(&self) -> bool {
        self.code.is_some() && self.message.is_some()
    }
}

impl EnvelopeFields {
    /// Reads the outer object, and the response in it into `target`.
    pub(super) fn read(bytes: &[u8], target: &mut dyn Record) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(bytes, Mode::Recovering);
        let mut envelope = Self::default();
        envelope.read_outer(bytes, &mut reader, target)?;
        envelope.completed(reader)
    }

    /// Reads an object that stands without an envelope into `target`.
    pub(super) fn read_bare(bytes: &[u8], target: &mut dyn Record) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(bytes, Mode::Recovering);
        let mut envelope = Self::default();
        envelope.read_inner(bytes, &mut reader, target)?;
        envelope.completed(reader)
    }

    /// Reads what [`EnvelopeFields::read`] reads, or without an envelope what
    /// [`EnvelopeFields::read_bare`] does; returns the members that the records do not have.
    pub(super) fn read_extra(
        bytes: &[u8],
        target: &mut dyn Record,
        is_bare: bool,
    ) -> Result<Vec<ExtraField>, DecodeError> {
        let mut reader = Reader::new(bytes, Mode::Recovering);
        reader.list_extra();
        let mut envelope = Self::default();
        match is_bare {
            true => envelope.read_inner(bytes, &mut reader, target)?,
            false => envelope.read_outer(bytes, &mut reader, target)?,
        }
        reader.end()?;
        Ok(reader.into_extra())
    }

    fn read_outer(
        &mut self,
        bytes: &[u8],
        reader: &mut Reader<'_>,
        target: &mut dyn Record,
    ) -> Result<(), DecodeError> {
        reader.open_object()?;
        let mut is_first = true;
        while let Some(key) = reader.next_key(&mut is_first, &[], 0)? {
            if key.name == "Response" {
                self.read_inner(bytes, reader, target)?;
            } else {
                reader.skip()?;
            }
        }
        Ok(())
    }

    fn read_inner(
        &mut self,
        bytes: &[u8],
        reader: &mut Reader<'_>,
        target: &mut dyn Record,
    ) -> Result<(), DecodeError> {
        self.response_count += 1;
        reader.peek();
        let start = reader.position();
        self.read_response(bytes, reader, target)?;
        self.response = reader.since(start);
        Ok(())
    }

    /// Takes what the reader knows at the end of the text.
    fn completed(mut self, mut reader: Reader<'_>) -> Result<Self, DecodeError> {
        reader.end()?;
        self.is_garbled = !reader.is_utf8();
        self.mismatches = reader.into_mismatches();
        Ok(self)
    }

    fn read_response(
        &mut self,
        bytes: &[u8],
        reader: &mut Reader<'_>,
        target: &mut dyn Record,
    ) -> Result<(), DecodeError> {
        reader.open_object()?;
        let fields = target.table().fields;
        reader.begin(fields);
        let (mut is_first, mut next) = (true, 0);
        let mut declared = None;
        while let Some(key) = reader.next_key(&mut is_first, fields, next)? {
            match (&*key.name, key.index) {
                ("RequestId", index) => self.read_request_id(reader, target, index)?,
                ("Error", index) => {
                    self.error_count += 1;
                    reader.peek();
                    let start = reader.position();
                    reader.skip()?;
                    let error = bytes.get(reader.since(start)).unwrap_or_default();
                    self.error = (error != b"null").then(|| ServiceError::read(error));
                    declared = index.map(|index| (index, start));
                }
                (_, Some(index)) => {
                    next = index + 1;
                    self.has_other_fields |= reader.field(target, index)?;
                }
                (_, None) => reader.skip_unknown(&key.name)?,
            }
        }
        match declared {
            Some((index, start)) => self.resolve_error_field(bytes, reader, target, index, start),
            None => Ok(()),
        }
    }

    /// Reads the request id, which the response may have as a field as well; it means the same.
    fn read_request_id(
        &mut self,
        reader: &mut Reader<'_>,
        target: &mut dyn Record,
        index: Option<usize>,
    ) -> Result<(), DecodeError> {
        let (start, count) = (reader.position(), reader.mismatch_count());
        let request_id = &mut self.request_id;
        reader.value(Step::Field(index.unwrap_or(NO_FIELD), "RequestId"), |input| {
            *request_id = input.text()?;
            Ok(())
        })?;
        if let Some(index) = index
            && reader.mismatch_count() == count
        {
            reader.rewind(start);
            reader.field(target, index)?;
        }
        Ok(())
    }

    /// Resolves `Error` in a response that has a field of this name, once all other members are
    /// known. It is an error of the service if it stands alone, or if the field could not hold it.
    fn resolve_error_field(
        &mut self,
        bytes: &[u8],
        reader: &mut Reader<'_>,
        target: &mut dyn Record,
        index: usize,
        start: Position,
    ) -> Result<(), DecodeError> {
        let Some(error) = self.error.take() else { return Ok(()) };
        let end = reader.position();
        if error.is_complete() {
            let rest = bytes.get(start.offset()..).unwrap_or_default();
            if !self.has_other_fields
                || Reader::new(rest, Mode::Lenient).field(target, index).is_err()
            {
                self.error = Some(error);
            }
            return Ok(());
        }
        reader.rewind(start);
        reader.field(target, index)?;
        reader.rewind(end);
        Ok(())
    }
}

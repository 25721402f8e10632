//! One value of JSON text, as records read it.

use super::{Mode, Reader, invalid_json, type_mismatch};
use crate::rt::{DecodeError, ExpectedType, Input, Record, Scalar, Step};

/// One value of the text, read where it stands.
pub(super) struct JsonInput<'r, 'a> {
    reader: &'r mut Reader<'a>,
    was_read: bool,
    null: bool,
}

impl<'r, 'a> JsonInput<'r, 'a> {
    pub(super) fn new(reader: &'r mut Reader<'a>) -> Self {
        Self { reader, was_read: false, null: false }
    }

    fn begin(&mut self) -> Result<(), DecodeError> {
        match std::mem::replace(&mut self.was_read, true) {
            true => Err(DecodeError::new("the value was read twice")),
            false => Ok(()),
        }
    }

    /// Steps into a list or an object, if one is next; false for `null`.
    fn open(&mut self, mark: u8, expected: &'static str) -> Result<bool, DecodeError> {
        self.begin()?;
        match self.reader.peek() {
            Some(found) if found == mark => self.reader.descend().map(|()| true),
            Some(b'n') => {
                self.null = true;
                self.reader.keyword("null", Scalar::Null).map(|_| false)
            }
            // Services write empty text for what there is none of, whatever it would be.
            Some(b'"')
                if self.reader.mode != Mode::Strict
                    && self.reader.bytes.get(self.reader.at + 1) == Some(&b'"') =>
            {
                self.null = true;
                self.reader.at += 2;
                Ok(false)
            }
            found => Err(type_mismatch(expected, found)),
        }
    }

    /// Ends the value, and skips it if nothing has read it; false if it was null.
    pub(super) fn finish(self) -> Result<bool, DecodeError> {
        if !self.was_read {
            self.reader.skip()?;
        }
        Ok(!self.null)
    }
}

impl Input for JsonInput<'_, '_> {
    fn scalar(&mut self, expected: ExpectedType) -> Result<Scalar<'_>, DecodeError> {
        self.begin()?;
        let scalar = self.reader.scalar(expected)?;
        let scalar = match self.reader.mode {
            Mode::Lenient | Mode::Recovering => scalar.lenient(expected),
            Mode::Strict => scalar,
        };
        self.null = matches!(scalar, Scalar::Null);
        Ok(scalar)
    }

    fn record(&mut self, target: &mut dyn Record) -> Result<bool, DecodeError> {
        match self.open(b'{', "an object")? {
            true => self.reader.fields(target).map(|()| true),
            false => Ok(false),
        }
    }

    fn list(
        &mut self,
        item: &mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
        if !self.open(b'[', "a list")? {
            return Ok(false);
        }
        if self.reader.peek() == Some(b']') {
            self.reader.ascend();
            return Ok(true);
        }
        for index in 0.. {
            let start = self.reader.position();
            let mut input = JsonInput::new(self.reader);
            let read = item(&mut input).and_then(|()| input.finish());
            if read.is_err() || self.reader.mismatches.len() != start.noted {
                self.reader.settle(start, Step::Item(index), read)?;
            }
            match self.reader.peek() {
                Some(b',') => self.reader.at += 1,
                Some(b']') => break,
                _ => return Err(invalid_json()),
            }
        }
        self.reader.ascend();
        Ok(true)
    }
}

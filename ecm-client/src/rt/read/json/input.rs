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
    #[inline]
    pub(super) fn new(reader: &'r mut Reader<'a>) -> Self {
        Self { reader, was_read: false, null: false }
    }

    #[inline]
    fn begin(&mut self) -> Result<(), DecodeError> {
        match std::mem::replace(&mut self.was_read, true) {
            true => Err(DecodeError::new("the value was read twice")),
            false => Ok(()),
        }
    }

    /// Steps into a list or an object, if one is next; false for `null`.
    #[inline]
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
    #[inline]
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
        let read = self.reader.scalar(expected);
        // Text, the most of an answer, is given on from where it was read: a copy costs as much.
        let read = match expected {
            ExpectedType::Text => read,
            _ if self.reader.mode == Mode::Strict => read,
            _ => read.map(|scalar| scalar.lenient(expected)),
        };
        self.null = matches!(read, Ok(Scalar::Null));
        read
    }

    fn record(&mut self, target: &mut dyn Record) -> Result<bool, DecodeError> {
        if !self.open(b'{', "an object")? {
            return Ok(false);
        }
        self.reader.enter(target.table().fields);
        let read = self.reader.fields(target);
        self.reader.leave();
        read.map(|()| true)
    }

    fn list(
        &mut self,
        item: &mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
        if !self.open(b'[', "a list")? {
            return Ok(false);
        }
        self.reader.enter(&[]);
        let read = self.reader.items(item);
        self.reader.leave();
        read.map(|()| true)
    }
}

impl Reader<'_> {
    /// Reads the items of the list that has been stepped into.
    fn items(
        &mut self,
        item: &mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        if self.peek() == Some(b']') {
            self.ascend();
            return Ok(());
        }
        for index in 0.. {
            let start = self.at;
            self.place.index = index;
            let mut input = JsonInput::new(self);
            if let Err(error) = item(&mut input).and_then(|()| input.finish()) {
                self.settle(start, Step::Item(index), error)?;
            }
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => return Err(invalid_json()),
            }
        }
        self.ascend();
        Ok(())
    }
}

//! Reader of JSON text in place.
//!
//! The common parts are read here: keys in the order of the table, text without escapes, whole
//! numbers. Everything else is left to `serde_json`, value by value.

mod extra;
mod input;
mod recovery;
mod strict;
mod untyped;

use std::borrow::Cow;

use serde::de::{DeserializeOwned, IgnoredAny};

use crate::rt::plain::plain_end;
use crate::rt::{DecodeError, ExpectedType, ExtraField, MAX_DEPTH, Record, Scalar, Step};
use input::JsonInput;
use recovery::{Mismatches, Place};

#[cfg(feature = "dynamic")]
pub(crate) use strict::unknown_field;
pub(crate) use untyped::read_untyped;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// For a request written by a user: an unknown key, or one that stands twice, is an error.
    Strict,
    /// For a response of a service that may be newer than the spec.
    Lenient,
    /// For an answer: as the lenient one, and a value that does not fit is left empty and noted.
    Recovering,
}

/// Reader at a position in JSON text.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    /// The bytes as text, if all of them are UTF-8; otherwise each text is checked as it is read.
    text: Option<&'a str>,
    at: usize,
    depth: usize,
    mode: Mode,
    place: Place,
    mismatches: Mismatches,
    /// Members that the records do not have; `None` if they are not listed.
    extra: Option<Vec<ExtraField>>,
}

/// Place in the text that a reader can return to.
#[derive(Clone, Copy)]
pub(crate) struct Position {
    at: usize,
    depth: usize,
}

/// Key of an object, and its index among the fields of a record.
pub(crate) struct ObjectKey<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) index: Option<usize>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8], mode: Mode) -> Self {
        Self {
            bytes,
            text: std::str::from_utf8(bytes).ok(),
            at: 0,
            depth: 0,
            mode,
            place: Place::default(),
            mismatches: Mismatches::default(),
            extra: None,
        }
    }

    /// Returns the next byte that is no white space, without consuming it.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Fails unless the text ends here.
    pub(crate) fn end(&mut self) -> Result<(), DecodeError> {
        self.peek().map_or(Ok(()), |_| Err(invalid_json()))
    }

    /// Steps into an object, which must be next.
    pub(crate) fn open_object(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            Some(b'{') => self.descend(),
            found => Err(type_mismatch("an object", found)),
        }
    }

    #[inline]
    fn descend(&mut self) -> Result<(), DecodeError> {
        if self.depth >= MAX_DEPTH {
            return Err(too_deep());
        }
        self.at += 1;
        self.depth += 1;
        Ok(())
    }

    #[inline]
    fn ascend(&mut self) {
        self.at += 1;
        self.depth -= 1;
    }

    /// Steps past the next key of the object and its colon, or out of the object where there is
    /// none. The field at `next` is tried first, as fields mostly come in the order of the table.
    pub(crate) fn next_key(
        &mut self,
        is_first: &mut bool,
        fields: &'static [&'static str],
        next: usize,
    ) -> Result<Option<ObjectKey<'a>>, DecodeError> {
        match self.peek() {
            Some(b'}') => {
                self.ascend();
                return Ok(None);
            }
            Some(b',') if !*is_first => self.at += 1,
            _ if *is_first => *is_first = false,
            _ => return Err(invalid_json()),
        }
        if self.peek() != Some(b'"') {
            return Err(invalid_json());
        }
        let start = self.at + 1;
        let end = plain_end(self.bytes, start);
        let is_field = |wire: &&&'static str| {
            self.bytes.get(start..end) == Some(wire.as_bytes())
                && self.bytes.get(end) == Some(&b'"')
        };
        let key = match fields.get(next).filter(is_field) {
            Some(wire) => {
                self.at = end + 1;
                ObjectKey { name: Cow::Borrowed(wire), index: Some(next) }
            }
            None => {
                let name = self.key()?;
                let index = index_of(fields, next, &name);
                ObjectKey { name, index }
            }
        };
        match self.peek() {
            Some(b':') => self.at += 1,
            _ => return Err(invalid_json()),
        }
        Ok(Some(key))
    }

    /// Reads a key. One that no text can be made of is nobody's, and no reason to stop.
    fn key(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        let start = self.at;
        self.string().or_else(|error| {
            self.at = start;
            match self.mode {
                Mode::Recovering if self.text.is_some() => {
                    self.skip().map(|()| Cow::Borrowed("\u{fffd}"))
                }
                _ => Err(error),
            }
        })
    }

    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        match self.plain_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => {
                let text = self.deserialize_next::<String>().map(Cow::Owned);
                text.map_err(|_| not_unicode())
            }
        }
    }

    /// Steps past the text that is next, if it has no escapes and is UTF-8. It is returned in
    /// registers: to move a `Cow` that was just written stalls for longer than the text is read.
    fn plain_string(&mut self) -> Option<&'a str> {
        let start = self.at + 1;
        let end = plain_end(self.bytes, start);
        if self.bytes.get(end) != Some(&b'"') {
            return None;
        }
        let string = match self.text {
            Some(text) => text.get(start..end),
            None => self.bytes.get(start..end).and_then(|bytes| std::str::from_utf8(bytes).ok()),
        };
        if string.is_some() {
            self.at = end + 1;
        }
        string
    }

    /// Reads the value that is next with `serde_json`.
    pub(crate) fn deserialize_next<T: DeserializeOwned>(&mut self) -> Result<T, DecodeError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let mut values = serde_json::Deserializer::from_slice(rest).into_iter::<T>();
        let Some(Ok(value)) = values.next() else { return Err(invalid_json()) };
        self.at += values.byte_offset();
        Ok(value)
    }

    pub(crate) fn skip(&mut self) -> Result<(), DecodeError> {
        if self.peek() == Some(b'"') {
            let end = plain_end(self.bytes, self.at + 1);
            if self.bytes.get(end) == Some(&b'"') {
                self.at = end + 1;
                return Ok(());
            }
        }
        self.deserialize_next::<IgnoredAny>().map(drop)
    }

    #[inline]
    fn scalar(&mut self, expected: ExpectedType) -> Result<Scalar<'a>, DecodeError> {
        match self.peek() {
            Some(b'"') => match self.plain_string() {
                Some(text) => Ok(Scalar::Text(Cow::Borrowed(text))),
                None => self.string().map(Scalar::Text),
            },
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'n') => self.keyword("null", Scalar::Null),
            Some(b't') => self.keyword("true", Scalar::Bool(true)),
            Some(b'f') => self.keyword("false", Scalar::Bool(false)),
            found => Err(type_mismatch(expected.name(), found)),
        }
    }

    #[inline]
    fn keyword(&mut self, keyword: &str, value: Scalar<'a>) -> Result<Scalar<'a>, DecodeError> {
        let end = self.at + keyword.len();
        match self.bytes.get(self.at..end) == Some(keyword.as_bytes()) {
            true => {
                self.at = end;
                Ok(value)
            }
            false => Err(invalid_json()),
        }
    }

    fn number(&mut self) -> Result<Scalar<'a>, DecodeError> {
        // So many digits fit into 64 bits with room for a sign.
        const MAX_DIGITS: usize = 18;
        let is_negative = self.bytes.get(self.at) == Some(&b'-');
        let start = self.at + usize::from(is_negative);
        let digits = self.bytes.get(start..).unwrap_or_default();
        let (mut count, mut value) = (0, 0_i64);
        for byte in digits.iter().take(MAX_DIGITS + 1).take_while(|byte| byte.is_ascii_digit()) {
            value = value.wrapping_mul(10).wrapping_add(i64::from(byte - b'0'));
            count += 1;
        }
        let is_whole = !matches!(digits.get(count), Some(b'.' | b'e' | b'E'));
        let is_zero = digits.first() == Some(&b'0');
        let is_plain = is_whole && (1..=MAX_DIGITS).contains(&count);
        if !is_plain || is_zero && (count > 1 || is_negative) {
            return self.raw_number();
        }
        self.at = start + count;
        Ok(Scalar::Int(if is_negative { -value } else { value }))
    }

    /// Returns the number that is next as it is written.
    #[cold]
    #[inline(never)]
    fn raw_number(&mut self) -> Result<Scalar<'a>, DecodeError> {
        let start = self.at;
        self.skip()?;
        let number = self.bytes.get(start..self.at).map(std::str::from_utf8);
        number.and_then(Result::ok).map(Scalar::Number).ok_or_else(invalid_json)
    }

    /// Reads the object that has been stepped into.
    #[inline]
    pub(crate) fn fields(&mut self, target: &mut dyn Record) -> Result<(), DecodeError> {
        if self.mode == Mode::Strict {
            return strict::fields(self, target);
        }
        let fields = target.table().fields;
        let (mut is_first, mut next) = (true, 0);
        while let Some(key) = self.next_key(&mut is_first, fields, next)? {
            match key.index {
                Some(index) => {
                    next = index + 1;
                    self.field(target, index)?;
                }
                None => self.skip_unknown(&key.name)?,
            }
        }
        Ok(())
    }

    /// Reads the value that is next into its field; false if it was null.
    pub(crate) fn field(
        &mut self,
        target: &mut dyn Record,
        index: usize,
    ) -> Result<bool, DecodeError> {
        let start = self.at;
        self.place.index = index;
        let mut input = JsonInput::new(self);
        match target.set(index, &mut input).and_then(|()| input.finish()) {
            Ok(is_present) => Ok(is_present),
            Err(error) => self.settle(start, Step::Field(index, target.table().wire(index)), error),
        }
    }

    pub(crate) fn position(&self) -> Position {
        Position { at: self.at, depth: self.depth }
    }
}

/// Returns the index of a field in its table, searched from `next` on.
fn index_of(fields: &[&str], next: usize, name: &str) -> Option<usize> {
    let (before, after) = fields.split_at_checked(next).unwrap_or((fields, &[]));
    let later = after.iter().position(|wire| *wire == name).map(|index| next + index);
    later.or_else(|| before.iter().position(|wire| *wire == name))
}

/// Makes the error for text that is not JSON. A caller that only diagnoses finds the position.
fn invalid_json() -> DecodeError {
    DecodeError::new("invalid JSON")
}

/// Makes the error for text that no `String` can hold.
#[cold]
fn not_unicode() -> DecodeError {
    DecodeError::mismatch("Unicode text", "text that is not Unicode")
}

#[cold]
pub(crate) fn too_deep() -> DecodeError {
    DecodeError::mismatch("a value nested at most 127 levels deep", "a deeper one")
}

/// Offers the JSON text of one value of a request to `read`.
#[cfg(feature = "dynamic")]
pub(crate) fn read_value<T>(
    text: &str,
    read: impl FnOnce(&mut dyn crate::rt::Input) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    read(&mut JsonInput::new(&mut Reader::new(text.as_bytes(), Mode::Strict)))
}

/// Makes the error for a value of another type than expected, told by its first byte.
pub(crate) fn type_mismatch(expected: &'static str, first: Option<u8>) -> DecodeError {
    let found = match first {
        Some(b'"') => "text",
        Some(b'-' | b'0'..=b'9') => "a number",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        Some(b'[') => "a list",
        Some(b'{') => "an object",
        _ => return invalid_json(),
    };
    DecodeError::mismatch(expected, found)
}

#[cfg(test)]
mod tests;

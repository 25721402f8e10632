//! Recovery from a value that does not fit: it is left empty and noted, and reading goes on behind it.

use std::ops::Range;

use super::{JsonInput, Mode, Position, Reader};
use crate::rt::{DecodeError, DecodeMismatch, Input, Step};

/// Maximum number of mismatches that are listed. An answer may consist of nothing else, and each
/// takes more memory than the value that it is about.
const MAX_LISTED: usize = 1_000;

/// Values of an answer that did not fit.
#[derive(Default)]
pub(super) struct Mismatches {
    listed: Vec<DecodeMismatch>,
    unlisted: usize,
    /// True once the text turned out not to be JSON.
    broken: bool,
    /// True once a value that did not fit was not even UTF-8.
    not_utf8: bool,
}

impl Mismatches {
    pub(super) fn len(&self) -> usize {
        self.listed.len()
    }

    fn note(&mut self, mismatch: DecodeMismatch) {
        match self.listed.len() < MAX_LISTED {
            true => self.listed.push(mismatch),
            false => self.unlisted += 1,
        }
    }
}

impl Position {
    /// Returns the number of bytes before it.
    pub(crate) fn offset(self) -> usize {
        self.at
    }
}

impl Reader<'_> {
    /// Settles a value that was not read without a mismatch.
    ///
    /// Mismatches within it get this step of their path. A value that does not fit as a whole is noted
    /// and stepped over. Fails if the reader does not recover, or if the text is no JSON.
    #[cold]
    pub(super) fn settle(
        &mut self,
        start: Position,
        step: Step,
        read: Result<bool, DecodeError>,
    ) -> Result<bool, DecodeError> {
        let Err(error) = read else {
            let within = self.mismatches.listed.iter_mut().skip(start.noted);
            within.for_each(|mismatch| mismatch.add(step));
            return read;
        };
        let error = error.at(step);
        if self.mode != Mode::Recovering || self.mismatches.broken {
            return Err(error);
        }
        (self.at, self.depth) = (start.at, start.depth);
        if self.skip().is_err() {
            self.mismatches.broken = true;
            return Err(error);
        }
        if self.text.is_none() {
            let value = self.bytes.get(self.since(start)).unwrap_or_default();
            self.mismatches.not_utf8 |= std::str::from_utf8(value).is_err();
        }
        self.mismatches.listed.truncate(start.noted);
        self.mismatches.note(DecodeMismatch::new(error));
        Ok(true)
    }

    /// Reads the value that is next, at this step of a path, as a field is read.
    pub(crate) fn value(
        &mut self,
        step: Step,
        read: impl FnOnce(&mut dyn Input) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
        let start = self.position();
        let mut input = JsonInput::new(self);
        let read = read(&mut input).and_then(|()| input.finish());
        self.settle(start, step, read)
    }

    /// Returns to a place, to read the value there once more.
    pub(crate) fn rewind(&mut self, start: Position) {
        (self.at, self.depth) = (start.at, start.depth);
    }

    /// Returns the part of the text since a place.
    pub(crate) fn since(&self, start: Position) -> Range<usize> {
        start.at..self.at
    }

    /// Returns true if a value since `start` did not fit.
    pub(crate) fn has_noted_since(&self, start: Position) -> bool {
        self.mismatches.len() != start.noted
    }

    /// Returns true if each value that did not fit was text in UTF-8 at least.
    pub(crate) fn is_utf8(&self) -> bool {
        !self.mismatches.not_utf8
    }

    /// Returns the values that did not fit, in the order of the text.
    pub(crate) fn into_mismatches(self) -> Vec<DecodeMismatch> {
        let Mismatches { mut listed, unlisted, .. } = self.mismatches;
        if unlisted > 0 {
            listed.push(DecodeMismatch::unlisted(unlisted));
        }
        listed
    }
}

//! Recovery from a value that does not fit: it is left empty and noted, and reading goes on behind it.

use std::ops::Range;

use smallvec::SmallVec;

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
    /// Notes a value, in place of what was noted within it before.
    fn note(&mut self, mismatch: DecodeMismatch) {
        while self.listed.last().is_some_and(|last| last.is_part_of(&mismatch)) {
            self.listed.pop();
        }
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

/// Place of the value that is read, among those of one record or list, and of all around it.
///
/// It is kept as reading goes on, which costs one number for each value: a mismatch that is noted
/// does not come back through the levels around it.
#[derive(Default)]
pub(super) struct Place {
    /// Names of the fields of the record; empty for a list.
    fields: &'static [&'static str],
    pub(super) index: usize,
    /// Places that were entered and not left, outermost first.
    outer: SmallVec<[OuterPlace; INLINE_LEVELS]>,
}

/// Place of a record or list that was entered.
struct OuterPlace {
    fields: &'static [&'static str],
    index: usize,
    depth: usize,
}

/// Number of levels that are kept without an allocation, deeper than most answers.
const INLINE_LEVELS: usize = 16;

impl OuterPlace {
    fn step(&self) -> Step {
        match self.fields.get(self.index) {
            Some(wire) => Step::Field(self.index, wire),
            None => Step::Item(self.index),
        }
    }
}

impl Place {
    /// Iterates over the steps to the record or list that is read, innermost first.
    pub(super) fn outer_steps(&self) -> impl Iterator<Item = Step> {
        self.outer.iter().rev().map(OuterPlace::step)
    }
}

impl Reader<'_> {
    /// Names the fields of the record that is read without being entered.
    pub(crate) fn begin(&mut self, fields: &'static [&'static str]) {
        self.place.fields = fields;
    }

    /// Enters the record with these fields, or a list, that has been stepped into.
    #[inline]
    pub(super) fn enter(&mut self, fields: &'static [&'static str]) {
        let depth = self.depth - 1;
        let outer = OuterPlace { fields: self.place.fields, index: self.place.index, depth };
        self.place.outer.push(outer);
        self.place.fields = fields;
    }

    /// Leaves a record or list, whether it was read to its end or not.
    #[inline]
    pub(super) fn leave(&mut self) {
        if let Some(OuterPlace { fields, index, depth }) = self.place.outer.pop() {
            (self.place.fields, self.place.index, self.depth) = (fields, index, depth);
        }
    }

    /// Settles a value that could not be read, at this step of its path.
    ///
    /// It is noted and stepped over, and counts as a value. Fails if the reader does not recover, or
    /// if the text is no JSON.
    #[cold]
    pub(super) fn settle(
        &mut self,
        start: usize,
        step: Step,
        error: DecodeError,
    ) -> Result<bool, DecodeError> {
        let error = error.at(step);
        if self.mode != Mode::Recovering || self.mismatches.broken {
            return Err(error);
        }
        self.at = start;
        if self.skip().is_err() {
            self.mismatches.broken = true;
            return Err(error);
        }
        if self.text.is_none() {
            let value = self.bytes.get(start..self.at).unwrap_or_default();
            self.mismatches.not_utf8 |= std::str::from_utf8(value).is_err();
        }
        let error = self.place.outer_steps().fold(error, DecodeError::at);
        self.mismatches.note(DecodeMismatch::new(error));
        Ok(true)
    }

    /// Reads the value that is next, at this step of a path, as a field is read.
    pub(crate) fn value(
        &mut self,
        step: Step,
        read: impl FnOnce(&mut dyn Input) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
        let start = self.at;
        let mut input = JsonInput::new(self);
        match read(&mut input).and_then(|()| input.finish()) {
            Ok(is_present) => Ok(is_present),
            Err(error) => self.settle(start, step, error),
        }
    }

    /// Returns the number of values that did not fit so far.
    pub(crate) fn mismatch_count(&self) -> usize {
        self.mismatches.listed.len()
    }

    /// Returns to a place, to read the value there once more.
    pub(crate) fn rewind(&mut self, start: Position) {
        (self.at, self.depth) = (start.at, start.depth);
    }

    /// Returns the part of the text since a place.
    pub(crate) fn since(&self, start: Position) -> Range<usize> {
        start.at..self.at
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

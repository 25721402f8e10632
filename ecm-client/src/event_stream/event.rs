//! Single events.

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use super::{Piece, extra_fields};
use crate::rt::{Init, Record};
use crate::{DecodeMismatch, ExtraField};

/// Event of a stream. Dereferences to its data.
#[derive(Clone)]
pub struct Event<T> {
    data: T,
    raw_data: Vec<u8>,
    id: Option<String>,
    event: Option<String>,
    retry: Option<Duration>,
    mismatches: Vec<DecodeMismatch>,
}

impl<T> Event<T> {
    pub(crate) fn new(data: T, piece: Piece, mismatches: Vec<DecodeMismatch>) -> Self {
        let Piece { data: raw_data, id, event, retry } = piece;
        Self { data, raw_data, id, event, retry, mismatches }
    }

    /// Returns the data.
    pub fn data(&self) -> &T {
        &self.data
    }

    /// Returns the data alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.data
    }

    /// Returns the last id of the stream, from this event or an earlier one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Returns the type that the stream gives the event, if it does.
    pub fn event(&self) -> Option<&str> {
        self.event.as_deref()
    }

    /// Returns the time to wait before a new connection, if the stream has just named one.
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Returns the data as the service wrote it, with secrets in plain text.
    ///
    /// It has fields that the spec does not know. Where the answer was a JSON object, it is the body.
    pub fn raw_data(&self) -> &[u8] {
        &self.raw_data
    }

    /// Returns the values of the data that do not have the form of their description.
    ///
    /// Under [`DecodingMode::Strict`](crate::DecodingMode::Strict) there are none.
    pub fn mismatches(&self) -> &[DecodeMismatch] {
        &self.mismatches
    }

    /// Returns the fields of the data that the spec does not know; see
    /// [`Response::extra`](crate::Response::extra).
    pub fn extra(&self) -> Vec<ExtraField>
    where
        T: Record + Init,
    {
        extra_fields(&self.raw_data, &mut T::init())
    }
}

impl<T> Deref for Event<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

// Two events with one meaning are equal, however the service wrote them.
impl<T: PartialEq> PartialEq for Event<T> {
    fn eq(&self, other: &Self) -> bool {
        self.data == other.data
            && self.id == other.id
            && self.event == other.event
            && self.retry == other.retry
            && self.mismatches == other.mismatches
    }
}

impl<T: fmt::Debug> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the raw data, which may hold secrets.
        f.debug_struct("Event")
            .field("data", &self.data)
            .field("id", &self.id)
            .field("event", &self.event)
            .field("retry", &self.retry)
            .field("mismatches", &self.mismatches)
            .finish_non_exhaustive()
    }
}

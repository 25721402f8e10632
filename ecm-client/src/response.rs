//! Result of a call that succeeded.

mod extra;

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;

use crate::rt::DecodeMismatch;
use crate::{Violation, Violations};

/// Response of the service together with the metadata of the call.
///
/// Dereferences to the response itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Response<T> {
    body: T,
    metadata: ResponseMetadata,
}

/// Metadata of a call that succeeded.
#[derive(Clone, Default)]
pub(crate) struct ResponseMetadata {
    pub(crate) request_id: String,
    pub(crate) warnings: Violations,
    pub(crate) mismatches: Vec<DecodeMismatch>,
    pub(crate) raw_body: Bytes,
    pub(crate) attempts: u32,
}

impl<T> Response<T> {
    pub(crate) fn new(body: T, metadata: ResponseMetadata) -> Self {
        Self { body, metadata }
    }

    /// Adds a warning about the response.
    pub(crate) fn with_warning(mut self, warning: Violation) -> Self {
        self.metadata.warnings.push(warning);
        self
    }

    /// Returns the response.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// Returns the response without the metadata.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.body
    }

    pub(crate) fn into_parts(self) -> (T, ResponseMetadata) {
        (self.body, self.metadata)
    }

    /// Returns the id by which the service knows the call; empty if it sent none.
    ///
    /// Support of the vendor asks for it.
    pub fn request_id(&self) -> &str {
        &self.metadata.request_id
    }

    /// Returns the rules that the request broke and that did not keep it from being sent.
    ///
    /// A page of a list has one more (`more_items_than_total`) where the service's number of all
    /// items is smaller than the number of items that have come.
    pub fn warnings(&self) -> &Violations {
        &self.metadata.warnings
    }

    /// Returns the values of the answer that do not have the form of their description.
    ///
    /// They are left empty in the response, and an item of a list is left out. [`Response::raw_body`]
    /// has them as the service wrote them. A value that is absent or `null` is none of them, nor is
    /// one that could be converted without loss, such as a number that is written as text.
    ///
    /// At most 1,000 are listed one by one. A last one without a path stands for all others.
    pub fn mismatches(&self) -> &[DecodeMismatch] {
        &self.metadata.mismatches
    }

    /// Returns the body as the service wrote it, with its envelope and with secrets in plain text.
    pub fn raw_body(&self) -> &[u8] {
        &self.metadata.raw_body
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

// Two calls with one answer are equal, however the service wrote it and how often it was asked.
impl PartialEq for ResponseMetadata {
    fn eq(&self, other: &Self) -> bool {
        self.request_id == other.request_id
            && self.warnings == other.warnings
            && self.mismatches == other.mismatches
    }
}

impl fmt::Debug for ResponseMetadata {
    /// Shows everything but the raw body, which may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseMetadata")
            .field("request_id", &self.request_id)
            .field("warnings", &self.warnings)
            .field("mismatches", &self.mismatches)
            .finish_non_exhaustive()
    }
}

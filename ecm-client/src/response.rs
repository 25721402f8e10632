//! Result of a call that succeeded.

use std::ops::Deref;

use crate::{Violation, Violations};

/// Response of the service together with the metadata of the call.
///
/// Dereferences to the response itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Response<T> {
    body: T,
    request_id: String,
    warnings: Violations,
}

impl<T> Response<T> {
    pub(crate) fn new(body: T, request_id: String, warnings: Violations) -> Self {
        Self { body, request_id, warnings }
    }

    /// Adds a warning about the response.
    pub(crate) fn with_warning(mut self, warning: Violation) -> Self {
        self.warnings.push(warning);
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

    /// Returns the id by which the service knows the call; empty if it sent none.
    ///
    /// Support of the vendor asks for it.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Returns the rules that the request broke and that did not keep it from being sent.
    ///
    /// A page of a list has one more (`more_items_than_total`) where the service's number of all
    /// items is smaller than the number of items that have come.
    pub fn warnings(&self) -> &Violations {
        &self.warnings
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

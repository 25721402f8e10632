//! What a call that succeeded gives.

use std::ops::Deref;

use crate::Violations;

/// The response of a call that succeeded, with what belongs to the call and not to the response.
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

    /// The response.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The response, alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.body
    }

    /// The id by which the service knows the call; empty if it sent none.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// The rules that the request broke and that did not keep it from being sent.
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

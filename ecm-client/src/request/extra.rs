//! Requests with parameters that the spec does not know.

mod value;

use std::fmt;

pub use value::ExtraValue;

use super::Request;
use crate::rt::{self, DecodeError, ExtraParameter, Init, Input, Record, RecordTable, Value};

/// Request with parameters that the spec does not know, made by [`Request::extra`].
///
/// It is sent as the request is, by the same methods of [`Client`](crate::Client) and
/// [`Paginator`](crate::Paginator).
#[derive(Clone)]
pub struct WithExtra<R> {
    request: R,
    // With those of the request, if it has any of its own.
    parameters: Vec<ExtraParameter>,
}

impl<R: Request> WithExtra<R> {
    pub(crate) fn new(request: R) -> Self {
        let parameters = request.extra_parameters().to_vec();
        Self { request, parameters }
    }

    pub(crate) fn with_parameters(request: R, parameters: Vec<ExtraParameter>) -> Self {
        Self { request, parameters }
    }

    /// Adds a parameter; see [`Request::extra`].
    #[must_use]
    pub fn extra(self, name: impl Into<String>, value: impl Into<ExtraValue>) -> Self {
        self.push(name.into(), value.into(), true)
    }

    /// Adds a parameter that is no secret; see [`Request::extra_plain`].
    #[must_use]
    pub fn extra_plain(self, name: impl Into<String>, value: impl Into<ExtraValue>) -> Self {
        self.push(name.into(), value.into(), false)
    }

    fn push(mut self, name: String, ExtraValue(value): ExtraValue, secret: bool) -> Self {
        self.parameters.push(ExtraParameter { name, value, secret });
        self
    }

    /// Returns the request without the parameters.
    pub fn request(&self) -> &R {
        &self.request
    }

    /// Returns the request alone.
    #[must_use]
    pub fn into_inner(self) -> R {
        self.request
    }
}

impl<R: Record> Record for WithExtra<R> {
    fn table(&self) -> &'static RecordTable {
        self.request.table()
    }

    fn value(&self, index: usize) -> &dyn Value {
        self.request.value(index)
    }

    fn value_mut(&mut self, index: usize) -> &mut dyn Value {
        self.request.value_mut(index)
    }

    fn set(&mut self, index: usize, input: &mut dyn Input) -> Result<(), DecodeError> {
        self.request.set(index, input)
    }

    fn extra_parameters(&self) -> &[ExtraParameter] {
        &self.parameters
    }
}

impl<R: Init> Init for WithExtra<R> {
    fn init() -> Self {
        Self { request: R::init(), parameters: Vec::new() }
    }
}

impl<R: Request> Request for WithExtra<R> {
    type Response = R::Response;
    const ACTION: &'static rt::ActionTable = R::ACTION;
}

impl<R: Record> PartialEq for WithExtra<R> {
    fn eq(&self, other: &Self) -> bool {
        rt::equal(self, other)
    }
}

impl<R: Record> fmt::Debug for WithExtra<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        rt::debug(self, f)
    }
}

#[cfg(feature = "serde")]
impl<R: Record> serde::Serialize for WithExtra<R> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        rt::serialize(self, serializer)
    }
}

#[cfg(test)]
mod tests;

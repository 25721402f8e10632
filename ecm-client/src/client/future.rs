//! Named future of a call, which keeps generated methods short.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::Client;
use crate::request_body::BodySource;
use crate::rt::{Init as _, Record};
use crate::{BoxFuture, Error, RawRequest, Request, RequestBody, Response};

/// Future of a call; resolves to the [`Response`] or to an [`Error`].
///
/// Nothing is sent before it is polled. If it is dropped later, the outcome is unknown, as after a
/// lost response.
#[must_use = "nothing is sent until it is awaited"]
pub struct ResponseFuture<'a, T>(BoxFuture<'a, Result<Response<T>, Error>>);

impl<'a, T: Record + 'static> ResponseFuture<'a, T> {
    pub(super) fn new<R: Request<Response = T>>(client: &'a Client, request: &'a R) -> Self {
        Self::of(|| answer(client, request))
    }

    pub(super) fn owned<R: Request<Response = T>>(client: &'a Client, request: R) -> Self {
        Self::of(|| async move { answer(client, &request).await })
    }

    pub(super) fn raw<R: RawRequest<Response = T>>(
        client: &'a Client,
        request: &'a R,
        body: RequestBody,
    ) -> Self {
        Self::of(|| raw_answer(client, request, body))
    }

    /// Creates the call in its final place: it is too large to be moved.
    fn of<F>(call: impl FnOnce() -> F) -> Self
    where
        F: Future<Output = Result<Response<T>, Error>> + Send + 'a,
    {
        let call: Pin<Box<F>> = Box::into_pin(Box::write(Box::new_uninit(), call()));
        Self(call)
    }
}

async fn answer<R: Request<Response: 'static>>(
    client: &Client,
    request: &R,
) -> Result<Response<R::Response>, Error> {
    let mut response = R::Response::init();
    let metadata = client.call(R::ACTION, request, BodySource::Fields, &mut response).await?;
    client.complete(R::ACTION, response, metadata)
}

async fn raw_answer<R: RawRequest<Response: 'static>>(
    client: &Client,
    request: &R,
    body: RequestBody,
) -> Result<Response<R::Response>, Error> {
    let mut response = R::Response::init();
    let body = BodySource::Raw(&body);
    let metadata = client.call(R::ACTION, request, body, &mut response).await?;
    client.complete(R::ACTION, response, metadata)
}

impl<T> Future for ResponseFuture<'_, T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl<T> fmt::Debug for ResponseFuture<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::records::{SwitchOnResponse, switch_on};
    use crate::testing::scripted::{Script, builder};

    /// Largest block that the allocator of Linux keeps ready for whoever asks for one next.
    const MAX_SIZE: usize = 1032;

    #[test]
    fn a_call_fits_into_a_block_that_the_allocator_has_ready() {
        let client = builder(&Script::new([])).build().unwrap();
        let request = switch_on();
        let size = size_of_val(&answer(&client, &request));
        let without_response = size - size_of::<SwitchOnResponse>();
        assert!(without_response <= MAX_SIZE - 64, "{without_response}");
    }
}

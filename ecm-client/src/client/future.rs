//! A call as a future that has a name, so that a generated method is no more than a few instructions.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::Client;
use crate::rt::{Init as _, Record};
use crate::{BoxFuture, Error, Request, Response};

/// A call that is made when it is awaited, and gives the [`Response`] or why there is none.
///
/// Dropped before it was polled, nothing was sent; dropped later, the outcome is unknown, as after an
/// answer that was lost.
#[must_use = "nothing is sent until it is awaited"]
pub struct ResponseFuture<'a, T>(BoxFuture<'a, Result<Response<T>, Error>>);

impl<'a, T: Record + 'static> ResponseFuture<'a, T> {
    pub(super) fn new<R: Request<Response = T>>(client: &'a Client, request: &'a R) -> Self {
        Self::of(|| answer(client, request))
    }

    pub(super) fn owned<R: Request<Response = T>>(client: &'a Client, request: R) -> Self {
        Self::of(|| async move { answer(client, &request).await })
    }

    /// Made where it stays: a call is too large to be moved there for nothing.
    fn of<F>(call: impl FnOnce() -> F) -> Self
    where
        F: Future<Output = Result<Response<T>, Error>> + Send + 'a,
    {
        let call: Pin<Box<F>> = Box::into_pin(Box::write(Box::new_uninit(), call()));
        Self(call)
    }
}

async fn answer<R: Request>(client: &Client, request: &R) -> Result<Response<R::Response>, Error> {
    let mut response = R::Response::init();
    let (request_id, warnings) = client.call(R::ACTION, request, None, &mut response).await?;
    Ok(Response::new(response, request_id, warnings))
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

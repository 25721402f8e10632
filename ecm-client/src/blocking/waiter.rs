//! Waiting until ids are in a state, without an async runtime.

use std::fmt;
use std::time::Duration;

use super::Client;
use crate::{Request, WaiterError, WaiterOutput};

/// Waiting until every id is in a state that the spec names.
///
/// Nothing is sent until [`wait`](Waiter::wait) is called. How it asks and when it ends is described
/// with [`crate::Waiter`].
#[must_use = "nothing is waited for until `wait` is called"]
pub struct Waiter<R> {
    client: Client,
    waiter: crate::Waiter<R>,
}

impl<R: Request<Response: 'static> + 'static> Waiter<R> {
    /// Makes a wait of the other client one that blocks.
    pub fn new(client: &Client, waiter: crate::Waiter<R>) -> Self {
        Self { client: client.clone(), waiter }
    }

    /// Sets the time after which it gives up, counted from the call of [`wait`](Self::wait).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.waiter = self.waiter.timeout(timeout);
        self
    }

    /// Sets the pause between one look and the next.
    pub fn poll_interval(mut self, poll_interval: Duration) -> Self {
        self.waiter = self.waiter.poll_interval(poll_interval);
        self
    }

    /// Sets the request to ask with, for actions that want more than ids.
    ///
    /// Its ids, and its number of items on a page, are replaced.
    pub fn base_request<Q>(mut self, request: &Q) -> Self
    where
        Q: Request<Response = R::Response>,
    {
        self.waiter = self.waiter.base_request(request);
        self
    }

    /// Waits until every id is in the state.
    ///
    /// # Errors
    ///
    /// See [`WaiterError`]: which ids are in which state, whether time ran out, an id can no longer get
    /// there, or a call failed.
    pub fn wait(self) -> Result<WaiterOutput, WaiterError> {
        self.client.wait(self.waiter)
    }
}

impl<R> fmt::Debug for Waiter<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.waiter.fmt(f)
    }
}

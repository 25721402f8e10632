//! Waiting until resources reach a state, by polling.

mod error;
mod poller;
mod state;

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use serde_json::Value;

pub use error::{WaiterError, WaiterErrorKind};
pub use state::{ObservedState, WaiterOutput, WaiterProgress};

use crate::clock::Deadline;
use crate::decoding::accept;
use crate::rt::{self, ExtraParameter, WaiterTable};
use crate::{BoxFuture, Client, Error, Request, WithExtra};
use error::WaiterFailure;
pub(crate) use poller::StatePoller;

/// Future that polls until every id is in a state that the spec names.
///
/// Nothing is sent until it is awaited. Interval and timeout are from the spec unless they are set
/// here.
///
/// ```no_run
/// # use std::time::Duration;
/// # use ecm_client::{Request, Waiter, WaiterError};
/// # async fn show<R: Request<Response: 'static> + 'static>(wait: Waiter<R>) -> Result<(), WaiterError> {
/// let waited = wait.timeout(Duration::from_secs(120)).await?;
/// for seen in waited.states() {
///     println!("{}: {}", seen.id(), seen.state().unwrap_or("gone"));
/// }
/// # Ok(()) }
/// ```
///
/// An id that has reached the state is not polled again. Ids that stand twice are polled once;
/// without any ids it completes at once and nothing is sent.
///
/// The first poll is at once. When the time is over, a call in progress is cancelled. To do that,
/// or to drop the future, changes nothing: the calls only read.
#[must_use = "nothing is waited for until it is awaited"]
pub struct Waiter<R> {
    client: Client,
    table: &'static WaiterTable,
    ids: Vec<String>,
    settings: PollSettings,
    // A function, so that a wait can go where its request could not.
    request_type: PhantomData<fn() -> R>,
}

impl<R: Request<Response: 'static> + 'static> Waiter<R> {
    /// Creates a waiter from the table of a spec.
    #[doc(hidden)]
    pub fn new<I>(client: &Client, table: &'static WaiterTable, ids: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        Self {
            client: client.clone(),
            table,
            ids: ids.into_iter().map(Into::into).collect(),
            settings: PollSettings {
                timeout: Duration::from_secs(table.timeout_seconds),
                poll_interval: Duration::from_secs(table.poll_seconds),
                request: Value::Null,
                extra: Vec::new(),
            },
            request_type: PhantomData,
        }
    }

    #[cfg(all(test, feature = "dynamic"))]
    pub(crate) fn table(&self) -> &'static WaiterTable {
        self.table
    }

    /// Sets the timeout, counted from the moment it is awaited.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// Sets the pause between two polls.
    pub fn poll_interval(mut self, poll_interval: Duration) -> Self {
        self.settings.poll_interval = poll_interval;
        self
    }

    /// Sets the request to poll with, for actions that need more than ids.
    ///
    /// Its ids and its number of items on a page are replaced.
    ///
    /// It is a request of the same action, with or without [extra parameters](Request::extra).
    pub fn base_request<Q>(mut self, request: &Q) -> Self
    where
        Q: Request<Response = R::Response>,
    {
        self.settings.request = rt::to_value(rt::View::Record(request));
        self.settings.extra = request.extra_parameters().to_vec();
        self
    }
}

impl<R: Request<Response: 'static> + 'static> IntoFuture for Waiter<R> {
    type Output = Result<WaiterOutput, WaiterError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let poller = StatePoller::new(self.table, self.ids);
        Box::pin(wait(self.client, poller, self.settings, &|client, table, values, extra| {
            Box::pin(send_request::<R>(client, table, values, extra))
        }))
    }
}

impl<R> fmt::Debug for Waiter<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiter")
            .field("for", &self.table.name)
            .field("ids", &self.ids)
            .field("timeout", &self.settings.timeout)
            .field("poll_interval", &self.settings.poll_interval)
            .finish_non_exhaustive()
    }
}

/// Function that sends one request, without its types.
type SendRequest = dyn Fn(
        Client,
        &'static WaiterTable,
        Value,
        Vec<ExtraParameter>,
    ) -> BoxFuture<'static, Result<Box<dyn rt::Record>, Error>>
    + Send
    + Sync;

async fn send_request<R>(
    client: Client,
    table: &'static WaiterTable,
    values: Value,
    extra: Vec<ExtraParameter>,
) -> Result<Box<dyn rt::Record>, Error>
where
    R: Request<Response: 'static> + 'static,
{
    let mut request = R::init();
    rt::set_all(&mut request, &values)
        .map_err(|error| Error::unsendable(R::ACTION, error.to_string()))?;
    let answer = client.send(&WithExtra::with_parameters(request, extra)).await?;
    // A state that cannot be read must not pass for one that is not there.
    let answer = accept(R::ACTION, answer, |one| table.is_misled_by(one))?;
    Ok(Box::new(answer.into_inner()))
}

pub(crate) struct PollSettings {
    pub(crate) timeout: Duration,
    pub(crate) poll_interval: Duration,
    pub(crate) request: Value,
    pub(crate) extra: Vec<ExtraParameter>,
}

/// Polls until the end; independent of types, so that it is compiled once.
pub(crate) async fn wait(
    client: Client,
    mut poller: StatePoller,
    settings: PollSettings,
    send_request: &SendRequest,
) -> Result<WaiterOutput, WaiterError> {
    let sleep = client.sleep();
    let deadline = Deadline::after(sleep, settings.timeout);
    loop {
        for batch in poller.batches() {
            let request = poller.request(&settings.request, &batch);
            let extra = settings.extra.clone();
            let call = send_request(client.clone(), poller.table(), request, extra);
            match deadline.limit(call).await {
                Some(Ok(response)) => poller.update(&batch, &*response),
                Some(Err(error)) => {
                    return Err(poller.into_error(WaiterFailure::Call(Box::new(error))));
                }
                None => return Err(poller.into_error(WaiterFailure::Deadline(settings.timeout))),
            }
        }
        if poller.has_failed() {
            return Err(poller.into_error(WaiterFailure::Failed));
        }
        if poller.is_done() {
            return Ok(poller.into_output());
        }
        sleep.sleep(settings.poll_interval.min(deadline.left())).await;
        if deadline.left().is_zero() {
            return Err(poller.into_error(WaiterFailure::Deadline(settings.timeout)));
        }
    }
}

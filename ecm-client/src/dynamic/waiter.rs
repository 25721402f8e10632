//! Waiting for states by waiters of a spec that is read at run time.

use std::time::Duration;

use serde_json::Value;

use super::{Action, Api};
use crate::decoding::accept;
use crate::rt::{Record, WaiterTable};
use crate::waiter::{PollSettings, StatePoller, wait};
use crate::{Client, Error, WaiterError, WaiterOutput};

/// Waiter of a spec that is read at run time.
///
/// It polls an action that only reads, as [`Waiter`](crate::Waiter) does.
#[derive(Clone, Copy, Debug)]
pub struct DynamicWaiter {
    action: Action,
    table: &'static WaiterTable,
    timeout: Duration,
    poll_interval: Duration,
}

impl Api {
    /// Returns the waiter of this name, as in `InstancesRunning`; `None` if the spec has none.
    #[must_use]
    pub fn waiter(&self, name: &str) -> Option<DynamicWaiter> {
        let waiters = self.0.spec.waiters.iter().zip(&self.0.waiters);
        let (waiter, table) = waiters.into_iter().find(|(one, _)| one.name.wire == name)?;
        Some(DynamicWaiter {
            action: self.action(&self.0.spec[waiter.action].name.wire)?,
            table,
            timeout: Duration::from_secs(table.timeout_seconds),
            poll_interval: Duration::from_secs(table.poll_seconds),
        })
    }
}

impl DynamicWaiter {
    /// Returns the action that is polled.
    pub fn action(&self) -> Action {
        self.action
    }

    /// Sets the timeout, counted from the start of the wait; the spec's by default.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// Sets the pause between two polls; the spec's by default.
    #[must_use]
    pub fn poll_interval(self, poll_interval: Duration) -> Self {
        Self { poll_interval, ..self }
    }

    /// Polls until every id is in a state that the spec names.
    ///
    /// Nothing is sent without ids. Dropping the future changes nothing: the calls only read.
    ///
    /// # Errors
    ///
    /// When time runs out, an id can no longer reach the state, or a call fails; the error has the
    /// last state of each id.
    pub async fn wait<I>(&self, client: &Client, ids: I) -> Result<WaiterOutput, WaiterError>
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        let ids = ids.into_iter().map(Into::into).collect();
        let settings = PollSettings {
            timeout: self.timeout,
            poll_interval: self.poll_interval,
            request: Value::Null,
            extra: Vec::new(),
        };
        let action = self.action;
        let poller = StatePoller::new(self.table, ids);
        wait(client.clone(), poller, settings, &move |client, table, values, _| {
            Box::pin(poll(client, action, table, values))
        })
        .await
    }
}

async fn poll(
    client: Client,
    action: Action,
    table: &'static WaiterTable,
    values: Value,
) -> Result<Box<dyn Record>, Error> {
    let request = action
        .request(&values.to_string())
        .map_err(|error| Error::unsendable(action.table, error.to_string()))?;
    let answer = client.send_dynamic(&request).await?;
    // A state that cannot be read must not pass for one that is not there.
    let answer = accept(action.table, answer, |one| table.is_misled_by(one))?;
    Ok(Box::new(answer.into_inner().record))
}

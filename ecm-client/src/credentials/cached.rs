//! Credentials that are fetched when they are needed, once for all who need them.

mod backoff;
mod state;

use std::fmt;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;

use super::{Credentials, CredentialsError, CredentialsProvider, Provided};
use crate::clock::within;
use crate::{BoxFuture, Clock, Sleep, SystemClock, TokioSleep};
use state::{Freshness, State};

/// How long one fetch may take.
const LONGEST_FETCH: Duration = Duration::from_secs(60);

/// After this, a fetch is not under way any more, whatever has become of it.
const ABANDONED: Duration = Duration::from_secs(65);

/// Keeps what another provider gives, and asks it again in time.
///
/// - Credentials are fetched when they are first needed, and again in the last five minutes before
///   they expire, or in the last quarter of a shorter life. Until they have expired, the old ones
///   are given meanwhile. Those that do not expire are kept until the service refuses them.
/// - All who wait, wait for the same fetch. It is a task of its own on the tokio runtime: whoever
///   stops waiting does not stop it.
/// - A fetch that fails is an error only where there are no valid credentials. The next one is made
///   after a pause of a second that doubles up to a minute with every failure in a row; who asks in
///   between gets the error of the last.
///
/// ```
/// # use std::sync::Arc;
/// # use ecm_client::credentials::{CachedCredentialsProvider, Credentials, CredentialsError, CredentialsProvider};
/// # use ecm_client::BoxFuture;
/// # struct FromVault;
/// # impl CredentialsProvider for FromVault {
/// #     fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
/// #         Box::pin(async { Err(CredentialsError::new("the vault is closed")) })
/// #     }
/// # }
/// let provider = CachedCredentialsProvider::new(FromVault);
/// ```
#[derive(Clone)]
pub struct CachedCredentialsProvider {
    shared: Arc<Shared>,
}

struct Shared {
    inner: Box<dyn CredentialsProvider>,
    clock: Arc<dyn Clock>,
    sleep: Arc<dyn Sleep>,
    state: Mutex<State>,
}

/// What is to be done for somebody who asks.
enum Plan {
    Use(Arc<Credentials>),
    Fail(CredentialsError),
    Wait { number: u64, outcome: watch::Receiver<Option<Provided>> },
}

impl CachedCredentialsProvider {
    /// Keeps what this provider gives.
    #[must_use]
    pub fn new(inner: impl CredentialsProvider + 'static) -> Self {
        Self::with_time(inner, Arc::new(SystemClock), Arc::new(TokioSleep::new()))
    }

    /// Tells the time by this clock and measures pauses with this timer.
    #[must_use]
    pub fn with_time(
        inner: impl CredentialsProvider + 'static,
        clock: Arc<dyn Clock>,
        sleep: Arc<dyn Sleep>,
    ) -> Self {
        let state = Mutex::default();
        Self { shared: Arc::new(Shared { inner: Box::new(inner), clock, sleep, state }) }
    }

    async fn get(&self, rejected: Option<&Credentials>) -> Provided {
        let mut last_round = false;
        loop {
            let (number, mut outcome) = match self.shared.plan(rejected) {
                Plan::Use(credentials) => return Ok(credentials),
                Plan::Fail(error) => return Err(error),
                Plan::Wait { number, outcome } => (number, outcome),
            };
            let outcome = pin!(outcome.wait_for(Option::is_some));
            let outcome = within(&*self.shared.sleep, || ABANDONED, outcome).await;
            if let Some(Some(provided)) = outcome.and_then(Result::ok).map(|seen| seen.clone()) {
                return provided;
            }
            // The task is gone, with its runtime or by a panic, or its runtime stands still:
            // whoever waited makes another, once.
            let error = self.shared.abandon(number, last_round);
            if last_round {
                return Err(error);
            }
            last_round = true;
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // A thread that panicked while it held the lock has left a state that is as good as any.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn plan(self: &Arc<Self>, rejected: Option<&Credentials>) -> Plan {
        let (now, elapsed) = (self.clock.now(), self.sleep.elapsed());
        let mut state = self.state();
        match state.held(rejected).map(|held| (held.freshness(now, elapsed), held.give())) {
            Some((Freshness::Fresh, credentials)) => return Plan::Use(credentials),
            Some((Freshness::Aging, credentials)) => {
                if state.fetch(elapsed, ABANDONED).is_none() && state.failures.is_over(elapsed) {
                    // Where it cannot be started there is nobody to tell, and nothing is lost yet.
                    let _ = self.start(&mut state, elapsed);
                }
                return Plan::Use(credentials);
            }
            Some((Freshness::Gone, _)) | None => {}
        }
        if let Some(fetch) = state.fetch(elapsed, ABANDONED) {
            return Plan::Wait { number: fetch.number, outcome: fetch.outcome.clone() };
        }
        if let Some(error) = state.last_error.as_ref().filter(|_| !state.failures.is_over(elapsed))
        {
            return Plan::Fail(error.clone());
        }
        if rejected.is_some() && state.held(None).is_some() {
            if !state.refusals.is_over(elapsed) {
                let problem = "the service refuses them again and again";
                return Plan::Fail(CredentialsError::new(problem));
            }
            state.refusals.note(elapsed);
        }
        self.start(&mut state, elapsed).unwrap_or_else(Plan::Fail)
    }

    /// Begins to fetch, in a task that outlives whoever asked.
    fn start(
        self: &Arc<Self>,
        state: &mut State,
        elapsed: Duration,
    ) -> Result<Plan, CredentialsError> {
        let runtime = Handle::try_current()
            .map_err(|_| CredentialsError::new("there is no tokio runtime to fetch them on"))?;
        let (sender, outcome) = watch::channel(None);
        let number = state.start(elapsed, outcome.clone());
        let shared = Arc::clone(self);
        runtime.spawn(async move {
            let fetch = shared.inner.credentials();
            let provided = within(&*shared.sleep, || LONGEST_FETCH, fetch).await;
            let late = || Err(CredentialsError::new("they did not come in time"));
            let provided = provided.unwrap_or_else(late);
            shared.complete(number, &provided);
            sender.send_replace(Some(provided));
        });
        Ok(Plan::Wait { number, outcome })
    }

    fn complete(&self, number: u64, provided: &Provided) {
        let (now, elapsed) = (self.clock.now(), self.sleep.elapsed());
        let mut state = self.state();
        if !state.complete(number) {
            return;
        }
        match provided {
            Ok(credentials) => state.hold(Arc::clone(credentials), now, elapsed),
            Err(error) => {
                if state.held(None).is_some() {
                    tracing::warn!(%error, "credentials were not renewed");
                }
                state.fail(error.clone(), elapsed);
            }
        }
    }

    fn abandon(&self, number: u64, counts: bool) -> CredentialsError {
        let error = CredentialsError::new("fetching them was broken off");
        let elapsed = self.sleep.elapsed();
        let mut state = self.state();
        if state.complete(number) && counts {
            state.fail(error.clone(), elapsed);
        }
        error
    }
}

impl CredentialsProvider for CachedCredentialsProvider {
    fn credentials(&self) -> BoxFuture<'_, Provided> {
        Box::pin(self.get(None))
    }

    fn refresh<'a>(&'a self, rejected: &'a Credentials) -> BoxFuture<'a, Provided> {
        Box::pin(self.get(Some(rejected)))
    }
}

impl fmt::Debug for CachedCredentialsProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedCredentials").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

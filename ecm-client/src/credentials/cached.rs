//! Cache of credentials that are fetched when needed, once for all callers.

mod state;

use std::fmt;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;

use super::{Credentials, CredentialsError, CredentialsProvider, CredentialsResult};
use crate::clock::timeout;
use crate::{BoxFuture, Clock, Sleep, SystemClock, TokioSleep, Transport};
use state::{Freshness, State};

const FETCH_TIMEOUT: Duration = Duration::from_secs(60);

/// Age from which a fetch counts as abandoned.
const MAX_FETCH_AGE: Duration = Duration::from_secs(65);

/// Caches the credentials of another provider and renews them in time.
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

enum CacheLookup {
    Hit(Arc<Credentials>),
    Failed(CredentialsError),
    Pending { number: u64, outcome: watch::Receiver<Option<CredentialsResult>> },
}

impl CachedCredentialsProvider {
    /// Caches the credentials of this provider, by the system's clock and tokio's timer.
    #[must_use]
    pub fn new(inner: impl CredentialsProvider + 'static) -> Self {
        Self::with_time(inner, Arc::new(SystemClock), Arc::new(TokioSleep::new()))
    }

    /// Caches the credentials of this provider, by this clock and this timer.
    ///
    /// The clock judges whether credentials have expired; the timer measures pauses and the time of
    /// a fetch.
    #[must_use]
    pub fn with_time(
        inner: impl CredentialsProvider + 'static,
        clock: Arc<dyn Clock>,
        sleep: Arc<dyn Sleep>,
    ) -> Self {
        let state = Mutex::default();
        Self { shared: Arc::new(Shared { inner: Box::new(inner), clock, sleep, state }) }
    }

    async fn get(&self, rejected: Option<&Credentials>) -> CredentialsResult {
        let mut last_round = false;
        loop {
            let (number, mut outcome) = match self.shared.lookup(rejected) {
                CacheLookup::Hit(credentials) => return Ok(credentials),
                CacheLookup::Failed(error) => return Err(error),
                CacheLookup::Pending { number, outcome } => (number, outcome),
            };
            let outcome = pin!(outcome.wait_for(Option::is_some));
            let outcome = timeout(&*self.shared.sleep, || MAX_FETCH_AGE, outcome).await;
            if let Some(Some(result)) = outcome.and_then(Result::ok).map(|seen| seen.clone()) {
                return result;
            }
            // The task is gone, with its runtime or by a panic, or its runtime is stalled: whoever
            // waited starts another fetch, once.
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
        // A thread that panicked with the lock held has left a valid state.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lookup(self: &Arc<Self>, rejected: Option<&Credentials>) -> CacheLookup {
        let (now, elapsed) = (self.clock.now(), self.sleep.elapsed());
        let mut state = self.state();
        match state
            .entry(rejected)
            .map(|entry| (entry.freshness(now, elapsed), entry.credentials()))
        {
            Some((Freshness::Fresh, credentials)) => return CacheLookup::Hit(credentials),
            Some((Freshness::Stale, credentials)) => {
                if state.fetch(elapsed, MAX_FETCH_AGE).is_none() && state.failures.is_over(elapsed)
                {
                    // A failure to start it is not reported: the old credentials are still valid.
                    let _ = self.start(&mut state, elapsed, None);
                }
                return CacheLookup::Hit(credentials);
            }
            Some((Freshness::Expired, _)) | None => {}
        }
        if let Some(fetch) = state.fetch(elapsed, MAX_FETCH_AGE) {
            return CacheLookup::Pending { number: fetch.number, outcome: fetch.outcome.clone() };
        }
        if let Some(error) = state.last_error.as_ref().filter(|_| !state.failures.is_over(elapsed))
        {
            return CacheLookup::Failed(error.clone());
        }
        if rejected.is_some() && state.entry(None).is_some() {
            if !state.refusals.is_over(elapsed) {
                let problem = "the service rejects them repeatedly; replace them at their source";
                return CacheLookup::Failed(CredentialsError::new(problem));
            }
            state.refusals.record(elapsed);
        }
        self.start(&mut state, elapsed, rejected.cloned()).unwrap_or_else(CacheLookup::Failed)
    }

    /// Starts a fetch in a task that outlives the caller.
    fn start(
        self: &Arc<Self>,
        state: &mut State,
        elapsed: Duration,
        rejected: Option<Credentials>,
    ) -> Result<CacheLookup, CredentialsError> {
        let runtime = Handle::try_current().map_err(|_| {
            CredentialsError::new("fetching them needs a tokio runtime; make the call in one")
        })?;
        let (sender, outcome) = watch::channel(None);
        let number = state.start(elapsed, outcome.clone());
        let shared = Arc::clone(self);
        runtime.spawn(async move {
            // What is inside may be a cache as well.
            let fetch = match &rejected {
                Some(rejected) => shared.inner.refresh(rejected),
                None => shared.inner.credentials(),
            };
            let result = timeout(&*shared.sleep, || FETCH_TIMEOUT, fetch).await;
            let late = || {
                Err(CredentialsError::transient(
                    "the source gave none within 60 s; check whether it can be reached",
                ))
            };
            let result = result.unwrap_or_else(late).and_then(usable);
            shared.complete(number, &result);
            sender.send_replace(Some(result));
        });
        Ok(CacheLookup::Pending { number, outcome })
    }

    fn complete(&self, number: u64, result: &CredentialsResult) {
        let (now, elapsed) = (self.clock.now(), self.sleep.elapsed());
        let mut state = self.state();
        if !state.complete(number) {
            return;
        }
        match result {
            Ok(credentials) => state.store(Arc::clone(credentials), now, elapsed),
            Err(error) => {
                if state.entry(None).is_some() {
                    tracing::warn!(%error, "credentials were not renewed");
                }
                state.fail(error.clone(), elapsed);
            }
        }
    }

    fn abandon(&self, number: u64, counts: bool) -> CredentialsError {
        let problem = "fetching them was cancelled; send the request again";
        let error = CredentialsError::transient(problem);
        let elapsed = self.sleep.elapsed();
        let mut state = self.state();
        if state.complete(number) && counts {
            state.fail(error.clone(), elapsed);
        }
        error
    }
}

impl CredentialsProvider for CachedCredentialsProvider {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(self.get(None))
    }

    fn refresh<'a>(&'a self, rejected: &'a Credentials) -> BoxFuture<'a, CredentialsResult> {
        Box::pin(self.get(Some(rejected)))
    }

    fn use_transport(&self, transport: &Arc<dyn Transport>) {
        self.shared.inner.use_transport(transport);
    }

    fn origin(&self) -> Option<String> {
        self.shared.inner.origin()
    }
}

/// Refuses what cannot sign before it takes the place of what can.
fn usable(credentials: Arc<Credentials>) -> CredentialsResult {
    match credentials.problem() {
        Some(problem) => Err(CredentialsError::new(problem)),
        None => Ok(credentials),
    }
}

impl fmt::Debug for CachedCredentialsProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedCredentialsProvider").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

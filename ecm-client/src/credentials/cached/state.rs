//! What is kept, and what is under way.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

use super::super::{Credentials, CredentialsError, CredentialsResult};
use super::backoff::Backoff;

/// How long before they expire credentials are fetched anew.
const REFRESH_MARGIN: Duration = Duration::from_secs(5 * 60);

/// How long before they expire credentials are not given any more: a request takes a moment.
const EXPIRY_MARGIN: Duration = Duration::from_secs(5);

/// How long credentials are good that have just come, whatever the clock says of them: where it is
/// wrong, or the source has no others yet, asking again and again helps nobody.
const MIN_LIFETIME: Duration = Duration::from_secs(30);

#[derive(Default)]
pub(super) struct State {
    entry: Option<CacheEntry>,
    fetch: Option<InFlightFetch>,
    fetches: u64,
    /// After fetches that failed.
    pub(super) failures: Backoff,
    /// After credentials that the service refused.
    pub(super) refusals: Backoff,
    pub(super) last_error: Option<CredentialsError>,
}

/// Credentials that were fetched.
pub(super) struct CacheEntry {
    credentials: Arc<Credentials>,
    since: Duration,
    min_lifetime: Duration,
    margin: Duration,
}

/// A fetch that is under way.
pub(super) struct InFlightFetch {
    pub(super) number: u64,
    pub(super) outcome: watch::Receiver<Option<CredentialsResult>>,
    began: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Freshness {
    Fresh,
    /// Valid, and to be replaced soon.
    Stale,
    Expired,
}

impl CacheEntry {
    fn new(credentials: Arc<Credentials>, now: SystemTime, elapsed: Duration) -> Self {
        let life = credentials.expiry().map_or(Duration::MAX, |at| left(at, now));
        let min_lifetime =
            if life <= EXPIRY_MARGIN { MIN_LIFETIME } else { MIN_LIFETIME.min(life / 2) };
        Self { credentials, since: elapsed, min_lifetime, margin: REFRESH_MARGIN.min(life / 4) }
    }

    pub(super) fn credentials(&self) -> Arc<Credentials> {
        Arc::clone(&self.credentials)
    }

    pub(super) fn freshness(&self, now: SystemTime, elapsed: Duration) -> Freshness {
        let Some(expiry) = self.credentials.expiry() else { return Freshness::Fresh };
        let left = left(expiry, now);
        if left > self.margin || elapsed.saturating_sub(self.since) < self.min_lifetime {
            return Freshness::Fresh;
        }
        if left > EXPIRY_MARGIN { Freshness::Stale } else { Freshness::Expired }
    }
}

fn left(expiry: SystemTime, now: SystemTime) -> Duration {
    expiry.duration_since(now).unwrap_or_default()
}

impl State {
    /// What is kept, unless it is what the service has rejected.
    pub(super) fn entry(&self, rejected: Option<&Credentials>) -> Option<&CacheEntry> {
        let other =
            |entry: &&CacheEntry| rejected.is_none_or(|rejected| *entry.credentials != *rejected);
        self.entry.as_ref().filter(other)
    }

    pub(super) fn store(
        &mut self,
        credentials: Arc<Credentials>,
        now: SystemTime,
        elapsed: Duration,
    ) {
        self.entry = Some(CacheEntry::new(credentials, now, elapsed));
        self.failures.reset();
        self.last_error = None;
    }

    pub(super) fn fail(&mut self, error: CredentialsError, elapsed: Duration) {
        self.failures.record(elapsed);
        self.last_error = Some(error);
    }

    /// The fetch that is under way, if it has not been for too long.
    pub(super) fn fetch(&self, elapsed: Duration, max_age: Duration) -> Option<&InFlightFetch> {
        self.fetch.as_ref().filter(|fetch| elapsed.saturating_sub(fetch.began) < max_age)
    }

    /// Notes a fetch that begins, and numbers it.
    pub(super) fn start(
        &mut self,
        elapsed: Duration,
        outcome: watch::Receiver<Option<CredentialsResult>>,
    ) -> u64 {
        self.fetches += 1;
        self.fetch = Some(InFlightFetch { number: self.fetches, outcome, began: elapsed });
        self.fetches
    }

    /// Ends a fetch; false where another has taken its place.
    pub(super) fn complete(&mut self, number: u64) -> bool {
        self.fetch.take_if(|fetch| fetch.number == number).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn freshness(life: u64, age: u64) -> Freshness {
        let seconds = Duration::from_secs;
        let start = SystemTime::UNIX_EPOCH + seconds(1_000_000);
        let credentials = Credentials::new("id", "key").with_expiry(start + seconds(life));
        let entry = CacheEntry::new(Arc::new(credentials), start, Duration::ZERO);
        entry.freshness(start + seconds(age), seconds(age))
    }

    #[test]
    fn credentials_age_in_their_last_five_minutes_or_their_last_quarter() {
        use Freshness::{Expired, Fresh, Stale};
        for (life, age, expected) in [
            (7200, 0, Fresh),
            (7200, 6899, Fresh),
            (7200, 6900, Stale),
            (7200, 7194, Stale),
            (7200, 7195, Expired),
            (7200, 9999, Expired),
            (60, 44, Fresh),
            (60, 45, Stale),
            (60, 55, Expired),
            // By a clock that is wrong.
            (0, 29, Fresh),
            (0, 30, Expired),
        ] {
            assert_eq!(freshness(life, age), expected, "{age} of {life}");
        }
    }
}

//! State of the cache.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

use super::super::{Credentials, CredentialsError, CredentialsResult};
use crate::identity::Backoff;

/// Time before the expiry at which a renewal starts.
const REFRESH_MARGIN: Duration = Duration::from_secs(5 * 60);

/// Time before the expiry from which credentials are not used: a request takes a moment.
const EXPIRY_MARGIN: Duration = Duration::from_secs(5);

/// Time for which new credentials are used, whatever the clock says. If the clock is wrong, or the
/// source has no others yet, fetching again and again helps nobody.
const MIN_LIFETIME: Duration = Duration::from_secs(30);

#[derive(Default)]
pub(super) struct State {
    entry: Option<CacheEntry>,
    fetch: Option<InFlightFetch>,
    fetches: u64,
    pub(super) failures: Backoff,
    /// Backoff after credentials that the service rejected.
    pub(super) refusals: Backoff,
    pub(super) last_error: Option<CredentialsError>,
}

pub(super) struct CacheEntry {
    credentials: Arc<Credentials>,
    since: Duration,
    min_lifetime: Duration,
    margin: Duration,
}

pub(super) struct InFlightFetch {
    pub(super) number: u64,
    pub(super) outcome: watch::Receiver<Option<CredentialsResult>>,
    began: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Freshness {
    Fresh,
    /// Valid, to be renewed.
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
    /// Returns the cached credentials, unless they are the rejected ones.
    pub(super) fn entry(&self, rejected: Option<&Credentials>) -> Option<&CacheEntry> {
        let other = |entry: &&CacheEntry| {
            rejected.is_none_or(|rejected| !entry.credentials.signs_like(rejected))
        };
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

    /// Returns the fetch in flight, unless it is older than `max_age`.
    pub(super) fn fetch(&self, elapsed: Duration, max_age: Duration) -> Option<&InFlightFetch> {
        self.fetch.as_ref().filter(|fetch| elapsed.saturating_sub(fetch.began) < max_age)
    }

    /// Registers a fetch that begins, and returns its number.
    pub(super) fn start(
        &mut self,
        elapsed: Duration,
        outcome: watch::Receiver<Option<CredentialsResult>>,
    ) -> u64 {
        self.fetches += 1;
        self.fetch = Some(InFlightFetch { number: self.fetches, outcome, began: elapsed });
        self.fetches
    }

    /// Removes a finished fetch; false if another has taken its place.
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

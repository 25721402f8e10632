//! What is kept, and what is under way.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

use super::super::{Credentials, CredentialsError, Provided};
use super::backoff::Backoff;

/// How long before they expire credentials are fetched anew.
const MARGIN: Duration = Duration::from_secs(5 * 60);

/// How long before they expire credentials are not given any more: a request takes a moment.
const LAST_MOMENT: Duration = Duration::from_secs(5);

/// How long credentials are good that have just come, whatever the clock says of them: where it is
/// wrong, or the source has no others yet, asking again and again helps nobody.
const SETTLED: Duration = Duration::from_secs(30);

#[derive(Default)]
pub(super) struct State {
    held: Option<Held>,
    fetch: Option<InFlightFetch>,
    fetches: u64,
    /// After fetches that failed.
    pub(super) failures: Backoff,
    /// After credentials that the service refused.
    pub(super) refusals: Backoff,
    pub(super) last_error: Option<CredentialsError>,
}

/// Credentials that were fetched.
pub(super) struct Held {
    credentials: Arc<Credentials>,
    since: Duration,
    settled: Duration,
    margin: Duration,
}

/// A fetch that is under way.
pub(super) struct InFlightFetch {
    pub(super) number: u64,
    pub(super) outcome: watch::Receiver<Option<Provided>>,
    began: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Freshness {
    Fresh,
    /// Valid, and to be replaced soon.
    Aging,
    Gone,
}

impl Held {
    fn new(credentials: Arc<Credentials>, now: SystemTime, elapsed: Duration) -> Self {
        let life = credentials.expiry().map_or(Duration::MAX, |at| left(at, now));
        let settled = if life <= LAST_MOMENT { SETTLED } else { SETTLED.min(life / 2) };
        Self { credentials, since: elapsed, settled, margin: MARGIN.min(life / 4) }
    }

    pub(super) fn give(&self) -> Arc<Credentials> {
        Arc::clone(&self.credentials)
    }

    pub(super) fn freshness(&self, now: SystemTime, elapsed: Duration) -> Freshness {
        let Some(expiry) = self.credentials.expiry() else { return Freshness::Fresh };
        let left = left(expiry, now);
        if left > self.margin || elapsed.saturating_sub(self.since) < self.settled {
            return Freshness::Fresh;
        }
        if left > LAST_MOMENT { Freshness::Aging } else { Freshness::Gone }
    }
}

fn left(expiry: SystemTime, now: SystemTime) -> Duration {
    expiry.duration_since(now).unwrap_or_default()
}

impl State {
    /// What is kept, unless it is what the service has rejected.
    pub(super) fn held(&self, rejected: Option<&Credentials>) -> Option<&Held> {
        let other = |held: &&Held| rejected.is_none_or(|rejected| *held.credentials != *rejected);
        self.held.as_ref().filter(other)
    }

    pub(super) fn hold(
        &mut self,
        credentials: Arc<Credentials>,
        now: SystemTime,
        elapsed: Duration,
    ) {
        self.held = Some(Held::new(credentials, now, elapsed));
        self.failures.reset();
        self.last_error = None;
    }

    pub(super) fn fail(&mut self, error: CredentialsError, elapsed: Duration) {
        self.failures.note(elapsed);
        self.last_error = Some(error);
    }

    /// The fetch that is under way, if it has not been for too long.
    pub(super) fn fetch(&self, elapsed: Duration, longest: Duration) -> Option<&InFlightFetch> {
        self.fetch.as_ref().filter(|fetch| elapsed.saturating_sub(fetch.began) < longest)
    }

    /// Notes a fetch that begins, and numbers it.
    pub(super) fn start(
        &mut self,
        elapsed: Duration,
        outcome: watch::Receiver<Option<Provided>>,
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
        let held = Held::new(Arc::new(credentials), start, Duration::ZERO);
        held.freshness(start + seconds(age), seconds(age))
    }

    #[test]
    fn credentials_age_in_their_last_five_minutes_or_their_last_quarter() {
        use Freshness::{Aging, Fresh, Gone};
        for (life, age, expected) in [
            (7200, 0, Fresh),
            (7200, 6899, Fresh),
            (7200, 6900, Aging),
            (7200, 7194, Aging),
            (7200, 7195, Gone),
            (7200, 9999, Gone),
            (60, 44, Fresh),
            (60, 45, Aging),
            (60, 55, Gone),
            // By a clock that is wrong.
            (0, 29, Fresh),
            (0, 30, Gone),
        ] {
            assert_eq!(freshness(life, age), expected, "{age} of {life}");
        }
    }
}

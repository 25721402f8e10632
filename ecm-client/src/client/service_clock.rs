//! Time by the service's clock.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::DATE;

use crate::Clock;
use ecm_sign::{SigningTime, TimeOutOfRange};

/// Clock that is corrected by the service's clock; shared by clones of a client.
pub(super) struct ServiceClock {
    clock: Box<dyn Clock>,
    /// Seconds that the service's clock is ahead of ours.
    offset: AtomicI64,
}

impl ServiceClock {
    pub(super) fn new(clock: Box<dyn Clock>) -> Self {
        Self { clock, offset: AtomicI64::new(0) }
    }

    pub(super) fn now(&self) -> Result<SigningTime, TimeOutOfRange> {
        let now = self.clock.now();
        // A correction that leads to no time that can be signed was learnt from a wrong date; only a
        // request that is sent can be answered with a right one.
        SigningTime::try_from(self.corrected(now)).or_else(|_| SigningTime::try_from(now))
    }

    /// Returns the time by the service's clock, as far as it is known.
    pub(super) fn time(&self) -> SystemTime {
        self.corrected(self.clock.now())
    }

    fn corrected(&self, now: SystemTime) -> SystemTime {
        let seconds = self.offset.load(Ordering::Relaxed);
        let size = Duration::from_secs(seconds.unsigned_abs());
        let moved = if seconds < 0 { now.checked_sub(size) } else { now.checked_add(size) };
        moved.unwrap_or(now)
    }

    /// Corrects the clock by the `Date` of a response; false where no date can be read.
    pub(super) fn learn(&self, headers: &HeaderMap) -> bool {
        let Some(date) = date_of(headers) else { return false };
        let seconds = |size: Duration| i64::try_from(size.as_secs()).ok();
        let offset = match date.duration_since(self.clock.now()) {
            Ok(offset) => seconds(offset),
            Err(behind) => seconds(behind.duration()).map(|size| -size),
        };
        offset.inspect(|offset| self.offset.store(*offset, Ordering::Relaxed)).is_some()
    }
}

/// Returns the `Date` of a response; `None` where there is none that can be read.
pub(super) fn date_of(headers: &HeaderMap) -> Option<SystemTime> {
    let date = headers.get(DATE)?.to_str().ok()?;
    httpdate::parse_http_date(date).ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn dated(date: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(DATE, HeaderValue::from_static(date))])
    }

    #[test]
    fn the_date_of_an_answer_corrects_the_clock_both_ways() {
        let service = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        for offset in [0_u64, 1, 301, 86_400, 900_000_000] {
            let offset = Duration::from_secs(offset);
            for ours in [service.checked_sub(offset), service.checked_add(offset)] {
                let ours = ours.unwrap();
                let clock = ServiceClock::new(Box::new(move || ours));
                assert_eq!(clock.corrected(ours), ours);
                assert!(clock.learn(&dated("Sun, 06 Nov 1994 08:49:37 GMT")));
                assert_eq!(clock.corrected(ours), service);
                let later = ours + Duration::from_secs(60);
                assert_eq!(clock.corrected(later), service + Duration::from_secs(60));
            }
        }
    }

    #[test]
    fn what_is_no_date_teaches_nothing() {
        let now = SystemTime::UNIX_EPOCH;
        let clock = ServiceClock::new(Box::new(move || now));
        for odd in ["", "yesterday", "Sun, 06 Nov 1994", "Sun, 99 Nov 1994 08:49:37 GMT"] {
            assert!(!clock.learn(&dated(odd)), "{odd}");
        }
        assert!(!clock.learn(&HeaderMap::new()));
        assert_eq!(clock.corrected(now), now);
    }
}

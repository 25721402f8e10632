//! What the clock of this machine is off by.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::DATE;

/// Seconds by which the service's clock is ahead of ours, as far as it has told; shared by clones.
#[derive(Default)]
pub(super) struct Skew(AtomicI64);

impl Skew {
    /// The time by the service's clock.
    pub(super) fn corrected(&self, now: SystemTime) -> SystemTime {
        let seconds = self.0.load(Ordering::Relaxed);
        let size = Duration::from_secs(seconds.unsigned_abs());
        let moved = if seconds < 0 { now.checked_sub(size) } else { now.checked_add(size) };
        moved.unwrap_or(now)
    }

    /// Learns from the `Date` of an answer; false where there is none that can be read.
    pub(super) fn learn(&self, now: SystemTime, headers: &HeaderMap) -> bool {
        let date = headers.get(DATE).and_then(|date| date.to_str().ok());
        let Some(date) = date.and_then(|date| httpdate::parse_http_date(date).ok()) else {
            return false;
        };
        let seconds = |size: Duration| i64::try_from(size.as_secs()).ok();
        let ahead = match date.duration_since(now) {
            Ok(ahead) => seconds(ahead),
            Err(behind) => seconds(behind.duration()).map(|size| -size),
        };
        ahead.inspect(|ahead| self.0.store(*ahead, Ordering::Relaxed)).is_some()
    }
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
                let (skew, ours) = (Skew::default(), ours.unwrap());
                assert_eq!(skew.corrected(ours), ours);
                assert!(skew.learn(ours, &dated("Sun, 06 Nov 1994 08:49:37 GMT")));
                assert_eq!(skew.corrected(ours), service);
                let later = ours + Duration::from_secs(60);
                assert_eq!(skew.corrected(later), service + Duration::from_secs(60));
            }
        }
    }

    #[test]
    fn what_is_no_date_teaches_nothing() {
        let (skew, now) = (Skew::default(), SystemTime::UNIX_EPOCH);
        for odd in ["", "yesterday", "Sun, 06 Nov 1994", "Sun, 99 Nov 1994 08:49:37 GMT"] {
            assert!(!skew.learn(now, &dated(odd)), "{odd}");
        }
        assert!(!skew.learn(now, &HeaderMap::new()));
        assert_eq!(skew.corrected(now), now);
    }
}

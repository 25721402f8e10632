//! Rate limits of the spec, in exact windows.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

const WINDOW: Duration = Duration::from_secs(1);

/// Times of the requests admitted in the last second, by service and action.
#[derive(Debug, Default)]
pub(super) struct RateWindows(Mutex<BTreeMap<(String, String), VecDeque<SystemTime>>>);

impl RateWindows {
    /// Admits a request if no second around it holds more than `limit`, those refused aside.
    pub(super) fn admits(&self, service: &str, action: &str, limit: u32, now: SystemTime) -> bool {
        let mut actions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let times = actions.entry((service.to_owned(), action.to_owned())).or_default();
        // A clock that was set back leaves times that have not come yet; they do not count either.
        times.retain(|time| now.duration_since(*time).is_ok_and(|age| age < WINDOW));
        let admitted = u32::try_from(times.len()).is_ok_and(|count| count < limit);
        if admitted {
            times.push_back(now);
        }
        admitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_second_holds_more_than_the_limit() {
        let rates = RateWindows::default();
        let at = |millis| SystemTime::UNIX_EPOCH + Duration::from_millis(millis);
        let admitted = |millis| rates.admits("lamp", "Dim", 2, at(millis));
        assert!(admitted(5_000) && admitted(5_400));
        assert!(!admitted(5_400) && !admitted(5_999));
        assert!(admitted(6_000), "a window of one second ends before its second end");
        assert!(!admitted(6_399));
        assert!(admitted(6_400));
        assert!(rates.admits("lamp", "Install", 2, at(6_400)), "each action has its own");
        assert!(admitted(1_000), "a clock set back starts anew");
    }
}

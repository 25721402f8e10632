//! Durations that decide when an absence proves something.

use std::time::Duration;

/// Maximum age of a signature that the service accepts, in seconds.
const VALIDITY: i64 = 300;

/// Seconds added to the fence, because clocks are compared in whole seconds.
const MARGIN: i64 = 1;

/// Durations that a launch is judged by, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    validity: i64,
    settle_time: i64,
    absence_window: i64,
    lease_time: i64,
}

impl Default for Timing {
    fn default() -> Self {
        Self { validity: VALIDITY, settle_time: 120, absence_window: 3600, lease_time: 180 }
    }
}

impl Timing {
    /// Sets the maximum age of a signature that the service accepts; less than 300 s has no effect.
    #[must_use]
    pub fn validity(self, validity: Duration) -> Self {
        Self { validity: seconds(validity).max(VALIDITY), ..self }
    }

    /// Sets the maximum time from acceptance of a create to its resources being listed (120 s).
    #[must_use]
    pub fn settle_time(self, settle_time: Duration) -> Self {
        Self { settle_time: seconds(settle_time), ..self }
    }

    /// Sets the time behind the fence within which an absence proves something (one hour).
    ///
    /// Resources and their tags must not be removed before it is over. A look-up that ends later and finds
    /// nothing makes the key [`Undecided`](crate::LaunchState::Undecided).
    #[must_use]
    pub fn absence_window(self, absence_window: Duration) -> Self {
        Self { absence_window: seconds(absence_window), ..self }
    }

    /// Sets the time that a process may go on making attempts for a key it has taken (180 s).
    #[must_use]
    pub fn lease_time(self, lease_time: Duration) -> Self {
        Self { lease_time: seconds(lease_time), ..self }
    }

    /// Sets durations below the limits, for a simulated service that shortens them as well.
    #[doc(hidden)]
    #[must_use]
    pub fn shortened_for_tests(validity: i64, settle_time: i64, absence_window: i64) -> Self {
        Self { validity, settle_time, absence_window, ..Self::default() }
    }

    /// Returns the fence of a signing time.
    ///
    /// Once the service's clock shows it, a request that was signed then has been carried out and its resources are
    /// listed, or it never will be carried out.
    #[must_use]
    pub fn fence(&self, signed: i64) -> i64 {
        signed.saturating_add(self.validity + self.settle_time + MARGIN)
    }

    /// Returns the latest time at which a look-up behind a fence may end and still prove an absence.
    pub(crate) fn window_end(&self, fence: i64) -> i64 {
        fence.saturating_add(self.absence_window)
    }

    /// Returns the end of a lease that is taken now.
    #[must_use]
    pub fn lease_end(&self, now: i64) -> i64 {
        now.saturating_add(self.lease_time)
    }

    /// Returns the latest signing time that may be recorded now. A signature of a later one would become valid
    /// later, and the key stay pending as long.
    pub(crate) fn latest_signing_time(&self, now: i64) -> i64 {
        now.saturating_add(self.validity)
    }
}

/// Rounds up to whole seconds.
fn seconds(duration: Duration) -> i64 {
    let seconds = duration.as_secs().saturating_add(u64::from(duration.subsec_nanos() > 0));
    // Far below the maximum, so that sums do not overflow.
    i64::from(u32::try_from(seconds).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_validity_is_raised_and_never_lowered() {
        let timing = Timing::default();
        assert_eq!(timing.fence(1000), 1000 + 300 + 120 + 1);
        assert_eq!(timing.validity(Duration::from_secs(2)), timing);
        assert_eq!(timing.validity(Duration::from_secs(900)).fence(0), 900 + 120 + 1);
        assert_eq!(timing.validity(Duration::MAX).fence(i64::MAX), i64::MAX);
    }

    #[test]
    fn parts_of_a_second_are_rounded_up() {
        assert_eq!(Timing::default().settle_time(Duration::from_millis(1)).fence(0), 302);
    }
}

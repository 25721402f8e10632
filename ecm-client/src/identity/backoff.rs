//! Backoff between fetches of credentials.

use std::time::Duration;

const INITIAL_BACKOFF: Duration = Duration::from_secs(1);
const MAX_BACKOFF: Duration = Duration::from_secs(60);

/// Pause that doubles with every failure in a row, up to a minute; a minute without one resets it.
#[derive(Debug, Default)]
pub(crate) struct Backoff {
    failures: u32,
    until: Duration,
}

impl Backoff {
    /// Tells whether the pause is over; times are measured from a fixed moment.
    pub(crate) fn is_over(&self, elapsed: Duration) -> bool {
        elapsed >= self.until
    }

    pub(crate) fn record(&mut self, elapsed: Duration) {
        if elapsed >= self.until.saturating_add(MAX_BACKOFF) {
            self.failures = 0;
        }
        let factor = 2_u32.saturating_pow(self.failures);
        self.until =
            elapsed.saturating_add(INITIAL_BACKOFF.saturating_mul(factor).min(MAX_BACKOFF));
        self.failures = self.failures.saturating_add(1);
    }

    pub(crate) fn reset(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_minute_and_are_forgotten() {
        let (mut backoff, mut elapsed) = (Backoff::default(), Duration::ZERO);
        assert!(backoff.is_over(elapsed));
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            backoff.record(elapsed);
            let pause = Duration::from_secs(seconds);
            assert!(!backoff.is_over(elapsed + pause - Duration::from_millis(1)));
            elapsed += pause;
            assert!(backoff.is_over(elapsed));
        }
        elapsed += MAX_BACKOFF;
        backoff.record(elapsed);
        assert!(backoff.is_over(elapsed + INITIAL_BACKOFF));
        backoff.record(elapsed);
        backoff.reset();
        assert!(backoff.is_over(elapsed));
        for _ in 0..100 {
            backoff.record(Duration::MAX);
        }
    }
}

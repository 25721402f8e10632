//! Backoff between attempts.

use std::time::Duration;

use super::RetryPolicy;
use crate::Jitter;

/// Returns a random pause ("full jitter"): clients that failed together do not retry together.
pub(crate) fn backoff(policy: &RetryPolicy, attempts: u32, jitter: &dyn Jitter) -> Duration {
    let doublings = attempts.saturating_sub(1).min(31);
    let longest = policy.initial_backoff.saturating_mul(1 << doublings).min(policy.max_backoff);
    // Whatever a custom jitter returns, a pause does not exceed its maximum.
    let fraction = jitter.fraction();
    let fraction = if fraction.is_finite() { fraction.clamp(0.0, 1.0) } else { 0.5 };
    longest.min(Duration::try_from_secs_f64(longest.as_secs_f64() * fraction).unwrap_or(longest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_cap_and_are_a_part_of_that() {
        let policy = RetryPolicy::new()
            .initial_backoff(Duration::from_millis(100))
            .max_backoff(Duration::from_millis(1000));
        let millis = |attempts, part| backoff(&policy, attempts, &|| part).as_millis();
        assert_eq!([1, 2, 3, 4, 5, 99].map(|at| millis(at, 0.5)), [50, 100, 200, 400, 500, 500]);
        assert_eq!(millis(1, 0.0), 0);
        assert_eq!([7.0, -7.0, f64::NAN].map(|odd| millis(1, odd)), [100, 0, 50]);
        assert_eq!(millis(u32::MAX, 1.0), 1000);
        let endless = policy.max_backoff(Duration::MAX).initial_backoff(Duration::MAX);
        assert_eq!(backoff(&endless, 40, &|| 1.0), Duration::MAX);
    }
}

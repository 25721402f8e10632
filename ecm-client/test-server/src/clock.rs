//! Clocks of a server: time of day, and time that states and rate limits go by.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

type Now = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// Clock of a server. By default, signatures and dates go by the system's clock, as the clients'
/// do, but states and rate limits by the timer of the tokio runtime, which a test can pause. The
/// two agree unless it is paused.
pub(super) enum ServerClock {
    /// System's clock, with the moment at which the timer was started.
    System { start: SystemTime, timer: Instant },
    /// Clock of a test, for everything.
    Given(Now),
}

impl ServerClock {
    pub(super) fn start() -> Self {
        Self::System { start: SystemTime::now(), timer: Instant::now() }
    }

    /// Returns the time that signatures are judged by and responses are dated with.
    pub(super) fn now(&self) -> SystemTime {
        match self {
            Self::System { .. } => SystemTime::now(),
            Self::Given(now) => now(),
        }
    }

    /// Returns the time that states and rate limits go by.
    pub(super) fn state_time(&self) -> SystemTime {
        match self {
            Self::System { start, timer } => start.checked_add(timer.elapsed()).unwrap_or(*start),
            Self::Given(now) => now(),
        }
    }
}

/// Moves a time by so many seconds.
pub(super) fn moved(at: SystemTime, seconds: i64) -> Option<SystemTime> {
    let difference = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { at.checked_sub(difference) } else { at.checked_add(difference) }
}

/// Formats a time in UTC, such as `2024-02-29T12:00:00Z`; `None` outside of the years 1970 to 9999.
pub(super) fn text_of(at: SystemTime) -> Option<String> {
    /// First second of the year 10000.
    const END: u64 = 253_402_300_800;
    let since = at.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    (since.as_secs() < END).then(|| humantime::format_rfc3339_seconds(at).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn states_age_with_paused_time_and_signatures_do_not() {
        let clock = ServerClock::start();
        let (now, state_time) = (clock.now(), clock.state_time());
        tokio::time::sleep(Duration::from_secs(3600)).await;
        assert_eq!(clock.state_time().duration_since(state_time).unwrap().as_secs(), 3600);
        assert!(clock.now().duration_since(now).unwrap() < Duration::from_secs(300));
    }
}

//! Clocks of a server: time of day, and time that states and rate limits go by.

use std::sync::Arc;
use std::time::SystemTime;

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

#[cfg(test)]
mod tests {
    use std::time::Duration;

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

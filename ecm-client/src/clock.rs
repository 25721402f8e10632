//! Time and randomness as arguments, so that tests can simulate them.

mod sleep;

use std::time::SystemTime;

pub(crate) use sleep::{Deadline, timeout};
pub use sleep::{Sleep, TokioSleep};

/// Clock that signatures are dated with and the expiry of credentials is judged by.
pub trait Clock: Send + Sync {
    /// Returns the current time.
    fn now(&self) -> SystemTime;
}

/// System clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

impl<F: Fn() -> SystemTime + Send + Sync> Clock for F {
    fn now(&self) -> SystemTime {
        self()
    }
}

/// Source of randomness for the length of pauses.
///
/// Random pauses keep clients that failed together from retrying together. A function that returns
/// numbers is one.
pub trait Jitter: Send + Sync {
    /// Returns a number from 0 up to, but not including, 1.
    fn fraction(&self) -> f64;
}

impl<F: Fn() -> f64 + Send + Sync> Jitter for F {
    fn fraction(&self) -> f64 {
        self()
    }
}

//! Time and chance, as arguments: a test simulates them and does not wait for them.

mod sleep;

use std::time::SystemTime;

pub(crate) use sleep::{Deadline, timeout};
pub use sleep::{Sleep, TokioSleep};

/// Tells the time that signatures are dated with; a test gives one that stands still.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> SystemTime;
}

/// The clock of the machine.
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

/// Where pauses get their length from, which keeps clients that failed together from coming back
/// together; a function that gives numbers is one.
pub trait Jitter: Send + Sync {
    /// A number from 0 up to, but not including, 1.
    fn fraction(&self) -> f64;
}

impl<F: Fn() -> f64 + Send + Sync> Jitter for F {
    fn fraction(&self) -> f64 {
        self()
    }
}

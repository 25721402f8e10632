//! Time and chance, as arguments: a test simulates them and does not wait for them.

mod jitter;
mod sleep;

use std::time::SystemTime;

pub use jitter::Jitter;
pub(crate) use sleep::{Deadline, within};
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

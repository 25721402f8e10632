//! Chance, which keeps clients that failed together from coming back together.

use std::fmt;
use std::sync::{Mutex, PoisonError};

/// Where pauses get their length from.
pub trait Jitter: Send + Sync {
    /// A number from 0 up to, but not including, 1.
    fn fraction(&self) -> f64;
}

/// Another number each time.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomJitter;

impl Jitter for RandomJitter {
    fn fraction(&self) -> f64 {
        fastrand::f64()
    }
}

/// The same numbers for the same seed.
pub struct SeededJitter(Mutex<fastrand::Rng>);

impl SeededJitter {
    /// The numbers of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(fastrand::Rng::with_seed(seed)))
    }
}

impl Jitter for SeededJitter {
    fn fraction(&self) -> f64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).f64()
    }
}

impl fmt::Debug for SeededJitter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SeededJitter").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_again() {
        let numbers = |seed| {
            let jitter = SeededJitter::new(seed);
            (0..100).map(|_| jitter.fraction()).collect::<Vec<_>>()
        };
        assert_eq!(numbers(1), numbers(1));
        assert_ne!(numbers(1), numbers(2));
        assert!(numbers(3).iter().all(|number| (0.0..1.0).contains(number)));
        assert!((0.0..1.0).contains(&RandomJitter.fraction()));
    }
}

//! Chance, which keeps clients that failed together from coming back together.

/// Where pauses get their length from; a function that gives numbers is one.
pub trait Jitter: Send + Sync {
    /// A number from 0 up to, but not including, 1.
    fn fraction(&self) -> f64;
}

impl<F: Fn() -> f64 + Send + Sync> Jitter for F {
    fn fraction(&self) -> f64 {
        self()
    }
}

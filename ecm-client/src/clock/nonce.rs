//! Numbers that make two requests of the same second different.

/// Where the numbers come from that version 1 signatures are made over.
pub trait Nonce: Send + Sync {
    /// The next one: above zero, and not one that was given before.
    fn next(&self) -> u64;
}

/// Another number each time.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomNonce;

impl Nonce for RandomNonce {
    fn next(&self) -> u64 {
        // What fits into 32 bits is understood by every server.
        u64::from(fastrand::u32(1..))
    }
}

impl<F: Fn() -> u64 + Send + Sync> Nonce for F {
    fn next(&self) -> u64 {
        self()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_different_and_a_function_can_give_them() {
        let numbers: std::collections::BTreeSet<_> = (0..100).map(|_| RandomNonce.next()).collect();
        assert!(numbers.len() > 90, "{numbers:?}");
        assert!(!numbers.contains(&0));
        assert_eq!(Nonce::next(&|| 11886), 11886);
    }
}

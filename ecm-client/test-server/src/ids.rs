//! Generated ids: the same for a seed, and never repeated.

use std::sync::atomic::{AtomicU64, Ordering};

const ALPHABET: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const LENGTH: u32 = 8;
/// Number of different ids under one prefix.
const SPACE: u64 = 36_u64.pow(LENGTH);
/// Step between ids; it shares no factor with [`SPACE`], so that every id comes before one repeats.
const STRIDE: u64 = 1_999_266_707_651;

#[derive(Debug)]
pub(super) struct IdGenerator {
    seed: u64,
    resources: AtomicU64,
    requests: AtomicU64,
}

impl IdGenerator {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, resources: AtomicU64::new(0), requests: AtomicU64::new(0) }
    }

    /// Returns a new id: `prefix` and eight characters of `a-z0-9`.
    pub(super) fn resource(&self, prefix: &str) -> String {
        let count = self.resources.fetch_add(1, Ordering::Relaxed);
        let steps = u128::from(count) * u128::from(STRIDE) + u128::from(mix(self.seed));
        let mut rest = steps % u128::from(SPACE);
        let mut id = prefix.to_owned();
        for _ in 0..LENGTH {
            let digit = usize::try_from(rest % 36).unwrap_or_default();
            id.push(ALPHABET.get(digit).copied().map_or('0', char::from));
            rest /= 36;
        }
        id
    }

    /// Returns a new request id, in the form of a random UUID.
    pub(super) fn request(&self) -> String {
        let count = self.requests.fetch_add(1, Ordering::Relaxed);
        let high = mix(self.seed ^ mix(count));
        let low = mix(high ^ count);
        // Version 4 and the variant of RFC 9562, where a reader would look for them.
        let high = (high & !0xf000) | 0x4000;
        let low = (low & !(0b11 << 62)) | (0b10 << 62);
        let hex = format!("{high:016x}{low:016x}");
        let mut id = String::with_capacity(36);
        for (at, digit) in hex.chars().enumerate() {
            if matches!(at, 8 | 12 | 16 | 20) {
                id.push('-');
            }
            id.push(digit);
        }
        id
    }
}

/// Spreads the bits of a number over all of its bits (the finisher of SplitMix64).
pub(super) fn mix(number: u64) -> u64 {
    let mut bits = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn resource_ids_are_distinct_and_well_shaped() {
        let ids = IdGenerator::new(7);
        let made: HashSet<String> = (0..20_000).map(|_| ids.resource("ein-")).collect();
        assert_eq!(made.len(), 20_000);
        for id in made {
            let rest = id.strip_prefix("ein-").unwrap();
            assert_eq!(rest.len(), 8);
            assert!(rest.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{id}");
        }
        let shares_a_factor = [2, 3].iter().any(|factor| STRIDE.is_multiple_of(*factor));
        assert!(!shares_a_factor, "ids would repeat before all are used");
    }

    #[test]
    fn request_ids_are_distinct_and_shaped_as_uuids() {
        let ids = IdGenerator::new(7);
        let made: HashSet<String> = (0..20_000).map(|_| ids.request()).collect();
        assert_eq!(made.len(), 20_000);
        for id in made {
            let parts: Vec<_> = id.split('-').collect();
            assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
            assert!(parts[2].starts_with('4') && "89ab".contains(&parts[3][..1]), "{id}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_ids() {
        let first = (IdGenerator::new(1).resource("a-"), IdGenerator::new(1).request());
        assert_eq!(first, (IdGenerator::new(1).resource("a-"), IdGenerator::new(1).request()));
        assert_ne!(first, (IdGenerator::new(2).resource("a-"), IdGenerator::new(2).request()));
    }
}

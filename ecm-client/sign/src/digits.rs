//! Hexadecimal digits.

use sha2::{Digest as _, Sha256};

/// SHA-256 hash as lower-case hexadecimal digits, without an allocation.
pub(crate) struct HexDigest([u8; 64]);

impl HexDigest {
    // Not inline, as other code that runs more than once per signature: the code of a request
    // exceeds the instruction cache, and each line of it has to be fetched again.
    #[inline(never)]
    pub(crate) fn of(hash: &[u8; 32]) -> Self {
        let mut digits = [0; 64];
        let (pairs, _) = digits.as_chunks_mut::<2>();
        for (pair, byte) in pairs.iter_mut().zip(hash) {
            *pair = hex_pair(*byte);
        }
        Self(digits)
    }

    /// Returns the SHA-256 of the bytes.
    pub(crate) fn sha256(bytes: &[u8]) -> Self {
        Self::finalize_with(&Sha256::new(), bytes)
    }

    /// Returns the hash after it has also taken in the bytes.
    #[inline(never)]
    pub(crate) fn finalize_with(hash: &Sha256, bytes: &[u8]) -> Self {
        Self::of(&hash.clone().chain_update(bytes).finalize().into())
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }

    pub(crate) fn as_str(&self) -> &str {
        // Digits are text, so the default is never taken.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Formats bytes as lower-case hexadecimal digits.
#[cfg(test)]
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.extend(hex_pair(*byte).map(char::from));
    }
    text
}

fn hex_pair(byte: u8) -> [u8; 2] {
    // Without a branch or a table, the compiler vectorizes it.
    [byte >> 4, byte & 0xF].map(|nibble| nibble + if nibble < 10 { b'0' } else { b'a' - 10 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_two_digits() {
        let bytes: Vec<u8> = (0..=255).collect();
        let expected: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex(&bytes), expected);
        for (hash, expected) in bytes.chunks(32).zip(expected.as_bytes().chunks(64)) {
            let digits = HexDigest::of(hash.try_into().unwrap());
            assert_eq!(digits.as_bytes(), expected);
            assert_eq!(digits.as_str().as_bytes(), expected);
        }
    }
}

//! Fingerprints that change when a spec does.

/// Computes the fingerprint of the text of a spec: sixteen hexadecimal digits.
///
/// It detects a change that somebody forgot; it does not protect against one made on purpose. Line
/// ends of different systems make no difference.
#[must_use]
pub fn fingerprint(text: &[u8]) -> String {
    // FNV-1a of 64 bits.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.iter().filter(|byte| **byte != b'\r') {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn every_byte_counts_but_for_line_ends() {
        // The published values of FNV-1a.
        assert_eq!(fingerprint(b""), "cbf29ce484222325");
        assert_eq!(fingerprint(b"foobar"), "85944171f73967e8");
        assert_eq!(fingerprint(b"{\r\n}"), fingerprint(b"{\n}"));
        assert_ne!(fingerprint(b"{ }"), fingerprint(b"{}"));
    }
}

//! Inspection of bytes that is cheap in an unoptimised macro.

/// Skips the leading bytes that match a pattern and gives the rest. It matches slice patterns,
/// because one call costs an unoptimised macro as much as looking at a dozen bytes.
macro_rules! skip_while {
    ($bytes:expr, $pattern:pat) => {{
        let mut rest: &[u8] = $bytes;
        while let [$pattern, after @ ..] = rest {
            rest = after;
        }
        rest
    }};
}

pub(crate) use skip_while;

/// Tells whether a text consists of visible ASCII characters, without blanks.
pub(crate) fn is_graphic(text: &str) -> bool {
    skip_while!(text.as_bytes(), b'!'..=b'~').is_empty()
}

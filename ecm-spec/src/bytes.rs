//! A look at bytes that costs an unoptimised macro little.

/// What follows those bytes at the beginning that match a pattern. By a slice pattern, as an unoptimised macro
/// pays for one call what it pays for looking at a dozen bytes.
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

/// Whether a text is made of what can be seen of ASCII, without blanks.
pub(crate) fn is_graphic(text: &str) -> bool {
    skip_while!(text.as_bytes(), b'!'..=b'~').is_empty()
}

//! Search for text that needs no escapes in JSON, eight bytes at a time.

/// Returns the position of the first byte from `start` on that needs an escape in JSON, or else the
/// end. Such bytes are quotation marks, backslashes and control characters.
pub(super) fn plain_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let (words, tail) = rest.as_chunks::<8>();
    let mut at = start;
    for word in words {
        let found = special_bytes(*word);
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    at + tail.iter().position(is_special).unwrap_or(tail.len())
}

/// Returns true if the text needs no escapes in JSON.
pub(super) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes.last_chunk::<8>() {
        // The last word may overlap the one before.
        Some(last) => {
            let (words, _) = bytes.as_chunks::<8>();
            words.iter().fold(special_bytes(*last), |found, word| found | special_bytes(*word)) == 0
        }
        None => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some([a, b, c, d]), Some([e, f, g, h])) => {
                special_bytes([*a, *b, *c, *d, *e, *f, *g, *h]) == 0
            }
            _ => !bytes.iter().any(is_special),
        },
    }
}

fn is_special(byte: &u8) -> bool {
    *byte < b' ' || *byte == b'"' || *byte == b'\\'
}

/// Sets the high bit of each byte that needs an escape; exact up to the first of them.
fn special_bytes(word: [u8; 8]) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let word = u64::from_le_bytes(word);
    let less = |word: u64, than: u64| word.wrapping_sub(than * ONES) & !word & HIGH;
    let equal = |byte: u8| less(word ^ (u64::from(byte) * ONES), 1);
    less(word, u64::from(b' ')) | equal(b'"') | equal(b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_plain_text_is_found_wherever_it_is() {
        for special in [b'"', b'\\', 0, b'\n', 0x1f] {
            for length in 0..40 {
                let mut text = vec![b'a'; length];
                text.push(special);
                text.extend_from_slice(b"\"rest of it \\ \n");
                assert_eq!(plain_end(&text, 0), length);
                assert_eq!(plain_end(&text, length / 2), length);
            }
        }
        for fine in [b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xa2, 0xdc, 0xff] {
            assert_eq!(plain_end(&[fine; 21], 0), 21, "{fine:x}");
        }
        assert_eq!(plain_end(b"abc", 7), 7);
    }

    #[test]
    fn text_is_plain_where_nothing_in_it_is_odd() {
        for length in 0..40 {
            let plain = "é".repeat(length / 2) + "a";
            assert!(is_plain(&plain));
            for special in ['"', '\\', '\0', '\n', '\u{1f}'] {
                for at in (0..=plain.len()).filter(|at| plain.is_char_boundary(*at)) {
                    let mut text = plain.clone();
                    text.insert(at, special);
                    assert!(!is_plain(&text), "{text:?}");
                }
            }
        }
    }
}

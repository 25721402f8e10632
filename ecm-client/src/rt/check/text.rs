//! Functions on text in `const fn`.
//!
//! Loops are `while`, and slices are taken apart by patterns: neither iterators nor indexing
//! without panic exist at compile time.

use crate::rt::CharSet;

pub(super) const fn next_char(bytes: &[u8]) -> Option<(u32, &[u8])> {
    // The bytes are those of a `str`, so every sequence is complete and well-formed.
    match bytes {
        [a, rest @ ..] if *a < 0x80 => Some((*a as u32, rest)),
        [a, b, rest @ ..] if *a < 0xE0 => Some((bits(*a, 0x1F, 6) | bits(*b, 0x3F, 0), rest)),
        [a, b, c, rest @ ..] if *a < 0xF0 => {
            Some((bits(*a, 0x0F, 12) | bits(*b, 0x3F, 6) | bits(*c, 0x3F, 0), rest))
        }
        [a, b, c, d, rest @ ..] => {
            let high = bits(*a, 0x07, 18) | bits(*b, 0x3F, 12);
            Some((high | bits(*c, 0x3F, 6) | bits(*d, 0x3F, 0), rest))
        }
        _ => None,
    }
}

const fn bits(byte: u8, mask: u8, shift: u32) -> u32 {
    ((byte & mask) as u32) << shift
}

/// Splits off the first character, which is not ASCII.
pub(super) const fn wide_char(bytes: &[u8]) -> (u32, &[u8]) {
    match next_char(bytes) {
        Some(found) => found,
        None => (0, bytes),
    }
}

pub(super) const fn has_length(text: &str, min: u64, max: u64) -> bool {
    // No character is longer than four bytes, so that most texts need not be counted.
    let bytes = text.len() as u64;
    if min <= bytes.div_ceil(4) && bytes <= max {
        return true;
    }
    let count = if text.is_ascii() { bytes } else { char_count(text) };
    min <= count && count <= max
}

/// Counts the Unicode scalar values: the bytes that begin one.
pub(super) const fn char_count(text: &str) -> u64 {
    let mut rest = text.as_bytes();
    let mut count = 0;
    while let [byte, after @ ..] = rest {
        if *byte & 0xC0 != 0x80 {
            count += 1;
        }
        rest = after;
    }
    count
}

pub(super) const fn in_set(character: u32, set: &CharSet) -> bool {
    if character < 0x80 {
        return set.ascii >> character & 1 == 1;
    }
    let mut ranges = set.others;
    while let [(first, last), after @ ..] = ranges {
        if *first as u32 <= character && character <= *last as u32 {
            return true;
        }
        ranges = after;
    }
    false
}

pub(super) const fn has_char(text: &str, character: u32) -> bool {
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        let found = if *byte < 0x80 {
            rest = after;
            *byte as u32
        } else {
            let (found, after) = wide_char(rest);
            rest = after;
            found
        };
        if found == character {
            return true;
        }
    }
    false
}

pub(crate) const fn same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && after_prefix(left, right).is_some()
}

/// Returns the text behind a prefix; `None` if it begins differently.
pub(super) const fn after_prefix<'a>(text: &'a [u8], prefix: &[u8]) -> Option<&'a [u8]> {
    let mut rest = text;
    let mut wanted = prefix;
    while let [want, more @ ..] = wanted {
        match rest {
            [found, after @ ..] if *found == *want => rest = after,
            _ => return None,
        }
        wanted = more;
    }
    Some(rest)
}

pub(super) const fn is_one_of(text: &[u8], values: &[&str]) -> bool {
    let mut rest = values;
    while let [value, after @ ..] = rest {
        if same(text, value.as_bytes()) {
            return true;
        }
        rest = after;
    }
    false
}

/// Splits off the text before the first separator; the rest is `None` where there is no separator.
pub(super) const fn next_token(text: &[u8], separator: char) -> (&[u8], Option<&[u8]>) {
    // No byte of a longer character is one of ASCII, so such a separator can be looked for by bytes.
    if separator.is_ascii() { ascii_token(text, separator as u8) } else { token(text, separator) }
}

const fn ascii_token(text: &[u8], separator: u8) -> (&[u8], Option<&[u8]>) {
    let mut rest = text;
    while let [byte, after @ ..] = rest {
        if *byte == separator {
            return match text.split_at_checked(text.len() - rest.len()) {
                Some((token, _)) => (token, Some(after)),
                None => (text, None),
            };
        }
        rest = after;
    }
    (text, None)
}

const fn token(text: &[u8], separator: char) -> (&[u8], Option<&[u8]>) {
    let mut rest = text;
    while let Some((character, after)) = next_char(rest) {
        if character == separator as u32 {
            // Both lengths are of slices of `text`, so the split always succeeds.
            return match text.split_at_checked(text.len() - rest.len()) {
                Some((token, _)) => (token, Some(after)),
                None => (text, None),
            };
        }
        rest = after;
    }
    (text, None)
}

/// Counts the tokens; empty text is one empty token.
pub(super) const fn token_count(text: &str, separator: char) -> u64 {
    let mut count = 1;
    let mut rest = text.as_bytes();
    while let (_, Some(after)) = next_token(rest, separator) {
        count += 1;
        rest = after;
    }
    count
}

/// Returns true if the text is four decimal octets without leading zeros.
pub(super) const fn is_ipv4(text: &[u8]) -> bool {
    let Some([b'.', second @ ..]) = after_octet(text) else { return false };
    let Some([b'.', third @ ..]) = after_octet(second) else { return false };
    let Some([b'.', fourth @ ..]) = after_octet(third) else { return false };
    matches!(after_octet(fourth), Some([]))
}

/// Returns the text behind the longest octet at its beginning.
const fn after_octet(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b'1', b'0'..=b'9', b'0'..=b'9', after @ ..]
        | [b'2', b'0'..=b'4', b'0'..=b'9', after @ ..]
        | [b'2', b'5', b'0'..=b'5', after @ ..]
        | [b'1'..=b'9', b'0'..=b'9', after @ ..]
        | [b'0'..=b'9', after @ ..] => Some(after),
        _ => None,
    }
}

/// Counts the bytes that padded Base64 text stands for; `None` if it is not Base64.
pub(super) const fn base64_size(text: &str) -> Option<u64> {
    let mut rest = text.as_bytes();
    let mut size = 0;
    while let [a, b, c, d, after @ ..] = rest {
        let [first, second, third, fourth] = [sextet(*a), sextet(*b), sextet(*c), sextet(*d)];
        if first | second | third | fourth <= MAX_SEXTET {
            size += 3;
            rest = after;
            continue;
        }
        if first | second > MAX_SEXTET || !after.is_empty() || *d != b'=' {
            return None;
        }
        // Padding ends the text, and the bits that stand for nothing are zero.
        return if third <= MAX_SEXTET && third & 0b11 == 0 {
            Some(size + 2)
        } else if *c == b'=' && second & 0b1111 == 0 {
            Some(size + 1)
        } else {
            None
        };
    }
    if rest.is_empty() { Some(size) } else { None }
}

/// Largest value of a character of Base64.
const MAX_SEXTET: u8 = 63;

/// Returns the value of a character of Base64; a larger number for any other.
#[allow(clippy::indexing_slicing, reason = "every byte has its entry")]
const fn sextet(byte: u8) -> u8 {
    SEXTETS[byte as usize]
}

#[allow(clippy::indexing_slicing, reason = "a wrong index would not compile")]
const SEXTETS: [u8; 256] = {
    const CHARACTERS: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut sextets = [u8::MAX; 256];
    let mut value = 0;
    while value <= MAX_SEXTET {
        sextets[CHARACTERS[value as usize] as usize] = value;
        value += 1;
    }
    sextets
};

#[cfg(test)]
mod tests;

//! Whether one value keeps one rule.
//!
//! Everything here is `const fn`, so that a literal can be checked while compiling. A check that
//! does not speak of the kind of value at hand holds.

use super::ipv6::is_ipv6;
use super::text::{
    after_prefix, base64_size, char_count, has_char, in_set, is_ipv4, is_one_of, next_char,
    next_token, same, token_count,
};
use super::{CharSet, ValueCheck};

/// Whether the text keeps the rule.
#[must_use]
pub const fn text_holds(check: &ValueCheck, text: &str) -> bool {
    match check {
        ValueCheck::Length { min, max } => {
            let count = char_count(text);
            *min <= count && count <= *max
        }
        ValueCheck::DecodedSize { max } => match base64_size(text) {
            Some(size) => size <= *max,
            None => true,
        },
        ValueCheck::Alphabet(set) => only_of(text.as_bytes(), set),
        ValueCheck::Segments { separator, alphabet, joiners } => {
            segments(text, *separator, alphabet, joiners)
        }
        ValueCheck::Classes { min, of } => class_count(text, of) >= *min,
        ValueCheck::OneOfText(values) => is_one_of(text.as_bytes(), values),
        ValueCheck::Tokens { separator, values } => tokens(text.as_bytes(), *separator, values),
        ValueCheck::TokenCount { separator, counts } => {
            has_count(token_count(text, *separator), counts)
        }
        ValueCheck::Placeholders { open, alphabet, close } => {
            placeholders(text, open.as_bytes(), alphabet, close.as_bytes())
        }
        ValueCheck::Ipv4 => is_ipv4(text.as_bytes()),
        ValueCheck::Ipv6 => is_ipv6(text.as_bytes()),
        ValueCheck::Base64 => base64_size(text).is_some(),
        _ => true,
    }
}

/// Whether the integer keeps the rule.
#[must_use]
pub const fn int_holds(check: &ValueCheck, value: i128) -> bool {
    match check {
        ValueCheck::IntRange { min, max } => *min <= value && value <= *max,
        ValueCheck::OneOfInt(values) => {
            let mut rest = *values;
            while let [first, after @ ..] = rest {
                if *first as i128 == value {
                    return true;
                }
                rest = after;
            }
            false
        }
        _ => true,
    }
}

/// Whether the float keeps the rule; what is not a number keeps no range.
#[must_use]
pub const fn float_holds(check: &ValueCheck, value: f64) -> bool {
    match check {
        ValueCheck::FloatRange { min, max } => *min <= value && value <= *max,
        _ => true,
    }
}

const fn only_of(text: &[u8], set: CharSet) -> bool {
    let mut rest = text;
    while let Some((character, after)) = next_char(rest) {
        if !in_set(character, set) {
            return false;
        }
        rest = after;
    }
    true
}

/// Segments are not empty; no joiner stands first or last in the text or directly after itself.
const fn segments(text: &str, separator: char, alphabet: CharSet, joiners: &str) -> bool {
    let mut rest = text.as_bytes();
    let mut segment_is_empty = true;
    let mut last = None;
    while let Some((character, after)) = next_char(rest) {
        // Before the first character a joiner is as wrong as after itself, and anywhere else it is
        // not worth looking for: while compiling, that is what costs.
        let could_be_doubled = match last {
            None => true,
            Some(last) => last == character,
        };
        if could_be_doubled && has_char(joiners, character) {
            return false;
        }
        if character == separator as u32 {
            if segment_is_empty {
                return false;
            }
            segment_is_empty = true;
        } else if in_set(character, alphabet) {
            segment_is_empty = false;
        } else {
            return false;
        }
        last = Some(character);
        rest = after;
    }
    match last {
        Some(last) => !segment_is_empty && !has_char(joiners, last),
        None => false,
    }
}

const fn class_count(text: &str, classes: &[CharSet]) -> u64 {
    let mut count = 0;
    let mut rest = classes;
    while let [class, after @ ..] = rest {
        if any_of(text, class) {
            count += 1;
        }
        rest = after;
    }
    count
}

const fn any_of(text: &str, set: CharSet) -> bool {
    let mut rest = text.as_bytes();
    while let Some((character, after)) = next_char(rest) {
        if in_set(character, set) {
            return true;
        }
        rest = after;
    }
    false
}

/// Known and distinct tokens. Both are looked at token by token, so that the walk over the tokens
/// before is never longer than the list of known ones.
const fn tokens(text: &[u8], separator: char, values: &[&str]) -> bool {
    let mut rest = Some(text);
    while let Some(current) = rest {
        let (token, after) = next_token(current, separator);
        if !is_one_of(token, values) || stands_before(token, text, current, separator) {
            return false;
        }
        rest = after;
    }
    true
}

/// Whether the token stands in `text` before `current`, which is the end of `text`.
const fn stands_before(token: &[u8], text: &[u8], current: &[u8], separator: char) -> bool {
    let mut rest = text;
    while rest.len() > current.len() {
        let (earlier, after) = next_token(rest, separator);
        if same(earlier, token) {
            return true;
        }
        match after {
            Some(after) => rest = after,
            None => return false,
        }
    }
    false
}

const fn has_count(count: u64, counts: &[u64]) -> bool {
    let mut rest = counts;
    while let [allowed, after @ ..] = rest {
        if *allowed == count {
            return true;
        }
        rest = after;
    }
    false
}

const fn placeholders(text: &str, open: &[u8], alphabet: CharSet, close: &[u8]) -> bool {
    let mut rest = text.as_bytes();
    while let Some((_, after)) = next_char(rest) {
        if let Some(inside) = after_prefix(rest, open)
            && !is_closed(inside, alphabet, close)
        {
            return false;
        }
        rest = after;
    }
    true
}

/// One or more characters of the alphabet, then `close`.
const fn is_closed(text: &[u8], alphabet: CharSet, close: &[u8]) -> bool {
    let mut rest = text;
    while let Some((character, after)) = next_char(rest) {
        if !in_set(character, alphabet) {
            return false;
        }
        if after_prefix(after, close).is_some() {
            return true;
        }
        rest = after;
    }
    false
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;

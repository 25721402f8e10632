//! Checks of one value by one rule.
//!
//! Everything here is `const fn`, so that a literal can be checked at compile time. A check that is
//! not about the type of the value holds.

use super::ipv6::is_ipv6;
use super::text::{
    after_prefix, base64_size, has_char, has_length, in_set, is_ipv4, is_one_of, next_char,
    next_token, same, token_count, wide_char,
};
use crate::rt::{CharSet, Placeholder, ValueCheck};

#[must_use]
pub const fn text_holds(check: &ValueCheck, text: &str) -> bool {
    match check {
        ValueCheck::Length { min, max } => has_length(text, *min, *max),
        ValueCheck::DecodedSize { max } => decodes_to_at_most(text, *max),
        ValueCheck::Alphabet(set) => !has_any(text.as_bytes(), set, false),
        ValueCheck::Segments { separator, alphabet, joiners } => {
            segments(text, *separator, alphabet, joiners)
        }
        ValueCheck::Classes { min, of } => has_classes(text, *min, of),
        ValueCheck::OneOfText(values) => is_one_of(text.as_bytes(), values),
        ValueCheck::Tokens { separator, values } => tokens(text.as_bytes(), *separator, values),
        ValueCheck::TokenCount { separator, counts } => {
            has_count(token_count(text, *separator), counts)
        }
        ValueCheck::Placeholders(placeholder) => placeholders(text, placeholder),
        ValueCheck::Ipv4 => is_ipv4(text.as_bytes()),
        ValueCheck::Ipv6 => is_ipv6(text.as_bytes()),
        ValueCheck::Base64 => base64_size(text).is_some(),
        _ => true,
    }
}

#[must_use]
pub const fn int_holds(check: &ValueCheck, value: i128) -> bool {
    match check {
        ValueCheck::IntRange { min, max } => *min as i128 <= value && value <= *max as i128,
        ValueCheck::UintRange { min, max } => *min as i128 <= value && value <= *max as i128,
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

/// Returns true if the float keeps the rule; one that is not a number is in no range.
#[must_use]
pub const fn float_holds(check: &ValueCheck, value: f64) -> bool {
    match check {
        ValueCheck::FloatRange { min, max } => *min <= value && value <= *max,
        _ => true,
    }
}

/// Returns true if any character is in the set, or outside of it.
// Without a call for what is of ASCII: while compiling, calls are what costs.
const fn has_any(text: &[u8], set: &CharSet, inside: bool) -> bool {
    let [low, high] = set.halves();
    let mut rest = text;
    while let [byte, after @ ..] = rest {
        let is_inside = if *byte < 0x80 {
            rest = after;
            (if *byte < 64 { low } else { high }) >> (*byte & 63) & 1 == 1
        } else {
            let (character, after) = wide_char(rest);
            rest = after;
            in_set(character, set)
        };
        if is_inside == inside {
            return true;
        }
    }
    false
}

/// Checks segments: none is empty, and no joiner is first or last in the text or doubled.
const fn segments(text: &str, separator: char, alphabet: &CharSet, joiners: &str) -> bool {
    let [low, high] = alphabet.halves();
    let separator = separator as u32;
    // The first segment begins as all others do.
    let mut last = separator;
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        let mut character = *byte as u32;
        let allowed = if character < 0x80 {
            rest = after;
            (if character < 64 { low } else { high }) >> (character & 63) & 1 == 1
        } else {
            (character, rest) = wide_char(rest);
            in_set(character, alphabet)
        };
        if character == last && (character == separator || has_char(joiners, character)) {
            return false;
        }
        if !allowed && character != separator {
            return false;
        }
        last = character;
    }
    match next_char(text.as_bytes()) {
        Some((first, _)) => {
            last != separator && !has_char(joiners, first) && !has_char(joiners, last)
        }
        None => false,
    }
}

/// Returns true if the text decodes to at most `max` bytes, or is not Base64.
const fn decodes_to_at_most(text: &str, max: u64) -> bool {
    // Four characters stand for three bytes at most, so that most texts need not be looked at.
    if text.len() as u64 / 4 * 3 <= max {
        return true;
    }
    match base64_size(text) {
        Some(size) => size <= max,
        None => true,
    }
}

/// Returns true if the text has characters of at least `min` classes.
const fn has_classes(text: &str, min: u64, classes: &[CharSet]) -> bool {
    let mut missing = min;
    let mut rest = classes;
    while let [class, after @ ..] = rest {
        if missing == 0 {
            return true;
        }
        if has_any(text.as_bytes(), class, true) {
            missing -= 1;
        }
        rest = after;
    }
    missing == 0
}

/// Returns true if all tokens are known and distinct. Each token is checked for both in turn, so
/// that the walk over the tokens before it is never longer than the list of known ones.
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

/// Returns true if the token stands in `text` before `current`, which is the end of `text`.
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

const fn placeholders(text: &str, placeholder: &Placeholder) -> bool {
    let Placeholder { open, alphabet, close } = placeholder;
    let (open, close) = (open.as_bytes(), close.as_bytes());
    let [first, ..] = open else { return true };
    // By bytes: what opens is whole characters, and none begins within another.
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        if *byte == *first
            && let Some(inside) = after_prefix(rest, open)
            && !is_closed(inside, alphabet, close)
        {
            return false;
        }
        rest = after;
    }
    true
}

/// Returns true if the text begins with one or more characters of the alphabet and then `close`.
const fn is_closed(text: &[u8], alphabet: &CharSet, close: &[u8]) -> bool {
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
mod tests;

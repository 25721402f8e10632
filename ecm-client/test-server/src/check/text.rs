//! Rules on text.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, Ipv6Addr};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ecm_spec::model::{CharSet, Format, ValueCheck};

use super::value::within;

/// Returns true if `text` keeps the rule, or if the rule is not about text.
pub(super) fn holds(check: &ValueCheck, text: &str) -> bool {
    match check {
        ValueCheck::Length { min, max } => within(text.chars().count() as u64, *min, *max),
        ValueCheck::DecodedSize { max } => {
            STANDARD.decode(text).map_or(true, |bytes| bytes.len() as u64 <= *max)
        }
        ValueCheck::Alphabet { allowed } => text.chars().all(|c| contains(allowed, c)),
        ValueCheck::Segments { separator, alphabet, joiners } => {
            segments(text, *separator, alphabet, joiners)
        }
        ValueCheck::Classes { min, of } => {
            let met = of.iter().filter(|class| text.chars().any(|c| contains(class, c)));
            met.count() as u64 >= *min
        }
        ValueCheck::OneOfText { values } => values.iter().any(|value| value == text),
        ValueCheck::Tokens { separator, values } => {
            let mut seen = BTreeSet::new();
            text.split(*separator)
                .all(|token| values.iter().any(|value| value == token) && seen.insert(token))
        }
        ValueCheck::TokenCount { separator, counts } => counts.contains(&tokens(text, *separator)),
        ValueCheck::Placeholders { open, alphabet, close } => {
            placeholders(text, open, alphabet, close)
        }
        ValueCheck::Format(Format::Ipv4) => text.parse::<Ipv4Addr>().is_ok(),
        ValueCheck::Format(Format::Ipv6) => text.parse::<Ipv6Addr>().is_ok(),
        ValueCheck::Format(Format::Base64) => STANDARD.decode(text).is_ok(),
        ValueCheck::IntRange { .. }
        | ValueCheck::FloatRange { .. }
        | ValueCheck::Items { .. }
        | ValueCheck::Distinct
        | ValueCheck::OneOfInt { .. }
        | ValueCheck::Reserved { .. } => true,
    }
}

/// Counts tokens; empty text is one empty token.
pub(super) fn tokens(text: &str, separator: char) -> u64 {
    text.split(separator).count() as u64
}

fn contains(set: &CharSet, c: char) -> bool {
    set.ranges.iter().any(|&(first, last)| (first..=last).contains(&c))
}

/// Checks that no segment is empty, and that joiners stand alone and inside the text.
fn segments(text: &str, separator: char, alphabet: &CharSet, joiners: &str) -> bool {
    let joins = |c: char| joiners.contains(c);
    let doubled =
        || text.chars().zip(text.chars().skip(1)).any(|(left, right)| left == right && joins(left));
    let whole =
        |segment: &str| !segment.is_empty() && segment.chars().all(|c| contains(alphabet, c));
    text.split(separator).all(whole)
        && !text.starts_with(joins)
        && !text.ends_with(joins)
        && !doubled()
}

/// Checks every occurrence of `open` by itself, overlapping ones too.
fn placeholders(text: &str, open: &str, alphabet: &CharSet, close: &str) -> bool {
    let rests = text.char_indices().filter_map(|(at, _)| text.get(at..)?.strip_prefix(open));
    rests.into_iter().all(|rest| {
        let inside = rest.chars().take_while(|c| contains(alphabet, *c)).map(char::len_utf8);
        // `close` may begin with a character of the alphabet, so each end is tried.
        let mut end = 0;
        inside.into_iter().any(|width| {
            end += width;
            rest.get(end..).is_some_and(|after| after.starts_with(close))
        })
    })
}

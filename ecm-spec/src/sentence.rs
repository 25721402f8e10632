//! Sentences for rules.
//!
//! Documentation, violations and the test server's responses quote these sentences, so that a rule
//! reads alike everywhere. The sentence of a value rule follows the name of its field; a rule
//! between fields names all of its fields itself.

use std::fmt::Display;

use crate::model::{CharSet, Format, RecordCheck, ValueCheck};

impl ValueCheck {
    /// Returns the condition, to follow the field's name: `must have 8 to 30 characters`.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Length { min, max } => format!("must have {}", counted(*min, *max, "character")),
            Self::DecodedSize { max } => {
                format!("must decode to {}", counted(None, Some(*max), "byte"))
            }
            Self::IntRange { min, max } => format!("must be {}", bounded(*min, *max)),
            Self::FloatRange { min, max } => format!("must be {}", bounded(*min, *max)),
            Self::Items { min, max } => format!("must have {}", counted(*min, *max, "item")),
            Self::Distinct => "must not have an item twice".to_owned(),
            Self::Alphabet { allowed } => format!("must only contain {allowed}"),
            Self::Segments { separator, alphabet, joiners } => {
                let mut text = format!(
                    "must be segments of {alphabet}, with {} between them",
                    quoted_char(*separator)
                );
                if !joiners.is_empty() {
                    let joiners = listed(joiners.chars().map(quoted_char), "or");
                    text.push_str(&format!(
                        "; {joiners} must not stand first, last or twice in a row"
                    ));
                }
                text
            }
            Self::Classes { min, of } => format!(
                "must contain at least {min} of {} kinds of characters: {}",
                of.len(),
                listed(of, "or")
            ),
            Self::OneOfText { values } => {
                format!("must be {}", listed(values.iter().map(quoted), "or"))
            }
            Self::OneOfInt { values } => {
                format!("must be {}", listed(values.iter().map(quoted), "or"))
            }
            Self::Tokens { separator, values } => format!(
                "must be one or more of {}, none twice, with {} between them",
                listed(values.iter().map(quoted), "and"),
                quoted_char(*separator)
            ),
            Self::TokenCount { separator, counts } => format!(
                "must have {} between {}",
                match counts.as_slice() {
                    [1] => "one part".to_owned(),
                    _ => format!("{} parts", listed(counts, "or")),
                },
                quoted_char(*separator)
            ),
            Self::Placeholders { open, alphabet, close } => format!(
                "must follow every {} with one or more of {alphabet} and then {}",
                quoted(open),
                quoted(close)
            ),
            Self::Format(Format::Ipv4) => "must be an IPv4 address".to_owned(),
            Self::Format(Format::Ipv6) => "must be an IPv6 address".to_owned(),
            Self::Format(Format::Base64) => "must be Base64 with padding".to_owned(),
            Self::Reserved { reason } => format!("must not be sent: {reason}"),
        }
    }
}

impl RecordCheck {
    /// Returns the condition as a sentence that names the fields.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::AtMostOne { fields, .. } => {
                format!("at most one of {} may be given", listed(fields.iter().map(quoted), "and"))
            }
            Self::BothOrNeither { fields } => {
                let fields = listed(fields.iter().map(quoted), "and");
                format!("{fields} must be given together or not at all")
            }
            Self::Implies { field, then } => {
                format!("{} asks for {}", quoted(field), listed(then.iter().map(quoted), "and"))
            }
            Self::RequiredUnless { unless, fields } => format!(
                "{} must be given unless {} is",
                listed(fields.iter().map(quoted), "and"),
                quoted(unless)
            ),
            Self::CountEquals { list, count } => {
                format!("{} must have as many items as {} says", quoted(list), quoted(count))
            }
            Self::Sum { list, field, per, max, .. } => {
                let mut text = format!("the sum of {} over {}", quoted(field), quoted(list));
                if let Some(per) = per {
                    text.push_str(&format!(" with the same {}", quoted(per)));
                }
                text.push_str(&format!(" must be at most {max}"));
                text
            }
            Self::EqualWhenBoth { fields: [first, second] } => format!(
                "{} and {} must be equal when both are given",
                quoted(first),
                quoted(second)
            ),
            Self::ValueByTokens { field, of, separator, cases } => {
                let cases = listed(
                    cases.iter().map(|(tokens, value)| {
                        format!("{value} when {} has {}", quoted(of), parts(*tokens))
                    }),
                    "and",
                );
                format!("{} must be {cases} (between {})", quoted(field), quoted_char(*separator))
            }
            Self::RequiresTokens { field, of, separator, count } => format!(
                "{} asks for {} to have {} (between {})",
                quoted(field),
                quoted(of),
                parts(*count),
                quoted_char(*separator)
            ),
        }
    }
}

impl Display for CharSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Ranges of letters or digits are familiar; ranges of punctuation are not.
        let (ranges, singles): (Vec<_>, Vec<_>) = self.ranges.iter().partition(|(first, last)| {
            first != last && first.is_alphanumeric() && last.is_alphanumeric()
        });
        let mut parts: Vec<String> =
            ranges.iter().map(|(first, last)| format!("`{first}-{last}`")).collect();
        let singles: String = singles.iter().flat_map(|(first, last)| *first..=*last).collect();
        let mut each = singles.chars();
        match (each.next(), each.next()) {
            (None, _) => {}
            (Some(only), None) => parts.push(quoted_char(only)),
            // A set that contains a backtick needs a fence of two to stay one code span.
            _ if singles.contains('`') => parts.push(format!("`` {singles} ``")),
            _ => parts.push(quoted(&singles)),
        }
        f.write_str(&listed(parts, "and"))
    }
}

fn quoted(text: impl Display) -> String {
    format!("`{text}`")
}

fn quoted_char(character: char) -> String {
    match character {
        '`' => "a backtick".to_owned(),
        ' ' => "a space".to_owned(),
        _ => format!("`{character}`"),
    }
}

fn parts(count: u64) -> String {
    match count {
        1 => "one part".to_owned(),
        _ => format!("{count} parts"),
    }
}

/// Lists items as `a`, `a or b`, `a, b or c`.
fn listed<T: Display>(items: impl IntoIterator<Item = T>, last: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    match items.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., end] => format!("{} {last} {end}", init.join(", ")),
    }
}

/// Describes a count: `8 to 30 characters`, `at most 1 byte`, `exactly 3 items`.
fn counted(min: Option<u64>, max: Option<u64>, noun: &str) -> String {
    let plural = |count: u64| if count == 1 { "" } else { "s" };
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min} {noun}{}", plural(min)),
        (Some(min), Some(max)) => format!("{min} to {max} {noun}s"),
        (Some(min), None) => format!("at least {min} {noun}{}", plural(min)),
        (None, Some(max)) => format!("at most {max} {noun}{}", plural(max)),
        (None, None) => format!("any number of {noun}s"),
    }
}

/// Describes bounds: `0 to 100`, `at least 1`.
fn bounded<T: Display + PartialEq>(min: Option<T>, max: Option<T>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("{min}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any number".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(ranges: &[(char, char)]) -> CharSet {
        CharSet { ranges: ranges.to_vec() }
    }

    #[test]
    fn value_sentences_follow_a_field_name() {
        let hyphen = set(&[('-', '-'), ('0', '9'), ('a', 'z')]);
        for (check, expected) in [
            (ValueCheck::Length { min: Some(8), max: Some(30) }, "must have 8 to 30 characters"),
            (ValueCheck::Length { min: Some(1), max: None }, "must have at least 1 character"),
            (ValueCheck::Items { min: Some(3), max: Some(3) }, "must have exactly 3 items"),
            (ValueCheck::DecodedSize { max: 16384 }, "must decode to at most 16384 bytes"),
            (ValueCheck::IntRange { min: Some(1), max: None }, "must be at least 1"),
            (ValueCheck::FloatRange { min: Some(0.5), max: Some(2.0) }, "must be 0.5 to 2"),
            (ValueCheck::OneOfInt { values: vec![0, 1, 2] }, "must be `0`, `1` or `2`"),
            (ValueCheck::OneOfText { values: vec!["A".into()] }, "must be `A`"),
            (
                ValueCheck::TokenCount { separator: ';', counts: vec![1, 3] },
                "must have 1 or 3 parts between `;`",
            ),
            (
                ValueCheck::Segments { separator: '.', alphabet: hyphen, joiners: ".-".into() },
                "must be segments of `0-9`, `a-z` and `-`, with `.` between them; \
                 `.` or `-` must not stand first, last or twice in a row",
            ),
            (
                ValueCheck::Alphabet { allowed: set(&[('#', '%'), ('`', '`'), ('~', '~')]) },
                "must only contain `` #$%`~ ``",
            ),
        ] {
            assert_eq!(check.sentence(), expected);
        }
    }

    #[test]
    fn record_sentences_name_their_fields() {
        for (check, expected) in [
            (
                RecordCheck::RequiredUnless {
                    unless: "M".into(),
                    fields: vec!["A".into(), "B".into()],
                },
                "`A` and `B` must be given unless `M` is",
            ),
            (
                RecordCheck::Sum {
                    list: "L".into(),
                    field: "F".into(),
                    per: Some("P".into()),
                    max: 100,
                    divisible: false,
                },
                "the sum of `F` over `L` with the same `P` must be at most 100",
            ),
            (
                RecordCheck::ValueByTokens {
                    field: "V".into(),
                    of: "T".into(),
                    separator: ';',
                    cases: vec![(1, 1), (3, 3)],
                },
                "`V` must be 1 when `T` has one part and 3 when `T` has 3 parts (between `;`)",
            ),
        ] {
            assert_eq!(check.sentence(), expected);
        }
    }
}

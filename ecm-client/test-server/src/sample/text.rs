//! Sample texts that keep rules.

use std::collections::BTreeSet;

use ecm_spec::model::{CharSet, Format, Rule, ValueCheck};

/// Characters of texts for which no rule names others.
const PLAIN: [(char, char); 2] = [('a', 'z'), ('0', '9')];
/// Characters of a text at most.
const MAX_LENGTH: u64 = 65_536;

/// Lists candidates, the most natural ones first. Not all of them keep all of the rules.
pub(super) fn candidates(name: &str, rules: &[Rule<ValueCheck>], nth: usize) -> Vec<String> {
    let mut texts = Vec::new();
    for rule in rules {
        match &rule.check {
            ValueCheck::OneOfText { values } => texts.extend(values.iter().cloned()),
            ValueCheck::Tokens { separator, values } => {
                texts.extend(tokens(values, *separator, rules));
            }
            ValueCheck::Format(Format::Ipv4) => {
                texts.extend((0..=nth).map(|n| format!("10.0.{}.{}", n / 250 % 250, n % 250 + 1)));
            }
            ValueCheck::Format(Format::Ipv6) => {
                texts.extend((0..=nth).map(|n| format!("2001:db8::{:x}", n + 1)));
            }
            ValueCheck::Format(Format::Base64) => {
                texts.extend((0..=nth).map(|n| format!("{:04}", n % 10_000)));
            }
            _ => {}
        }
    }
    texts.push(name.to_owned());
    texts.extend((1..=nth).map(|number| format!("{name}-{number}")));
    texts.extend((0..=nth).map(|number| composed(rules, number)));
    texts
}

/// Joins as many of the tokens as the rules ask for.
fn tokens(values: &[String], separator: char, rules: &[Rule<ValueCheck>]) -> Vec<String> {
    let counts: Vec<u64> = rules
        .iter()
        .find_map(|rule| match &rule.check {
            ValueCheck::TokenCount { counts, .. } => Some(counts.clone()),
            _ => None,
        })
        .unwrap_or_else(|| (1..=values.len() as u64).collect());
    let joined = counts.into_iter().map(|count| {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let taken: Vec<&str> = values.iter().take(count).map(String::as_str).collect();
        taken.join(&separator.to_string())
    });
    joined.collect()
}

/// Composes a text of the characters, classes and length that the rules ask for.
fn composed(rules: &[Rule<ValueCheck>], nth: usize) -> String {
    let checks = || rules.iter().map(|rule| &rule.check);
    let allowed = |c: char| {
        checks().all(|check| match check {
            ValueCheck::Alphabet { allowed } => contains(allowed, c),
            ValueCheck::Segments { alphabet, joiners, .. } => {
                contains(alphabet, c) && !joiners.contains(c)
            }
            _ => true,
        })
    };
    let mut text = String::new();
    for check in checks() {
        if let ValueCheck::Classes { of, .. } = check {
            text.extend(
                of.iter().filter_map(|class| characters(&class.ranges).find(|c| allowed(*c))),
            );
        }
    }
    let pool: Vec<char> = checks()
        .filter_map(|check| match check {
            ValueCheck::Alphabet { allowed } => Some(allowed),
            ValueCheck::Segments { alphabet, .. } => Some(alphabet),
            _ => None,
        })
        .flat_map(|set| characters(&set.ranges))
        .chain(characters(&PLAIN))
        .filter(|c| allowed(*c))
        .collect::<BTreeSet<char>>()
        .into_iter()
        .collect();
    // The number, written in the characters at hand, tells texts apart.
    let mut rest = nth;
    while let Some(c) = rest.checked_rem(pool.len()).and_then(|digit| pool.get(digit)) {
        text.push(*c);
        rest /= pool.len();
        if rest == 0 {
            break;
        }
    }
    let least = checks().filter_map(|check| match check {
        ValueCheck::Length { min, .. } => *min,
        _ => None,
    });
    let missing =
        least.max().unwrap_or(1).min(MAX_LENGTH).saturating_sub(text.chars().count() as u64);
    let filler = pool.iter().find(|c| c.is_ascii_lowercase()).or(pool.first()).copied();
    text.extend((0..missing).filter_map(|_| filler));
    text
}

fn contains(set: &CharSet, c: char) -> bool {
    set.ranges.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// Returns the characters of some ranges; of a wide one the first few.
fn characters(ranges: &[(char, char)]) -> impl Iterator<Item = char> {
    ranges.iter().flat_map(|(first, last)| (*first..=*last).take(128))
}

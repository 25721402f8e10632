//! Sets of characters as sorted ranges that do not touch.

use crate::json::{Node, Value};
use crate::model::CharSet;
use crate::problem::{ProblemCode, Report, Span, quote};
use crate::raw::{Object, wrong_type};

/// Reads the set under `key`. Reports an invalid one, and gives `None`.
pub(super) fn read(body: &Object<'_>, key: &str, report: &mut Report) -> Option<CharSet> {
    parse(body.get(key)?, key, report)
}

/// Reads the sets in the list under `key`.
pub(super) fn read_list(body: &Object<'_>, key: &str, report: &mut Report) -> Option<Vec<CharSet>> {
    let nodes = body.list(key, report)?;
    let what = format!("{key}[]");
    let sets: Vec<_> = nodes.iter().map(|node| parse(node, &what, report)).collect();
    sets.into_iter().collect()
}

fn parse(node: &Node<'_>, key: &str, report: &mut Report) -> Option<CharSet> {
    let Value::List(items) = &node.value else {
        return wrong_type(node.at, key, "a list of texts", &node.value, report);
    };
    let mut bad = |at: Span, message: String| {
        let _ = report
            .add(ProblemCode::BadCharacterSet, at, message)
            .help("write ranges and characters one by one: `[\"a-z\", \"0-9\", \"._\"]`");
    };
    if items.is_empty() {
        bad(node.at, format!("the character set `{key}` is empty"));
        return None;
    }
    let mut ranges = Vec::new();
    let mut sound = true;
    for item in items {
        let Value::Text(text) = &item.value else {
            bad(item.at, format!("a character set has texts, not {}", item.value.describe()));
            sound = false;
            continue;
        };
        let chars: Vec<char> = text.chars().collect();
        match chars.as_slice() {
            [] => {
                bad(item.at, "an empty text adds no character".to_owned());
                sound = false;
            }
            [low, '-', high] if low > high => {
                let message = format!("the range {} runs backwards", quote(text));
                bad(item.at, message);
                sound = false;
            }
            [low, '-', high] => ranges.push((*low, *high)),
            chars => ranges.extend(chars.iter().map(|char| (*char, *char))),
        }
    }
    sound.then(|| CharSet { ranges: merged(ranges) })
}

/// Merges ranges that overlap or touch.
fn merged(mut ranges: Vec<(char, char)>) -> Vec<(char, char)> {
    ranges.sort_unstable();
    let mut merged: Vec<(char, char)> = Vec::with_capacity(ranges.len());
    for (low, high) in ranges {
        match merged.last_mut() {
            Some((_, last)) if u32::from(low) <= u32::from(*last).saturating_add(1) => {
                *last = high.max(*last);
            }
            _ => merged.push((low, high)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_touch_become_one() {
        let ranges = vec![('x', 'x'), ('a', 'd'), ('c', 'c'), ('e', 'g'), ('0', '9'), ('b', 'h')];
        assert_eq!(merged(ranges), [('0', '9'), ('a', 'h'), ('x', 'x')]);
    }
}

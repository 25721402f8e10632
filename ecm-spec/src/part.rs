//! Part of the text of a shipped spec: an action and all that it refers to.

use std::collections::{HashMap, HashSet};

/// Sections whose entries refer to each other by name.
const SECTIONS: &[&str] = &["groups", "actions", "waiters", "types", "enums", "errors"];

/// Keys whose values are names of types and enums.
const TYPED: &[&str] = &["event", "request", "response", "type"];

/// Entry of a section, such as a type, with its lines.
struct Entry<'t> {
    section: &'t str,
    name: &'t str,
    start: usize,
    text: &'t str,
    lines: usize,
}

/// Line of a text in the layout of the specs that ship.
enum Line<'t> {
    /// Begin of a section.
    Section(&'t str),
    /// Begin of an entry.
    Entry(&'t str),
    Other,
}

/// Cuts the text of a spec that ships down to an action and what that refers to.
///
/// The remaining parts stay in their lines, and are about a tenth of the spec. Returns `None` where nothing is
/// cut, so that the whole text is to be read: for a name that is not that of an action, or that other items
/// have as well, and for a text in another layout than that of the specs that ship.
#[must_use]
pub fn part(text: &str, action: &str) -> Option<String> {
    let entries = entries(text);
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        by_name.entry(entry.name).or_default().push(index);
    }
    let wanted = match by_name.get(action)?.as_slice() {
        [only] if entries.get(*only)?.section == "actions" => *only,
        _ => return None,
    };
    let mut kept = HashSet::from([wanted]);
    let mut open = vec![wanted];
    while let Some(entry) = open.pop().and_then(|index| entries.get(index)) {
        for (key, name) in values(entry.text) {
            let named = by_name.get(name).into_iter().flatten();
            let is_meant = |index: &usize| {
                let section = entries.get(*index).map_or("", |entry| entry.section);
                match section {
                    "types" | "enums" => TYPED.contains(&key),
                    "groups" => key == "group",
                    _ => true,
                }
            };
            open.extend(named.copied().filter(|index| is_meant(index) && kept.insert(*index)));
        }
    }
    Some(without(text, &entries, &kept))
}

/// Finds the entries of a text by the indentation of its lines.
fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::with_capacity(1024);
    let mut section = "";
    // Name, start and first line of the entry that goes on.
    let mut open: Option<(&str, usize, usize)> = None;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let begins = begin(line);
        let is_end = !line.starts_with("   ");
        if !matches!(begins, Line::Other) || is_end {
            let ended = open.take().and_then(|(name, start, first)| {
                let text = text.get(start..at)?;
                Some(Entry { section, name, start, text, lines: number - first })
            });
            entries.extend(ended);
        }
        match begins {
            Line::Section(name) => section = name,
            Line::Entry(name) if SECTIONS.contains(&section) => open = Some((name, at, number)),
            _ if is_end => section = "",
            _ => {}
        }
        at += line.len();
    }
    entries
}

fn begin(line: &str) -> Line<'_> {
    // Most lines are further in, and need no look at what they hold.
    let entry = line.strip_prefix("    \"");
    let Some(content) = entry.or_else(|| line.strip_prefix("  \"")) else { return Line::Other };
    match (content.split_once("\": "), entry.is_some()) {
        (Some((name, rest)), true) if rest.starts_with('{') => Line::Entry(name),
        (Some((name, rest)), false) if rest.trim_end() == "{" => Line::Section(name),
        _ => Line::Other,
    }
}

/// Iterates over the texts in an entry that are no keys, each with the key in front of it.
///
/// The brackets around the type of a list are left out. A text with an escaped quote comes in pieces, none of
/// which is a name.
fn values(entry: &str) -> impl Iterator<Item = (&str, &str)> {
    let pieces: Vec<&str> = entry.split('"').collect();
    let values = pieces.windows(4).filter_map(|pieces| match pieces {
        [key, mark, value, behind] if !behind.starts_with(':') => {
            let key = if mark.trim() == ":" { *key } else { "" };
            Some((key, value.trim_start_matches('[').trim_end_matches(']')))
        }
        _ => None,
    });
    values.collect::<Vec<_>>().into_iter()
}

/// Text whose other entries are empty lines.
fn without(text: &str, entries: &[Entry<'_>], kept: &HashSet<usize>) -> String {
    let mut part = String::with_capacity(text.len() / 4);
    let mut at = 0;
    let mut before: Option<&str> = None;
    for (index, entry) in entries.iter().enumerate() {
        part.push_str(text.get(at..entry.start).unwrap_or_default());
        at = entry.start + entry.text.len();
        if !kept.contains(&index) {
            part.extend(std::iter::repeat_n('\n', entry.lines));
            continue;
        }
        if before == Some(entry.section) {
            part.push(',');
        }
        before = Some(entry.section);
        part.push_str(entry.text.trim_end().trim_end_matches(','));
        part.push('\n');
    }
    part.push_str(text.get(at..).unwrap_or_default());
    part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PathStep, read_with_positions, shipped, shipped_names};

    #[test]
    fn the_part_of_each_action_says_the_same_of_it() {
        for name in shipped_names() {
            let text = shipped(name).unwrap();
            let (whole, places) = read_with_positions(text).unwrap();
            for action in &whole.actions {
                let wire = &action.name.wire;
                let part = part(text, wire).expect(wire);
                assert_eq!(part.lines().count(), text.lines().count());
                let (few, few_places) = read_with_positions(&part)
                    .unwrap_or_else(|problems| panic!("{wire}: {}", problems.render(name, &part)));
                let same = few.actions.iter().find(|one| one.name.wire == *wire).unwrap();
                assert_eq!((&same.name, &same.doc), (&action.name, &action.doc));
                for (id, other) in
                    [(action.request, same.request), (action.response, same.response)]
                {
                    let (ty, other) = (&whole[id], &few[other]);
                    assert_eq!(ty.name, other.name);
                    assert_eq!(ty.fields.len(), other.fields.len());
                }
                let path = [PathStep::Key("actions"), PathStep::Key(wire)];
                let line = |at: Option<crate::Position>| at.map(|at| at.line);
                assert_eq!(line(few_places.find(&path)), line(places.find(&path)));
            }
        }
    }

    #[test]
    fn what_cannot_be_cut_is_read_as_a_whole() {
        let text = shipped(shipped_names().next().unwrap()).unwrap();
        assert_eq!(part(text, "RunInstancesRequest"), None, "a type");
        assert_eq!(part(text, "NoSuchAction"), None);
        let one_line = text.replace('\n', " ");
        assert_eq!(part(&one_line, "RunInstances"), None);
        assert_eq!(part("", ""), None);
    }
}

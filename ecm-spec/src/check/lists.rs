//! Checks of lists in rules and actions: not empty, no entry twice.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::json::Node;
use crate::name_map::NameMap;
use crate::problem::{ProblemCode, Report, Spanned, quote};
use crate::raw::{Object, Text};

/// Reports each entry that is repeated, and keeps the others.
pub(super) fn distinct<'n>(
    what: &str,
    entries: Vec<Text<'n>>,
    report: &mut Report,
) -> Vec<Text<'n>> {
    let mut seen = NameMap::new();
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        if let Some(first) = seen.add(entry.value, entry.at) {
            let message = format!("{} is repeated in {what}", quote(entry.value));
            let _ = report
                .add(ProblemCode::RepeatedEntry, entry.at, message)
                .also(first, "first written here");
        } else {
            kept.push(entry);
        }
    }
    kept
}

/// Reports an empty list under `key`, and gives `None`.
pub(super) fn check_not_empty(body: &Object<'_>, key: &str, report: &mut Report) -> Option<()> {
    let node = body.get(key)?;
    if body.list(key, report)?.is_empty() {
        return report.add(ProblemCode::EmptyList, node.at, format!("`{key}` is empty")).none();
    }
    Some(())
}

/// Reads a list of distinct integers that is not empty.
pub(super) fn integer_list<T: Ord + Copy + Display>(
    body: &Object<'_>,
    key: &str,
    read: fn(&str, &Node<'_>, &mut Report) -> Option<Spanned<T>>,
    report: &mut Report,
) -> Option<Vec<Spanned<T>>> {
    let nodes = body.list(key, report)?;
    check_not_empty(body, key, report)?;
    let what = format!("{key}[]");
    let mut seen = BTreeMap::new();
    let mut values = Vec::with_capacity(nodes.len());
    for node in nodes {
        let Some(value) = read(&what, node, report) else { continue };
        if let Some(first) = seen.get(&value.value) {
            let message = format!("`{}` is repeated in `{key}`", value.value);
            let _ = report
                .add(ProblemCode::RepeatedEntry, value.at, message)
                .also(*first, "first written here");
        } else {
            seen.insert(value.value, value.at);
            values.push(value);
        }
    }
    Some(values)
}

//! Checks of groups of actions: each has a valid name and at least one action.

use std::collections::HashSet;

use super::head::owned;
use crate::model::ActionGroup;
use crate::problem::{ProblemCode, Report, quote};
use crate::raw::{self, Text};

pub(super) fn check(raw: &raw::Spec<'_>, report: &mut Report) -> Vec<ActionGroup> {
    let names = || raw.groups.iter().map(|group| group.name.value);
    let known: HashSet<&str> = names().collect();
    let mut used = HashSet::new();
    for group in raw.actions.iter().filter_map(|action| action.group) {
        if known.contains(group.value) {
            used.insert(group.value);
            continue;
        }
        if report.is_unread("groups", group.value) {
            continue;
        }
        let close = report.closest(group.value, names());
        report.mark_meant("groups", group.value, close);
        let message = format!("no group of actions is called {}", quote(group.value));
        let _ = report
            .add(ProblemCode::UnknownActionGroup, group.at, message)
            .did_you_mean(close, || "add it to `groups` with a `doc`".to_owned());
    }
    let groups = raw.groups.iter().map(|group| {
        check_name(group.name, report);
        if !used.contains(group.name.value) && !report.is_meant("groups", group.name.value) {
            let message = format!("no action is in the group {}", quote(group.name.value));
            let _ = report
                .add(ProblemCode::UnreachableActionGroup, group.name.at, message)
                .help("name it as the `group` of an action, or remove it");
        }
        ActionGroup { name: group.name.value.to_owned(), doc: owned(group.doc) }
    });
    groups.collect()
}

/// Checks that a name can stand in the macro's lists and behind `ecm-` in the names of features.
fn check_name(name: Text<'_>, report: &mut Report) {
    let word = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit())
    };
    if !name.value.split('-').all(word) {
        let message = format!("{} cannot be the name of a group of actions", quote(name.value));
        let _ = report
            .add(ProblemCode::BadActionGroup, name.at, message)
            .help("write words that begin with a lower-case letter, such as `load-balancer`");
    }
}

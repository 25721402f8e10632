//! JSON output of `ecm diff`.

use std::io::{self, Write};

use ecm_diff::{Change, ChangeKind, Companion, Impact};
use serde::Serialize;

use super::{DiffReport, Place, path_keys};
use crate::text::Span;

#[derive(Serialize)]
struct DiffSummary<'a> {
    old: &'a str,
    new: &'a str,
    level: Option<&'static str>,
    deciding: Option<usize>,
}

#[derive(Serialize)]
struct ChangeRecord<'a> {
    code: String,
    level: &'static str,
    message: String,
    path: Vec<String>,
    before: Option<&'a str>,
    after: Option<&'a str>,
    old: Option<Span>,
    new: Option<Span>,
    rust: &'a str,
    requests: &'static str,
    new_responses: &'static str,
    old_responses: &'static str,
    actions: &'a [String],
    companions: Vec<CompanionRecord>,
    warning: Option<&'a str>,
}

/// Item that is added or removed along with a change.
#[derive(Serialize)]
struct CompanionRecord {
    kind: &'static str,
    path: Vec<String>,
}

#[derive(Serialize)]
struct RenameRecord {
    from: Vec<String>,
    to: Vec<String>,
}

pub(super) fn write(report: &DiffReport<'_>, out: &mut impl Write) -> io::Result<()> {
    let diff = &report.diff;
    let deciding = diff.deciding();
    let head = DiffSummary {
        old: report.old_name,
        new: report.new_name,
        level: diff.level().map(|level| level.as_str()),
        deciding: diff.changes.iter().position(|change| Some(change) == deciding),
    };
    let head = serde_json::to_string(&head)?;
    // One change per line, for line-based tools.
    write!(out, "{},\n\"changes\": [", head.strip_suffix('}').unwrap_or(&head))?;
    let mut separator = "";
    for (change, old, new) in report.changes() {
        write!(out, "{separator}\n{}", serde_json::to_string(&change_record(change, old, new))?)?;
        separator = ",";
    }
    let renames: Vec<RenameRecord> = diff
        .renames
        .iter()
        .map(|rename| RenameRecord { from: path_keys(&rename.from), to: path_keys(&rename.to) })
        .collect();
    writeln!(out, "\n],\n\"renames\": {}}}", serde_json::to_string(&renames)?)
}

fn change_record<'a>(
    change: &'a Change,
    old: Option<Place<'_>>,
    new: Option<Place<'_>>,
) -> ChangeRecord<'a> {
    let Change { subject, kind: _, before, after, actions, companions, impact } = change;
    let Impact { level, rust, requests, new_responses, old_responses, warning } = impact;
    let lines = |place: Place<'_>| Span::new(place.at, place.text);
    ChangeRecord {
        code: change.code(),
        level: level.as_str(),
        message: change.to_string(),
        path: path_keys(subject),
        before: before.as_deref(),
        after: after.as_deref(),
        old: old.map(lines),
        new: new.map(lines),
        rust,
        requests: requests.as_str(),
        new_responses: new_responses.as_str(),
        old_responses: old_responses.as_str(),
        actions,
        companions: companions.iter().map(companion).collect(),
        warning: warning.as_deref(),
    }
}

fn companion(companion: &Companion) -> CompanionRecord {
    let Companion { subject, kind } = companion;
    let kind = if *kind == ChangeKind::Added { "added" } else { "removed" };
    CompanionRecord { kind, path: path_keys(subject) }
}

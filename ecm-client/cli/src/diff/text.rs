//! Text output of `ecm diff`, with the highest level first.

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Color, Style};
use ecm_diff::{Change, Impact, RequestImpact, ResponseImpact, SemverLevel};

use super::{DiffReport, Place};
use crate::text::{pluralize, sanitize};

const BOLD: Style = Style::new().bold();
const PLACE: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Blue)));

/// Maximum number of actions that are listed by name; above it, only the number is shown.
const MAX_NAMED_ACTIONS: usize = 4;

pub(super) fn write(report: &DiffReport<'_>, out: &mut impl Write) -> io::Result<()> {
    for level in [SemverLevel::Major, SemverLevel::Minor, SemverLevel::Patch] {
        for (change, old, new) in report.changes().filter(|(one, ..)| one.level() == level) {
            writeln!(out, "{}", one(change, [old, new], report.in_place))?;
        }
    }
    for rename in &report.diff.renames {
        let (from, to) = (sanitize(&rename.from.to_string()), sanitize(&rename.to.to_string()));
        writeln!(out, "{BOLD}possible rename{BOLD:#}: {from} -> {to}")?;
    }
    if !report.diff.renames.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{}", summary(report))
}

fn one(change: &Change, places: [Option<Place<'_>>; 2], in_place: bool) -> String {
    let style = style(change.level());
    let (level, code) = (change.level(), change.code());
    let mut text = format!("{style}{level}[{code}]{style:#}{BOLD}: {}{BOLD:#}\n", headline(change));
    let [old, new] = places;
    // After an update in place, the old text is gone.
    let old = old.filter(|_| !in_place || new.is_none());
    let places: Vec<String> = [old, new].into_iter().flatten().map(place).collect();
    let _ = writeln!(text, "  {PLACE}-->{PLACE:#} {}", places.join(" -> "));
    for (label, line) in lines(change) {
        let _ = writeln!(text, "   {PLACE}={PLACE:#} {label}: {line}");
    }
    text
}

fn headline(change: &Change) -> String {
    const MAX_HEADLINE: usize = 160;
    let text = sanitize(&change.to_string());
    match text.char_indices().nth(MAX_HEADLINE) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

fn place(place: Place<'_>) -> String {
    format!("{}:{}:{}", place.file, place.at.line, place.at.column)
}

fn lines(change: &Change) -> Vec<(&'static str, String)> {
    let Impact { level: _, rust, requests, new_responses, old_responses, warning } = &change.impact;
    let mut lines = vec![("rust", sanitize(rust))];
    if *requests != RequestImpact::Accepted {
        lines.push(("wire", requests.sentence().to_owned()));
    }
    for (which, responses) in [
        ("with an old client, responses of the new service", new_responses),
        ("with a new client, responses of the old service", old_responses),
    ] {
        if *responses != ResponseImpact::Read {
            lines.push(("wire", format!("{which} {}", responses.sentence())));
        }
    }
    lines.extend(
        change.companions.iter().map(|one| ("along with it", sanitize(&one.subject.to_string()))),
    );
    match change.actions.as_slice() {
        [] => {}
        few if few.len() <= MAX_NAMED_ACTIONS => lines.push(("affects", sanitize(&few.join(", ")))),
        many => lines.push(("affects", pluralize(many.len(), "action"))),
    }
    lines.extend(warning.iter().map(|warning| ("warning", warning.clone())));
    lines
}

/// Summarizes the number of changes and the change that decides the level.
fn summary(report: &DiffReport<'_>) -> String {
    let (Some(level), Some(deciding)) = (report.diff.level(), report.diff.deciding()) else {
        return format!("{}: no changes", names(report));
    };
    let style = style(level);
    let at = |level: SemverLevel| {
        let count = report.diff.changes.iter().filter(|change| change.level() == level).count();
        (count > 0).then(|| format!("{count} {level}"))
    };
    let counts =
        [SemverLevel::Major, SemverLevel::Minor, SemverLevel::Patch].into_iter().filter_map(at);
    format!(
        "{}: {style}{level}{style:#} ({}: {}), decided by the {}",
        names(report),
        pluralize(report.diff.changes.len(), "change"),
        counts.collect::<Vec<_>>().join(", "),
        headline(deciding),
    )
}

fn names(report: &DiffReport<'_>) -> String {
    match report.in_place {
        true => report.new_name.to_owned(),
        false => format!("{} -> {}", report.old_name, report.new_name),
    }
}

fn style(level: SemverLevel) -> Style {
    let color = match level {
        SemverLevel::Major => AnsiColor::Red,
        SemverLevel::Minor => AnsiColor::Yellow,
        SemverLevel::Patch => AnsiColor::Green,
    };
    Style::new().bold().fg_color(Some(Color::Ansi(color)))
}

//! Report on an import: a line per finding and a summary.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use anstyle::{AnsiColor, Color, Style};
use ecm_import::{Finding, FindingCode, Imported, Resolution};
use ecm_spec::Position;

use crate::text::pluralize;

const DIM: Style = Style::new().dimmed();

pub(crate) struct ImportReport<'r> {
    pub(super) imported: &'r Imported,
    pub(super) metadata: &'r Path,
    pub(super) spec: Option<&'r Path>,
    pub(super) verbose: bool,
}

impl ImportReport<'_> {
    pub(crate) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let mut counts: BTreeMap<FindingCode, usize> = BTreeMap::new();
        for finding in &self.imported.findings {
            *counts.entry(finding.code).or_default() += 1;
            if self.verbose || self.is_worth_a_line(finding) {
                self.line(finding, out)?;
            }
        }
        self.guesses(out)?;
        self.unused_keys(out)?;
        let spec = &self.imported.spec;
        let contents = format!(
            "{} {}: {}, {}, {}",
            spec.service,
            spec.version,
            pluralize(spec.actions.len(), "action"),
            pluralize(spec.types.len(), "type"),
            pluralize(spec.errors.len(), "error code")
        );
        let counts: Vec<String> =
            counts.iter().map(|(code, count)| format!("{count} {code}")).collect();
        match counts.is_empty() {
            true => writeln!(out, "{contents}"),
            false => writeln!(out, "{contents} ({})", counts.join(", ")),
        }
    }

    /// Summarizes the guesses of a new spec that are not printed one by one. Those about effects
    /// come by verb, so that they can be set by verb.
    fn guesses(&self, out: &mut impl Write) -> io::Result<()> {
        if self.verbose || self.spec.is_some() {
            return Ok(());
        }
        let mut verbs: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
        for finding in &self.imported.findings {
            match finding.code {
                FindingCode::EffectGuessed => {
                    let group = (verb(&finding.path), finding.message.as_str());
                    verbs.entry(group).or_default().push(finding);
                }
                FindingCode::RegionGuessed | FindingCode::EventsGuessed => {
                    self.line(finding, out)?;
                }
                _ => {}
            }
        }
        for ((verb, message), findings) in verbs {
            let [first, rest @ ..] = findings.as_slice() else { continue };
            if rest.is_empty() {
                self.line(first, out)?;
                continue;
            }
            let effects = format!("the effects of {} actions are guessed", findings.len());
            let message = match message.rsplit_once(": ") {
                Some((_, guess)) if guess != "`create`" => format!("{effects}: {guess}"),
                _ => format!("{effects}; if they may be repeated: --effect '{verb}*=idempotent'"),
            };
            let path = format!("{verb}*");
            self.line(&Finding { path, message, metadata: None, ..(*first).clone() }, out)?;
        }
        Ok(())
    }

    /// Names the keys of the metadata that have no use in one line.
    fn unused_keys(&self, out: &mut impl Write) -> io::Result<()> {
        let unused = |finding: &&Finding| finding.code == FindingCode::KeyUnused;
        let unused: Vec<&Finding> = self.imported.findings.iter().filter(unused).collect();
        let [first, rest @ ..] = unused.as_slice() else { return Ok(()) };
        if self.verbose {
            return Ok(());
        }
        if rest.is_empty() {
            return self.line(first, out);
        }
        let keys: Vec<String> =
            unused.iter().map(|finding| format!("`{}`", finding.path)).collect();
        let message = format!("{} are known and have no use; --verbose says why", keys.join(", "));
        let path = pluralize(keys.len(), "key");
        self.line(&Finding { path, message, metadata: None, ..(*first).clone() }, out)
    }

    /// Decides if a finding is printed without `--verbose`. In a new spec everything is added, and
    /// guesses are better reviewed in the spec itself.
    fn is_worth_a_line(&self, finding: &Finding) -> bool {
        // They share a line.
        if finding.code == FindingCode::KeyUnused {
            return false;
        }
        self.spec.is_some()
            || !matches!(finding.code.resolution(), Resolution::Added | Resolution::Proposed)
    }

    fn line(&self, finding: &Finding, out: &mut impl Write) -> io::Result<()> {
        let done = finding.code.resolution();
        let color = match done {
            Resolution::Added => AnsiColor::Green,
            Resolution::Changed | Resolution::Proposed => AnsiColor::Yellow,
            Resolution::Kept => AnsiColor::Cyan,
            Resolution::Removed | Resolution::LeftOut => AnsiColor::Red,
        };
        let style = Style::new().fg_color(Some(Color::Ansi(color)));
        let done = match done {
            Resolution::Added => "added",
            Resolution::Changed => "changed",
            Resolution::Kept => "kept",
            Resolution::Removed => "removed",
            Resolution::LeftOut => "skipped",
            Resolution::Proposed => "proposed",
        };
        let place = |path: Option<&Path>, at: Option<Position>| {
            let (path, at) = path.zip(at)?;
            Some(format!("{}:{}:{}", path.display(), at.line, at.column))
        };
        let places = [place(self.spec, finding.spec), place(Some(self.metadata), finding.metadata)];
        let places: Vec<String> = places.into_iter().flatten().collect();
        let (path, message) = (mask_invisible(&finding.path), mask_invisible(&finding.message));
        write!(out, "{style}{done}[{}]{style:#} {path}: {message}", finding.code)?;
        if !places.is_empty() {
            write!(out, " {DIM}({}){DIM:#}", places.join(", "))?;
        }
        writeln!(out)
    }
}

/// Replaces characters that a terminal could act on.
fn mask_invisible(text: &str) -> String {
    let seen = |character| if ecm_spec::is_invisible(character) { '\u{fffd}' } else { character };
    text.chars().map(seen).collect()
}

/// Returns the first word of an action's name: `Delete` of `DeleteImages`.
fn verb(action: &str) -> &str {
    let after = action.char_indices().skip(1).find(|(_, letter)| !letter.is_ascii_lowercase());
    after.and_then(|(end, _)| action.get(..end)).unwrap_or(action)
}

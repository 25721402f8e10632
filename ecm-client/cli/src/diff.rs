//! The command `ecm diff`.

mod args;
mod json;
pub(crate) mod markdown;
mod text;

use std::io::{self, Write};

use ecm_diff::{Change, Diff, SemverLevel, Subject};
use ecm_spec::{PathStep, Position, SourceMap, Spec};

use crate::source::Source;
use crate::verdict::{Failure, Verdict};
pub(crate) use args::{Args, DiffFormat, LevelArg};

pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let (old, new) = both(Source::find(&args.old), Source::find(&args.new))?;
    compare(&old, &new, args.format, args.fail_on, out)
}

/// Prints the changes between two specs; fails if any has the level or a higher one.
pub(crate) fn compare(
    old: &Source,
    new: &Source,
    format: DiffFormat,
    fail_on: Option<LevelArg>,
    out: &mut impl Write,
) -> Result<Verdict, Failure> {
    let (old_spec, new_spec) = both(old.spec(), new.spec())?;
    let report = DiffReport::new(old, new, &old_spec, &new_spec);
    match format {
        DiffFormat::Text => text::write(&report, out)?,
        DiffFormat::Json => json::write(&report, out)?,
        DiffFormat::Markdown => markdown::write(&report.diff, out)?,
    }
    let fails = reaches(&report.diff, fail_on);
    Ok(if fails { Verdict::Problems } else { Verdict::Success })
}

/// Returns `true` if any change is of the level or above.
pub(crate) fn reaches(diff: &Diff, limit: Option<LevelArg>) -> bool {
    limit.is_some_and(|limit| diff.level() >= Some(SemverLevel::from(limit)))
}

/// Prints the changes that an update in place makes to a spec, as text.
pub(crate) fn print_update(
    (old, old_spec): (&Source, &Spec),
    (new, new_spec): (&Source, &Spec),
    out: &mut impl Write,
) -> io::Result<Diff> {
    let report = DiffReport { in_place: true, ..DiffReport::new(old, new, old_spec, new_spec) };
    text::write(&report, out)?;
    Ok(report.diff)
}

/// Combines two results, or the failures of both.
fn both<T>(old: Result<T, Failure>, new: Result<T, Failure>) -> Result<(T, T), Failure> {
    match (old, new) {
        (Ok(old), Ok(new)) => Ok((old, new)),
        (Err(old), Err(new)) => Err(old.and(new)),
        (Err(failure), Ok(_)) | (Ok(_), Err(failure)) => Err(failure),
    }
}

#[derive(Clone, Copy)]
struct Place<'r> {
    file: &'r str,
    at: Position,
    text: &'r str,
}

/// Changes to report, with the files they are in.
struct DiffReport<'r> {
    old_name: &'r str,
    new_name: &'r str,
    /// Set if the new text replaces the old one, so that both have one name.
    in_place: bool,
    diff: Diff,
    old: ChangePlaces<'r>,
    new: ChangePlaces<'r>,
}

struct ChangePlaces<'r> {
    file: &'r str,
    text: String,
    /// Positions by change, in the order of the changes.
    changes: Vec<Option<Position>>,
}

impl<'r> DiffReport<'r> {
    fn new(old: &'r Source, new: &'r Source, old_spec: &Spec, new_spec: &Spec) -> Self {
        let diff = ecm_diff::diff(old_spec, new_spec);
        Self {
            old_name: &old.name,
            new_name: &new.name,
            in_place: false,
            old: ChangePlaces::new(old, &diff, Change::old_path),
            new: ChangePlaces::new(new, &diff, Change::new_path),
            diff,
        }
    }

    /// Iterates over the changes, each with its place in the old and in the new file.
    fn changes(&self) -> impl Iterator<Item = (&Change, Option<Place<'_>>, Option<Place<'_>>)> {
        let changes = self.diff.changes.iter().enumerate();
        changes.map(|(index, change)| (change, self.old.place(index), self.new.place(index)))
    }
}

impl<'r> ChangePlaces<'r> {
    fn new(
        source: &'r Source,
        diff: &Diff,
        path: impl Fn(&Change) -> Option<Vec<PathStep<'_>>>,
    ) -> Self {
        let text = source.text().into_owned();
        let paths: Vec<_> = diff.changes.iter().map(&path).collect();
        let known: Vec<_> = paths.iter().flatten().cloned().collect();
        let mut found = SourceMap::new(&text).nearest(&known).into_iter();
        let place = |path: &Option<_>| path.as_ref().and_then(|_| found.next().flatten());
        let changes = paths.iter().map(place).collect();
        Self { file: &source.name, text, changes }
    }

    fn place(&self, index: usize) -> Option<Place<'_>> {
        let at = self.changes.get(index).copied().flatten()?;
        Some(Place { file: self.file, at, text: &self.text })
    }
}

/// Lists the keys on the path to a subject, for the JSON output.
fn path_keys(subject: &Subject) -> Vec<String> {
    let key = |step: &PathStep<'_>| match step {
        PathStep::Key(name)
        | PathStep::Rule(name)
        | PathStep::Value(name)
        | PathStep::Text(name) => (*name).to_owned(),
    };
    subject.path().iter().map(key).collect()
}

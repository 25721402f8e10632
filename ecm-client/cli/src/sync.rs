//! The command `ecm sync`: imports, checks, compares, generates and updates the changelog.

mod args;
mod changelog;

use std::io::Write;
use std::path::{Path, PathBuf};

use ecm_codegen::input;
use ecm_codegen::output::{self, OutputFile};
use ecm_diff::{Diff, SemverLevel};
use ecm_import::Imported;
use ecm_spec::Spec;

use crate::import::{ImportFiles, TextFile};
use crate::source::Source;
use crate::verdict::{Failure, Verdict};
use crate::write::write_files;
use crate::{diff, generate};
pub(crate) use args::Args;

/// Makes every file first, then writes them all.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    check_args(args)?;
    let present = TextFile::read_replaceable(&args.onto)?;
    let files = ImportFiles::read(&args.metadata, Some(&present), &args.merge)?;
    let imported = files.import(&args.merge)?;
    files.report(&imported, false).print(out)?;
    let text = with_revision(&present.text, &imported, args.revision.as_deref());

    let old = Source::new(&args.onto, present.text);
    let new = Source::new(&args.onto, text.clone());
    let (old_spec, new_spec) = (old.spec()?, new.spec()?);
    writeln!(out)?;
    let diff = diff::print_update((&old, &old_spec), (&new, &new_spec), out)?;
    let fingerprint = new.fingerprint();
    writeln!(out, "revision {}, fingerprint {fingerprint}", new_spec.revision)?;

    let mut outputs = vec![OutputFile { path: args.onto.clone(), text }];
    if let Some(client) = &args.out {
        outputs.extend(generate::client(&new_spec, &fingerprint, &args.client, client)?);
    }
    outputs.extend(changelog_output(args, &new_spec, &diff)?);
    check_distinct(&outputs)?;
    if let Some(limit) = args.fail_on.filter(|limit| diff::reaches(&diff, Some(*limit))) {
        let limit = SemverLevel::from(limit);
        writeln!(out, "nothing was written: `--fail-on {limit}` forbids changes of this level")?;
        return Ok(Verdict::Problems);
    }
    if args.dry_run || args.check {
        return Ok(preview(&outputs, args.check, out)?);
    }
    write_files(&outputs, out)?;
    Ok(Verdict::Success)
}

/// Rejects options for a client when no client is generated.
fn check_args(args: &Args) -> Result<(), Failure> {
    let client = &args.client;
    let given = [
        ("--actions", client.actions.is_some()),
        ("--groups", client.groups.is_some()),
        ("--crate", client.name.is_some()),
        ("--dependency", client.dependency.is_some()),
    ];
    match given.iter().find(|(_, is_given)| *is_given && args.out.is_none()) {
        Some((flag, _)) => Err(Failure::Usage(format!(
            "`{flag}` needs a client to generate; name its file or folder with `--out`"
        ))),
        None => Ok(()),
    }
}

/// Returns the text of the new spec, with its revision updated if anything changed.
fn with_revision(present: &str, imported: &Imported, revision: Option<&str>) -> String {
    if imported.text == present {
        return imported.text.clone();
    }
    let number = imported.spec.revision.parse::<u64>().ok();
    let next = number.and_then(|number| number.checked_add(1)).map(|next| next.to_string());
    let revision = revision.map(str::to_owned).or(next);
    // The text has just been parsed, so it has a revision.
    let with_revision =
        revision.and_then(|revision| ecm_import::set_revision(&imported.text, &revision));
    with_revision.unwrap_or_else(|| imported.text.clone())
}

/// Builds the changelog with a new entry, if there is a changelog and a change.
fn changelog_output(args: &Args, spec: &Spec, diff: &Diff) -> Result<Option<OutputFile>, Failure> {
    let (Some(path), Some(level)) = (changelog_path(args), diff.level()) else { return Ok(None) };
    let present = match input::read(&path) {
        Err(error) if error.is_missing() => String::new(),
        _ => TextFile::read_replaceable(&path)?.text,
    };
    let entry = changelog::entry(spec, level, diff)?;
    Ok(Some(OutputFile { text: changelog::with_entry(&present, &entry), path }))
}

fn changelog_path(args: &Args) -> Option<PathBuf> {
    let of_crate = || {
        let folder = args.out.as_ref().filter(|out| !generate::is_rust(out))?;
        Some(folder.join("CHANGELOG.md"))
    };
    args.changelog.clone().or_else(of_crate)
}

/// Rejects two outputs with the same path, one of which would be lost.
fn check_distinct(outputs: &[OutputFile]) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut seen = std::collections::BTreeSet::new();
    match outputs.iter().find(|output| !seen.insert(real(&output.path))) {
        Some(twice) => Err(Failure::Usage(format!(
            "`{}` is named for two outputs; name different files for spec, client and changelog",
            twice.path.display()
        ))),
        None => Ok(()),
    }
}

fn preview(outputs: &[OutputFile], check: bool, out: &mut impl Write) -> std::io::Result<Verdict> {
    let mut verdict = Verdict::Success;
    for output in outputs {
        let current = output::is_current(output);
        let what = if current { "unchanged" } else { "would write" };
        writeln!(out, "{what} {}", output.path.display())?;
        if check && !current {
            verdict = Verdict::Problems;
        }
    }
    Ok(verdict)
}

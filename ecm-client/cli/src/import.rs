//! The command `ecm import`.

mod args;
mod files;
mod report;

use std::io::Write;
use std::path::Path;

use ecm_codegen::output::OutputFile;
use ecm_import::Imported;

use crate::progress::Progress;
use crate::verdict::{Failure, Verdict};
use crate::write::write_files;
pub(crate) use args::{Args, MergeArgs};
pub(crate) use files::{ImportFiles, TextFile};

/// Imports the metadata, prints the findings and writes the spec.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let onto = args.onto.as_deref().map(TextFile::read_replaceable).transpose()?;
    let files = ImportFiles::read(&args.metadata, onto.as_ref(), &args.merge)?;
    let progress = Progress::start(format!("importing {}", args.metadata.display()));
    let imported = files.import(&args.merge);
    drop(progress);
    let imported = imported?;
    let report = files.report(&imported, args.verbose);
    match (&onto, &args.out) {
        (Some(onto), _) => {
            report.print(out)?;
            update(args, onto, &imported, out)
        }
        (None, Some(path)) => {
            report.print(out)?;
            write(path, imported.text, out)
        }
        (None, None) => {
            // The standard output is for the spec alone.
            report.print(&mut anstream::stderr())?;
            out.write_all(imported.text.as_bytes())?;
            Ok(Verdict::Success)
        }
    }
}

fn update(
    args: &Args,
    onto: &TextFile,
    imported: &Imported,
    out: &mut impl Write,
) -> Result<Verdict, Failure> {
    if !args.check {
        return write(&onto.path, imported.text.clone(), out);
    }
    let path = onto.path.display();
    if onto.text == imported.text {
        writeln!(out, "{path} is up to date")?;
        return Ok(Verdict::Success);
    }
    writeln!(out, "{path} is out of date; run without `--check` to update it")?;
    Ok(Verdict::Problems)
}

fn write(path: &Path, text: String, out: &mut impl Write) -> Result<Verdict, Failure> {
    write_files(&[OutputFile { path: path.to_owned(), text }], out)?;
    Ok(Verdict::Success)
}

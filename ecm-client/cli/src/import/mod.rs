//! `ecm import`.

mod report;

use std::io::Write;
use std::path::{Path, PathBuf};

use ecm_codegen::output::{self, Output};
use ecm_import::{ImportError, Imported, Options, Sources};
use ecm_spec::Problems;

use crate::args::ImportArgs;
use crate::paint;
use crate::progress::Progress;
use crate::source;
use crate::verdict::{Failure, Verdict};
use report::Report;

/// A file that was read.
struct Text {
    path: PathBuf,
    text: String,
}

/// Imports, reports, and writes the result.
pub(crate) fn run(args: &ImportArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let metadata = read(&args.metadata)?;
    let onto = args.onto.as_deref().map(read).transpose()?;
    let errors: Vec<Text> =
        args.errors.iter().map(|path| read(path)).collect::<Result<_, Failure>>()?;
    let error_texts: Vec<&str> = errors.iter().map(|file| file.text.as_str()).collect();
    let sources = Sources {
        metadata: &metadata.text,
        onto: onto.as_ref().map(|file| file.text.as_str()),
        errors: &error_texts,
    };
    let mut options = Options::default();
    options.docs = args.docs;
    options.prune = args.prune;
    let progress = Progress::of(format!("importing {}", args.metadata.display()));
    let imported = ecm_import::import(&sources, &options);
    drop(progress);
    let imported = imported.map_err(|error| failure(&error, &metadata, onto.as_ref(), &errors))?;
    let report = Report {
        imported: &imported,
        metadata: &metadata.path,
        spec: onto.as_ref().map(|file| file.path.as_path()),
        verbose: args.verbose,
    };
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
            // The spec has the output for itself.
            report.print(&mut anstream::stderr())?;
            out.write_all(imported.text.as_bytes())?;
            Ok(Verdict::Fine)
        }
    }
}

fn update(
    args: &ImportArgs,
    onto: &Text,
    imported: &Imported,
    out: &mut impl Write,
) -> Result<Verdict, Failure> {
    if !args.check {
        return write(&onto.path, imported.text.clone(), out);
    }
    let path = onto.path.display();
    if onto.text == imported.text {
        writeln!(out, "{path} is current")?;
        return Ok(Verdict::Fine);
    }
    writeln!(out, "{path} is not current")?;
    Ok(Verdict::Problems)
}

fn write(path: &Path, text: String, out: &mut impl Write) -> Result<Verdict, Failure> {
    let file = Output { path: path.to_owned(), text };
    let what = if output::write(&[file])?.is_empty() { "unchanged" } else { "wrote" };
    writeln!(out, "{what} {}", path.display())?;
    Ok(Verdict::Fine)
}

fn read(path: &Path) -> Result<Text, Failure> {
    Ok(Text { path: path.to_owned(), text: source::text(path)? })
}

/// Problems of a file are shown with its lines.
fn failure(error: &ImportError, metadata: &Text, onto: Option<&Text>, errors: &[Text]) -> Failure {
    let shown = |file: &Text| format!("`{}`", file.path.display());
    match error {
        ImportError::Metadata(problems) => painted(problems, metadata),
        ImportError::NoMetadata(what) => {
            Failure::Usage(format!("{} is not metadata of a service: {what}", shown(metadata)))
        }
        ImportError::Errors(index, problems) => match (errors.get(*index), problems) {
            (Some(file), Some(problems)) => painted(problems, file),
            (Some(file), None) => {
                Failure::Usage(format!("{} is no list of error codes", shown(file)))
            }
            (None, _) => Failure::Usage(error.to_string()),
        },
        ImportError::Spec(problems) => match onto {
            Some(onto) => painted(problems, onto),
            None => Failure::Usage(error.to_string()),
        },
        ImportError::NoSpec => {
            let file = onto.map(|onto| format!(": {}", shown(onto))).unwrap_or_default();
            Failure::Usage(format!("{error}{file}"))
        }
        error => Failure::Usage(error.to_string()),
    }
}

fn painted(problems: &Problems, file: &Text) -> Failure {
    let name = file.path.display().to_string();
    Failure::Spec(paint::problems(problems, &name, &file.text))
}

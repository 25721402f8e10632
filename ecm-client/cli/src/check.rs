//! `ecm check`.

mod args;

use std::io::Write;

use ecm_spec::{Problem, Spec};
use serde::Serialize;

use crate::paint;
use crate::source::Source;
use crate::text::{Lines, counted};
use crate::verdict::{Failure, Verdict};
pub(crate) use args::Args;
use args::CheckFormat;

/// Reports the problems of every spec. A file that cannot be read does not keep the others from
/// being checked.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let mut unreadable = Vec::new();
    let mut sources = Vec::new();
    for path in &args.specs {
        match Source::find(path) {
            Ok(source) => sources.push(source),
            Err(failure) => unreadable.push(failure.text().to_owned()),
        }
    }
    let verdict = match args.format {
        CheckFormat::Text => as_text(&sources, out)?,
        CheckFormat::Json => as_json(&sources, out)?,
    };
    if unreadable.is_empty() { Ok(verdict) } else { Err(Failure::Usage(unreadable.join("\n"))) }
}

fn as_text(sources: &[Source], out: &mut impl Write) -> Result<Verdict, Failure> {
    let mut verdict = Verdict::Fine;
    for source in sources {
        match source.read() {
            Ok(spec) => {
                let (contents, fingerprint) = (contents(&spec), source.fingerprint());
                writeln!(out, "{}: no problems ({contents})", source.name)?;
                writeln!(out, "  fingerprint {fingerprint}")?;
            }
            Err(problems) => {
                verdict = Verdict::Problems;
                let text = source.text();
                for problem in &problems {
                    writeln!(out, "{}", paint::problem(problem, &source.name, &text))?;
                }
                writeln!(out, "{}: {}", source.name, counted(problems.len(), "problem"))?;
            }
        }
    }
    Ok(verdict)
}

fn contents(spec: &Spec) -> String {
    [
        counted(spec.actions.len(), "action"),
        counted(spec.types.len(), "type"),
        counted(spec.errors.len(), "error code"),
    ]
    .join(", ")
}

/// A problem as programs get it.
#[derive(Serialize)]
struct Report<'a> {
    code: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    #[serde(flatten)]
    at: Lines,
    also: Option<Also<'a>>,
}

#[derive(Serialize)]
struct Also<'a> {
    label: &'a str,
    #[serde(flatten)]
    at: Lines,
}

fn as_json(sources: &[Source], out: &mut impl Write) -> Result<Verdict, Failure> {
    let mut separator = "[";
    for source in sources {
        let Err(problems) = source.read() else { continue };
        let text = source.text();
        for problem in &problems {
            let report = report(problem, &source.name, &text);
            let json = serde_json::to_string(&report).map_err(std::io::Error::from)?;
            // One problem a line, so that line tools can work on it as well.
            write!(out, "{separator}\n{json}")?;
            separator = ",";
        }
    }
    if separator == "[" {
        writeln!(out, "[]")?;
        return Ok(Verdict::Fine);
    }
    writeln!(out, "\n]")?;
    Ok(Verdict::Problems)
}

fn report<'a>(problem: &'a Problem, file: &'a str, text: &str) -> Report<'a> {
    Report {
        code: problem.code.name(),
        message: &problem.message,
        help: problem.help.as_deref(),
        file,
        at: Lines::new(problem.at, text),
        also: problem.also.as_ref().map(|(at, label)| Also { label, at: Lines::new(*at, text) }),
    }
}

//! The command `ecm check`.

mod args;

use std::io::Write;

use ecm_spec::{Problem, Spec};
use serde::Serialize;

use crate::paint;
use crate::source::Source;
use crate::text::{Span, pluralize};
use crate::verdict::{Failure, Verdict};
pub(crate) use args::Args;
use args::CheckFormat;

/// Reports the problems of every spec, even if one of the files cannot be read.
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
        CheckFormat::Text => write_text(&sources, out)?,
        CheckFormat::Json => write_json(&sources, out)?,
    };
    if unreadable.is_empty() { Ok(verdict) } else { Err(Failure::Usage(unreadable.join("\n"))) }
}

fn write_text(sources: &[Source], out: &mut impl Write) -> Result<Verdict, Failure> {
    let mut verdict = Verdict::Success;
    for source in sources {
        match source.read() {
            Ok(spec) => {
                let (contents, fingerprint) = (describe_contents(&spec), source.fingerprint());
                writeln!(out, "{}: no problems ({contents})", source.name)?;
                writeln!(out, "  fingerprint {fingerprint}")?;
            }
            Err(problems) => {
                verdict = Verdict::Problems;
                let text = source.text();
                for problem in &problems {
                    writeln!(out, "{}", paint::problem(problem, &source.name, &text))?;
                }
                writeln!(out, "{}: {}", source.name, pluralize(problems.len(), "problem"))?;
            }
        }
    }
    Ok(verdict)
}

fn describe_contents(spec: &Spec) -> String {
    [
        pluralize(spec.actions.len(), "action"),
        pluralize(spec.types.len(), "type"),
        pluralize(spec.errors.len(), "error code"),
    ]
    .join(", ")
}

#[derive(Serialize)]
struct ProblemRecord<'a> {
    code: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    #[serde(flatten)]
    at: Span,
    related: Option<RelatedRecord<'a>>,
}

#[derive(Serialize)]
struct RelatedRecord<'a> {
    label: &'a str,
    #[serde(flatten)]
    at: Span,
}

fn write_json(sources: &[Source], out: &mut impl Write) -> Result<Verdict, Failure> {
    let mut separator = "[";
    for source in sources {
        let Err(problems) = source.read() else { continue };
        let text = source.text();
        for problem in &problems {
            let record = problem_record(problem, &source.name, &text);
            let json = serde_json::to_string(&record).map_err(std::io::Error::from)?;
            // One problem per line, for line-based tools.
            write!(out, "{separator}\n{json}")?;
            separator = ",";
        }
    }
    if separator == "[" {
        writeln!(out, "[]")?;
        return Ok(Verdict::Success);
    }
    writeln!(out, "\n]")?;
    Ok(Verdict::Problems)
}

fn problem_record<'a>(problem: &'a Problem, file: &'a str, text: &str) -> ProblemRecord<'a> {
    ProblemRecord {
        code: problem.code.name(),
        message: &problem.message,
        help: problem.help.as_deref(),
        file,
        at: Span::new(problem.at, text),
        related: problem
            .also
            .as_ref()
            .map(|(at, label)| RelatedRecord { label, at: Span::new(*at, text) }),
    }
}

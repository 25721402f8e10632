//! `ecm check`.

use std::io::Write;

use ecm_spec::{Position, Problem, Spec};
use serde::Serialize;

use crate::args::{CheckArgs, Format};
use crate::paint;
use crate::source::Source;
use crate::verdict::{Failure, Verdict};

/// Reports the problems of every spec. A file that cannot be read does not keep the others from
/// being checked.
pub(crate) fn run(args: &CheckArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let mut unreadable = Vec::new();
    let mut sources = Vec::new();
    for path in &args.specs {
        match Source::find(path) {
            Ok(source) => sources.push(source),
            Err(Failure::Usage(message) | Failure::Spec(message)) => unreadable.push(message),
        }
    }
    let verdict = match args.format {
        Format::Text => as_text(&sources, out)?,
        Format::Json => as_json(&sources, out)?,
    };
    if unreadable.is_empty() { Ok(verdict) } else { Err(Failure::Usage(unreadable.join("\n"))) }
}

fn as_text(sources: &[Source], out: &mut impl Write) -> Result<Verdict, Failure> {
    let mut verdict = Verdict::Fine;
    for source in sources {
        match source.read() {
            Ok(spec) => writeln!(out, "{}: no problems ({})", source.name, contents(&spec))?,
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

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A problem as programs get it.
#[derive(Serialize)]
struct Report<'a> {
    code: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    #[serde(flatten)]
    at: Place,
    also: Option<Also<'a>>,
}

#[derive(Serialize)]
struct Also<'a> {
    label: &'a str,
    #[serde(flatten)]
    at: Place,
}

/// Lines and characters, both from 1.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Place {
    line: usize,
    column: usize,
    length: usize,
}

impl Place {
    fn new(at: Position, text: &str) -> Self {
        let covered = text.get(at.offset..at.offset.saturating_add(at.length));
        // Where the place is not text, as with a byte that is not UTF-8, bytes have to do.
        let length = covered.map_or(at.length, |covered| covered.chars().count());
        Self { line: at.line, column: at.column, length }
    }
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
        at: Place::new(problem.at, text),
        also: problem.also.as_ref().map(|(at, label)| Also { label, at: Place::new(*at, text) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_in_characters() {
        let at = Position { offset: 1, length: 4, line: 1, column: 2 };
        assert_eq!(Place::new(at, "x\"é\"y"), Place { line: 1, column: 2, length: 3 });
        let outside = Position { offset: 9, ..at };
        assert_eq!(Place::new(outside, "x").length, 4);
    }
}

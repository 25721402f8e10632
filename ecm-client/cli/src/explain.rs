//! The command `ecm explain`.

mod args;
mod complete;
mod describe;
pub(crate) mod facts;
mod overview;
mod page;
pub(crate) mod related;
pub(crate) mod rules;
mod target;
mod waiters;

use std::io::Write;
use std::path::Path;

use ecm_spec::{PathStep, SourceMap, Spec};

use crate::source::Source;
use crate::store::ServiceName;
use crate::text::sanitize;
use crate::verdict::{Failure, Verdict};
pub(crate) use args::Args;
use page::Page;

/// Explains an item of a spec, a whole spec, or a code.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let page = match (&args.target, code_entry(&args.spec)) {
        (None, Some(code)) => code.page(),
        (None, None) => match Source::find(&args.spec) {
            Ok(source) => overview::page(&source.name, &source.spec()?),
            Err(failure) => match in_service(&args.spec)? {
                Some((source, target)) => in_source(&source, target)?,
                None => explain_shipped(&args.spec, failure)?,
            },
        },
        (Some(target), _) => in_source(&Source::find(&args.spec)?, target)?,
    };
    out.write_all(page.as_bytes())?;
    Ok(Verdict::Success)
}

/// Explains a target of a spec.
fn in_source(source: &Source, target: &str) -> Result<String, Failure> {
    explain(source, target)?.map_err(|close| unknown_target(source, target, close))
}

/// Splits `SERVICE.TARGET`, if there is such a service.
fn in_service(written: &Path) -> Result<Option<(Source, &str)>, Failure> {
    let Some((service, target)) = written.to_str().and_then(|text| text.split_once('.')) else {
        return Ok(None);
    };
    // `lamp.json` is a file, whether it is there or not.
    if target.eq_ignore_ascii_case("json") {
        return Ok(None);
    }
    let source = Source::find_named(service)?;
    let names_action = target.starts_with(|first: char| first.is_ascii_uppercase());
    match (source, ServiceName::parse(service)) {
        (None, Some(name)) if names_action => Err(Failure::Usage(Source::no_service(&name))),
        (source, _) => Ok(source.map(|source| (source, target))),
    }
}

/// Spec with its name and the places of its items.
pub(crate) struct Context<'s> {
    name: &'s str,
    places: SourceMap<'s>,
    spec: &'s Spec,
}

impl Context<'_> {
    /// Formats the place of an item as `file:line`.
    fn place(&self, path: &[PathStep<'_>]) -> String {
        match self.places.find(path) {
            Some(at) => format!("{}:{}", self.name, at.line),
            None => self.name.to_owned(),
        }
    }
}

/// Explains a target; the inner error is a similar name in the spec, if there is one.
fn explain(source: &Source, target: &str) -> Result<Result<String, Option<String>>, Failure> {
    // All that the page of an action says is in a small part of its spec.
    let part = source.part(target);
    let source = part.as_ref().unwrap_or(source);
    let (spec, places) = source.spec_with_positions()?;
    let context = Context { name: &source.name, places, spec: &spec };
    let suggestion = match target::find(context.spec, target) {
        Ok(found) => return Ok(Ok(describe::pages(&context, &found))),
        Err(suggestion) => suggestion,
    };
    let mut page = Page::default();
    if rules::with_id(&context, target, &mut page) {
        return Ok(Ok(page.finish()));
    }
    let code = code_entry(Path::new(target));
    Ok(code.map(|code| code.page()).ok_or(suggestion))
}

fn unknown_target(source: &Source, target: &str, suggestion: Option<String>) -> Failure {
    let hint = match suggestion {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("run `ecm explain {}` to list its items", source.name),
    };
    Failure::Usage(format!("`{}` has no item `{}`; {hint}", source.name, sanitize(target)))
}

/// Explains an argument that is neither code nor spec, from the first shipped spec that has it.
fn explain_shipped(written: &Path, failure: Failure) -> Result<String, Failure> {
    let Some(target) = written.to_str() else { return Err(failure) };
    let mut suggestion = None;
    for name in ecm_spec::shipped_names() {
        match explain(&Source::find(Path::new(name))?, target)? {
            Ok(page) => return Ok(page),
            Err(close) => suggestion = suggestion.or(close),
        }
    }
    Err(unknown_argument(target, suggestion, failure))
}

/// Code of a problem or of an import finding, with its explanation.
struct CodeEntry {
    kind: &'static str,
    name: &'static str,
    about: &'static str,
}

impl CodeEntry {
    fn all() -> impl Iterator<Item = Self> {
        let problems = ecm_spec::ProblemCode::ALL.iter().map(|code| Self {
            kind: "problem",
            name: code.name(),
            about: code.explain(),
        });
        let findings = ecm_import::FindingCode::ALL.iter().map(|code| Self {
            kind: "finding",
            name: code.as_str(),
            about: code.explain(),
        });
        problems.chain(findings)
    }

    fn page(&self) -> String {
        let mut page = Page::default();
        page.title(self.kind, self.name, "");
        page.paragraph(self.about);
        page.finish()
    }
}

fn code_entry(written: &Path) -> Option<CodeEntry> {
    CodeEntry::all().find(|code| written.to_str() == Some(code.name))
}

/// Failure for a single argument that names nothing.
fn unknown_argument(target: &str, suggestion: Option<String>, failure: Failure) -> Failure {
    let Failure::Usage(message) = failure else { return failure };
    if message.contains("did you mean") {
        return Failure::Usage(message);
    }
    let code = ecm_spec::closest(target, CodeEntry::all().map(|code| code.name));
    Failure::Usage(match (code, suggestion) {
        (Some(code), _) => format!("{message}; did you mean the code `{code}`?"),
        (None, Some(close)) => format!("{message}; did you mean `{close}`?"),
        (None, None) => {
            format!("{message}; no code and no item of a shipped spec has this name either")
        }
    })
}

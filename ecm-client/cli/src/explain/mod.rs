//! `ecm explain`.

mod describe;
mod item;
mod overview;
mod page;
mod related;
mod rules;
mod target;
mod waits;

use std::io::Write;
use std::path::Path;

use ecm_spec::{Places, Spec, Step};

use crate::args::ExplainArgs;
use crate::source::Source;
use crate::text::plain;
use crate::verdict::{Failure, Verdict};
use page::Page;

/// Explains a target of a spec, a spec, or a code.
pub(crate) fn run(args: &ExplainArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let page = match (&args.target, code(&args.spec)) {
        (None, Some(code)) => code.page(),
        (None, None) => {
            let source =
                Source::find(&args.spec).map_err(|failure| neither(&args.spec, failure))?;
            overview::page(&source.name, &source.spec()?)
        }
        (Some(target), _) => {
            let source = Source::find(&args.spec)?;
            let spec = source.spec()?;
            let text = source.text();
            let places = Places::new(&text);
            explain(&Context { name: &source.name, places, spec: &spec }, target)?
        }
    };
    out.write_all(page.as_bytes())?;
    Ok(Verdict::Fine)
}

/// A spec and where it is from.
pub(crate) struct Context<'s> {
    name: &'s str,
    places: Places<'s>,
    spec: &'s Spec,
}

impl Context<'_> {
    /// `file:line` of what a path leads to.
    fn place(&self, path: &[Step<'_>]) -> String {
        match self.places.find(path) {
            Some(at) => format!("{}:{}", self.name, at.line),
            None => self.name.to_owned(),
        }
    }
}

fn explain(context: &Context<'_>, target: &str) -> Result<String, Failure> {
    let suggestion = match target::find(context.spec, target) {
        Ok(found) => return Ok(describe::pages(context, &found)),
        Err(suggestion) => suggestion,
    };
    let mut page = Page::default();
    if rules::with_id(context, target, &mut page) {
        return Ok(page.finish());
    }
    if let Some(code) = code(Path::new(target)) {
        return Ok(code.page());
    }
    let mut message = format!("`{}` has nothing called `{}`", context.name, plain(target));
    match suggestion {
        Some(close) => message.push_str(&format!("; did you mean `{close}`?")),
        None => message.push_str(&format!("; `ecm explain {}` lists what it has", context.name)),
    }
    Err(Failure::Usage(message))
}

/// The code of a problem, or of a line in the report of an import.
struct Code {
    kind: &'static str,
    name: &'static str,
    about: &'static str,
}

impl Code {
    fn all() -> impl Iterator<Item = Self> {
        let problems = ecm_spec::Code::ALL.iter().map(|code| Self {
            kind: "problem",
            name: code.name(),
            about: code.explain(),
        });
        let findings = ecm_import::Code::ALL.iter().map(|code| Self {
            kind: "finding",
            name: code.as_str(),
            about: code.explain(),
        });
        problems.chain(findings)
    }

    /// What it is about.
    fn page(&self) -> String {
        let mut page = Page::default();
        page.title(self.kind, self.name, "");
        page.paragraph(self.about);
        page.finish()
    }
}

fn code(written: &Path) -> Option<Code> {
    Code::all().find(|code| written.to_str() == Some(code.name))
}

/// A single argument that is neither a code nor a spec.
fn neither(written: &Path, failure: Failure) -> Failure {
    let names = Code::all().map(|code| code.name);
    match (failure, ecm_spec::closest(&written.display().to_string(), names)) {
        (Failure::Usage(message), Some(close)) if !message.contains("did you mean") => {
            Failure::Usage(format!("{message}; did you mean the code `{close}`?"))
        }
        (failure, _) => failure,
    }
}

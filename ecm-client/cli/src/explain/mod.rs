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

use ecm_spec::{Code, Places, Spec, Step};

use crate::args::ExplainArgs;
use crate::source::Source;
use crate::text::plain;
use crate::verdict::{Failure, Verdict};
use page::Page;

/// Explains a target of a spec, a spec, or the code of a problem.
pub(crate) fn run(args: &ExplainArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let page = match (&args.target, code(&args.spec)) {
        (None, Some(code)) => problem(code),
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
        return Ok(problem(code));
    }
    let mut message = format!("`{}` has nothing called `{}`", context.name, plain(target));
    match suggestion {
        Some(close) => message.push_str(&format!("; did you mean `{close}`?")),
        None => message.push_str(&format!("; `ecm explain {}` lists what it has", context.name)),
    }
    Err(Failure::Usage(message))
}

fn code(written: &Path) -> Option<Code> {
    Code::ALL.iter().copied().find(|code| written.to_str() == Some(code.name()))
}

/// What a problem's code is about.
fn problem(code: Code) -> String {
    let mut page = Page::default();
    page.title("problem", code.name(), "");
    page.paragraph(code.explain());
    page.finish()
}

/// A single argument that is neither a code nor a spec.
fn neither(written: &Path, failure: Failure) -> Failure {
    let names = Code::ALL.iter().map(|code| code.name());
    match (failure, ecm_spec::closest(&written.display().to_string(), names)) {
        (Failure::Usage(message), Some(close)) if !message.contains("did you mean") => {
            Failure::Usage(format!("{message}; did you mean the problem `{close}`?"))
        }
        (failure, _) => failure,
    }
}

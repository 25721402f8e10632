//! The command `ecm docs`.

mod action;
mod args;
mod errors;
mod example;
mod fields;
mod folder;
mod home;
mod layout;
mod overview;
mod prose;
mod search;
mod site;
mod types;

use std::io::Write;
use std::path::Path;

use ecm_codegen::output::OutputFile;

use crate::interrupts::{self, Replacing};
use crate::progress::Progress;
use crate::source::{self, Source};
use crate::text::pluralize;
use crate::verdict::{Failure, Verdict};
pub(crate) use args::Args;
use site::Site;

/// Writes the pages of a spec, all or none.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let source = Source::find(&args.spec)?;
    let progress = Progress::start(format!("documenting {}", source.name));
    let spec = source.spec()?;
    let text = source.text();
    let site = Site::new(&spec, &text, shown_name(&args.spec), source.fingerprint());
    let files = files(&site, &args.out);
    let stale = folder::check(&args.out, &files)?;
    let staged = interrupts::stage(&files)?;
    let replacing = Replacing::begin()?;
    let written = staged.commit()?.len();
    folder::remove(&stale)?;
    drop(replacing);
    drop(progress);
    let pages = files.iter().filter(|file| file.path.extension().is_some_and(|it| it == "html"));
    let size = files.iter().map(|file| file.text.len()).sum::<usize>().div_ceil(1024);
    writeln!(
        out,
        "{} of {} {} ({size} KiB, {written} of {} files changed)\nopen {}",
        pluralize(pages.count(), "page"),
        spec.service,
        spec.version,
        files.len(),
        args.out.join(home::INDEX).display()
    )?;
    Ok(Verdict::Success)
}

/// Name of the spec for the command lines on the pages, which leaves the user's folders out.
fn shown_name(written: &Path) -> Option<String> {
    let name = written.file_name().unwrap_or(written.as_os_str()).to_string_lossy();
    (name != source::default_spec()).then(|| name.into_owned())
}

/// Generates every file of the folder, in a fixed order.
fn files(site: &Site<'_>, folder: &Path) -> Vec<OutputFile> {
    let mut files: Vec<(String, String)> = vec![
        ("ecm-docs.css".to_owned(), marked("/* ", " */", include_str!("docs/style.css"))),
        ("theme.js".to_owned(), marked("// ", "", include_str!("docs/theme.js"))),
        ("search.js".to_owned(), marked("// ", "", include_str!("docs/search.js"))),
        ("search-index.js".to_owned(), marked("// ", "", &search::index(site))),
    ];
    let spec = site.spec;
    files.extend(spec.actions.iter().enumerate().map(|(index, action)| {
        (site.homes.action(index).to_owned(), action::page(site, index, action))
    }));
    files.extend(types::pages(site));
    files.push((home::ERRORS.to_owned(), errors::page(site)));
    // Last, so that a reader of a folder that is being replaced starts from what is there.
    files.push((home::INDEX.to_owned(), overview::page(site)));
    let at = |(name, text)| OutputFile { path: folder.join(name), text };
    files.into_iter().map(at).collect()
}

/// Puts the mark of generated files before a text.
fn marked(open: &str, close: &str, text: &str) -> String {
    format!("{open}{}{close}\n{text}", folder::MARK)
}

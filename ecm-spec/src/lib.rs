//! JSON format for one version of a Tencent Cloud API, with its reader and checked model.
//!
//! The generator and the test server work from the model. [`read`] gives a [`Spec`], or every
//! problem of the text at once:
//!
//! ```
//! let text = r#"{ "service": "lamp", "versoin": "2024-01-01" }"#;
//! let problems = ecm_spec::read(text).unwrap_err();
//! print!("{}", problems.render("lamp.json", text));
//! # assert!(problems.to_string().contains("did you mean `version`?"));
//! ```
//!
//! A text passes through three steps: `json` builds a tree with positions, `raw` gives the tree its
//! types and refuses unknown keys, and `check` resolves all references and builds the model. A
//! `Spec` is only built this way, so code that works on one cannot fail.

mod bytes;
mod check;
mod fingerprint;
pub mod json;
pub mod model;
pub mod name;
mod name_map;
mod outline;
pub mod pagination;
mod part;
mod problem;
mod raw;
pub mod reader;
#[cfg(test)]
mod schema;
mod sentence;
mod shipped;
mod source_map;

pub use fingerprint::fingerprint;
pub use model::Spec;
pub use name::{is_keyword, upper_camel_case};
pub use outline::{Outline, outline};
pub use part::part;
pub use problem::{
    Position, Problem, ProblemCode, Problems, Span, Spanned, closest, is_invisible, quote,
};
pub use shipped::{SCHEMA, shipped, shipped_names};
pub use source_map::{PathStep, SourceMap};

use problem::Report;

/// Maximum size of a spec in bytes.
pub const MAX_SIZE: usize = 16 * 1024 * 1024;

/// Reads the spec that `text` holds.
///
/// # Errors
///
/// Every problem of the spec, in the order of the text.
pub fn read(text: &str) -> Result<Spec, Problems> {
    read_with_positions(text).map(|(spec, _)| spec)
}

/// Reads the spec that `text` holds, and the positions of its parts.
///
/// Takes less time than one after the other.
///
/// # Errors
///
/// Those of [`read`].
pub fn read_with_positions(text: &str) -> Result<(Spec, SourceMap<'_>), Problems> {
    let mut report = Report::new();
    let read = read_with(text, &mut report);
    report.finish(text)?;
    // The report explains why there is no spec.
    read.ok_or_else(Problems::unexplained)
}

fn read_with<'t>(text: &'t str, report: &mut Report) -> Option<(Spec, SourceMap<'t>)> {
    check_start(text, report)?;
    let tree = json::parse(text, report)?;
    let raw = raw::read(&tree, report)?;
    let spec = check::check(&raw, report);
    Some((spec, SourceMap::of(text, tree)))
}

/// Reads the spec that the bytes of a file hold.
///
/// # Errors
///
/// Those of [`read`], and bytes that are not UTF-8. To render the problems then, take the text from
/// [`String::from_utf8_lossy`]: up to the offending byte it is identical.
pub fn read_bytes(bytes: &[u8]) -> Result<Spec, Problems> {
    match std::str::from_utf8(bytes) {
        Ok(text) => read(text),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes);
            let mut report = Report::new();
            let start = error.valid_up_to();
            let _ = report
                .add(
                    ProblemCode::NotUtf8,
                    Span::new(start, start + 1),
                    "this byte is not UTF-8 text",
                )
                .help("save the file as UTF-8");
            report.finish(&text)?;
            Err(Problems::unexplained())
        }
    }
}

/// Checks what can be seen before the text is read as JSON.
fn check_start(text: &str, report: &mut Report) -> Option<()> {
    if text.len() > MAX_SIZE {
        let message = format!("a spec has at most {MAX_SIZE} bytes; this text has {}", text.len());
        return report.add(ProblemCode::TooLarge, Span::new(0, 0), message).none();
    }
    check_mark(text, report)
}

/// Names a byte order mark, which no JSON text begins with.
fn check_mark(text: &str, report: &mut Report) -> Option<()> {
    if text.starts_with('\u{feff}') {
        let _ = report
            .add(
                ProblemCode::ByteOrderMark,
                Span::new(0, 3),
                "the file begins with a byte order mark",
            )
            .help("save the file as UTF-8 without a byte order mark");
        return None;
    }
    Some(())
}

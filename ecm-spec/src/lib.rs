//! The JSON format that describes one version of a Tencent Cloud API, its reader, and the checked
//! model that generator and embedded endpoint work from.
//!
//! [`read`] gives a [`Spec`], or every problem of the text at once:
//!
//! ```
//! let text = r#"{ "service": "lamp", "versoin": "2024-01-01" }"#;
//! let problems = ecm_spec::read(text).unwrap_err();
//! print!("{}", problems.render("lamp.json", text));
//! # assert!(problems.to_string().contains("did you mean `version`?"));
//! ```
//!
//! The way of a text through this crate: `json` makes a tree with positions of it, `raw` gives the
//! tree its types and refuses unknown keys, `check` looks everything up and makes the model.
//! A `Spec` is only ever made by that way, so what works on one cannot fail.

mod bytes;
mod check;
mod fingerprint;
pub mod json;
pub mod model;
pub mod name;
mod name_map;
mod outline;
pub mod pagination;
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
pub use name::upper_camel_case;
pub use outline::{Outline, outline};
pub use problem::{
    Position, Problem, ProblemCode, Problems, Span, Spanned, closest, is_invisible, quote,
};
pub use shipped::{SCHEMA, shipped, shipped_names};
pub use source_map::{PathStep, SourceMap};

use problem::Report;

/// The largest spec that is read, in bytes.
pub const MAX_SIZE: usize = 16 * 1024 * 1024;

/// The spec that `text` holds.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the text.
pub fn read(text: &str) -> Result<Spec, Problems> {
    let mut report = Report::new();
    let spec = read_with(text, &mut report);
    report.finish(text)?;
    // Whoever gives no spec has said why.
    spec.ok_or_else(Problems::unexplained)
}

fn read_with(text: &str, report: &mut Report) -> Option<Spec> {
    check_start(text, report)?;
    let tree = json::parse(text, report)?;
    let raw = raw::read(&tree, report)?;
    Some(check::check(&raw, report))
}

/// The spec that the bytes of a file hold.
///
/// # Errors
///
/// As [`read`], and if the bytes are not UTF-8. To render the problems then, take the text from
/// [`String::from_utf8_lossy`]: up to the offending byte it is the same.
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

/// What can be seen before the text is read as JSON.
fn check_start(text: &str, report: &mut Report) -> Option<()> {
    if text.len() > MAX_SIZE {
        let message = format!("a spec has at most {MAX_SIZE} bytes; this text has {}", text.len());
        let _ = report.add(ProblemCode::TooLarge, Span::new(0, 0), message);
        return None;
    }
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

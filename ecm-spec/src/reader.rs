//! The reader of specs, for formats that stand beside the spec and are read as it is.
//!
//! [`read`] makes a tree of the text and hands it on; an [`Object`] takes typed values out of it, and
//! a [`Report`] collects everything that is wrong.

use crate::json::{self, Node};
use crate::problem::Problems;
pub use crate::problem::{ProblemBuilder, Report};
pub use crate::raw::keys::{Choices, KeySet};
pub use crate::raw::{Object, Text, wrong_type};

/// What `read` makes of the JSON tree of `text`.
///
/// # Errors
///
/// Everything that is wrong with the text, in its order: what the JSON reader and `read` report.
pub fn read<T>(
    text: &str,
    read: impl FnOnce(&Node<'_>, &mut Report) -> Option<T>,
) -> Result<T, Problems> {
    let mut report = Report::new();
    let found = read_with(text, read, &mut report);
    report.finish(text)?;
    // Whoever makes nothing of it has said why.
    found.ok_or_else(Problems::unexplained)
}

fn read_with<T>(
    text: &str,
    read: impl FnOnce(&Node<'_>, &mut Report) -> Option<T>,
    report: &mut Report,
) -> Option<T> {
    crate::check_start(text, report)?;
    let tree = json::parse(text, report)?;
    read(&tree, report)
}

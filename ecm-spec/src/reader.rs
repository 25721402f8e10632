//! Reader for formats that accompany the spec and are read in the same way.
//!
//! [`read`] parses the text and passes the tree on; an [`Object`] gives typed values, and a
//! [`Report`] collects all problems.

use crate::json::{self, Node};
use crate::problem::Problems;
pub use crate::problem::{ProblemBuilder, Report};
pub use crate::raw::keys::{Choices, KeySet};
pub use crate::raw::{Object, Text, wrong_type};

/// Reads `text` as JSON, and the tree with `read`.
///
/// # Errors
///
/// All problems that the JSON reader and `read` report, in the order of the text.
pub fn read<T>(
    text: &str,
    read: impl FnOnce(&Node<'_>, &mut Report) -> Option<T>,
) -> Result<T, Problems> {
    let mut report = Report::new();
    let found = read_with(text, read, &mut report);
    report.finish(text)?;
    // The report explains why there is no value.
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

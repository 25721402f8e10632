//! Reports of violations, with their paths.

use std::fmt;

use crate::rt::{MAX_DEPTH, Rule};
use crate::{Severity, Violation, Violations};

/// Path of a value, kept on the stack of the walk and only written out for a violation.
pub(super) enum Path<'a> {
    Root,
    Field(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Path::Root, wire) => f.write_str(wire),
            Self::Field(parent, wire) => write!(f, "{parent}.{wire}"),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// Makes the violation of a rule that every record has.
#[cold]
pub(super) fn violation(path: &Path<'_>, rule: &'static str, requirement: &str) -> Violation {
    let (path, message, severity) = (path.to_string(), requirement.to_owned(), Severity::Error);
    Violation { path, rule, severity, message, server_error: None, extra: None }
}

/// Makes the violation of a float that no format can express.
#[cold]
pub(super) fn not_finite(path: &Path<'_>) -> Violation {
    violation(path, "finite", "must be a finite number")
}

/// Makes the violation of a value that is nested too deeply.
#[cold]
pub(super) fn too_deep(path: &Path<'_>) -> Violation {
    let requirement = format!("must not be nested more than {MAX_DEPTH} levels deep");
    violation(path, "depth", &requirement)
}

/// Adds a violation: the requirement, and the value that was found.
#[cold]
pub(super) fn report<C>(rule: &Rule<C>, path: &Path<'_>, detail: &str, found: &mut Violations) {
    let (path, message) = (path.to_string(), format!("{}{detail}", rule.requirement));
    let Rule { id: rule, severity, server_error, .. } = *rule;
    found.push(Violation { path, rule, severity, message, server_error, extra: None });
}

/// Quotes text for a message: escaped, and cut to 60 characters.
pub(super) fn quoted(text: &str) -> String {
    const MAX_CHARS: usize = 60;
    match text.char_indices().nth(MAX_CHARS) {
        None => format!("{text:?}"),
        Some((end, _)) => format!("{:?}...", text.get(..end).unwrap_or_default()),
    }
}

//! Error for the text of a request that lists all mistakes, where the reader ends at the first.

use std::fmt;

use super::Action;
use super::collector::Collector;
use super::object::Object;
use crate::Violations;
use crate::rt::{self, DecodeError};

/// All errors in the text of a request: values that do not fit, and broken rules.
///
/// Never holds a value of a secret field.
pub struct RequestError {
    action: &'static str,
    decode_errors: Vec<DecodeError>,
    violations: Violations,
}

impl RequestError {
    /// Collects all mistakes of a text that is no request; reading ended at `first`.
    pub(super) fn of(action: &Action, text: &str, first: DecodeError) -> Self {
        match Collector::read(action.request, text, action.allow_unknown) {
            Some((object, errors)) if !errors.is_empty() => Self::new(action, errors, &object),
            // No JSON, or no object: there is nothing else to look at.
            _ => Self {
                action: action.table.name,
                decode_errors: vec![first],
                violations: Violations::default(),
            },
        }
    }

    pub(super) fn new(action: &Action, decode_errors: Vec<DecodeError>, object: &Object) -> Self {
        let violations = rt::validate(object).with_source(action.table.api);
        Self { action: action.table.name, decode_errors, violations }
    }

    /// Returns true if it has a field that the spec does not know;
    /// [`Action::allow_unknown`] would let it pass.
    #[must_use]
    pub fn has_unknown_field(&self) -> bool {
        self.decode_errors.iter().any(DecodeError::is_unknown_field)
    }

    /// Returns the values that do not fit the spec's types, in the order of the text; never empty.
    #[must_use]
    pub fn decode_errors(&self) -> &[DecodeError] {
        &self.decode_errors
    }

    /// Returns the rules that are broken by all that does fit, in the order of the spec.
    #[must_use]
    pub fn violations(&self) -> &Violations {
        &self.violations
    }
}

impl fmt::Display for RequestError {
    /// Prints a line with the action, and one for each mistake.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} was not sent: the request does not match the spec; correct it:",
            self.action
        )?;
        for error in &self.decode_errors {
            write!(f, "\n{error}")?;
        }
        match self.violations.is_empty() {
            true => Ok(()),
            false => write!(f, "\n{}", self.violations),
        }
    }
}

impl fmt::Debug for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestError")
            .field("action", &self.action)
            .field("decode_errors", &self.decode_errors)
            .field("violations", &self.violations)
            .finish()
    }
}

impl std::error::Error for RequestError {}

//! Violations of the rules of a spec.

use std::fmt;

use crate::{Severity, ValidationMode};

/// A broken rule, and the field that breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    pub(crate) path: String,
    pub(crate) rule: &'static str,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) server_error: Option<&'static str>,
    /// Verdict on a parameter that the spec does not know; `None` for all that is about its rules.
    pub(crate) extra: Option<ExtraVerdict>,
}

/// Verdict on a parameter that the spec does not know: the modes in which it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExtraVerdict {
    Allowed,
    RefusedUnlessOff,
    Refused,
}

impl Violation {
    /// Returns the path of the field, such as `ZoneInstanceCountISPSet[3].PrivateIpAddresses`.
    ///
    /// It consists of names as they are sent and of indices that count from 0; it is empty for the
    /// request as a whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the id of the rule in the spec.
    ///
    /// The rules that every request has are called `finite` and `depth`, those for parameters that
    /// the spec does not know `extra_parameter`, `extra_name`, `extra_known` and `extra_twice`.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// Returns the certainty of the rule.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns the requirement and, where the field is no secret, the value that was found.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns true if it keeps the request from being sent in this mode.
    pub(crate) fn is_fatal(&self, mode: ValidationMode) -> bool {
        match mode {
            ValidationMode::Strict => self.severity == Severity::Error,
            ValidationMode::Warn => {
                matches!(self.extra, Some(ExtraVerdict::RefusedUnlessOff | ExtraVerdict::Refused))
            }
            ValidationMode::Off => self.extra == Some(ExtraVerdict::Refused),
        }
    }

    /// Returns the error code that the service would answer, where the spec knows it.
    pub fn server_error(&self) -> Option<&'static str> {
        self.server_error
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "",
            Severity::Warn => "warning: ",
        };
        write!(f, "{severity}{}: {} ({})", self.path, self.message, self.rule)
    }
}

/// Spec that rules are from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct RuleSource {
    pub(crate) service: &'static str,
    pub(crate) version: &'static str,
    pub(crate) revision: &'static str,
}

/// Broken rules of a request, in the order of the spec.
///
/// `Display` prints a line for each, and one with the revision of the spec.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Violations {
    list: Vec<Violation>,
    // So that an old client can be recognised by its report.
    source: Option<RuleSource>,
}

impl Violations {
    pub(crate) fn push(&mut self, violation: Violation) {
        self.list.push(violation);
    }

    pub(crate) fn with_source(mut self, source: impl Into<RuleSource>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Keeps those that are about parameters that the spec does not know.
    pub(crate) fn retain_extra(&mut self) {
        self.list.retain(|violation| violation.extra.is_some());
    }

    /// Iterates over the paths of parameters that the spec does not know and that go along.
    pub(crate) fn extra_parameters(&self) -> impl Iterator<Item = &str> {
        let going = self.list.iter().filter(|one| one.extra == Some(ExtraVerdict::Allowed));
        going.map(Violation::path)
    }

    /// Returns true if no rule is broken.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns the number of broken rules, warnings included.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Iterates over all of them, in the order of the spec.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// Iterates over those of severity [`Severity::Error`], which keep a request from being sent.
    pub fn errors(&self) -> impl Iterator<Item = &Violation> {
        self.list.iter().filter(|violation| violation.severity == Severity::Error)
    }

    /// Iterates over those of severity [`Severity::Warn`], which are only reported.
    pub fn warnings(&self) -> impl Iterator<Item = &Violation> {
        self.list.iter().filter(|violation| violation.severity == Severity::Warn)
    }

    /// Returns true if at least one keeps the request from being sent.
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// Returns them as the error of a request that breaks a rule, or as warnings.
    pub(crate) fn judged(self) -> Result<Self, Self> {
        if self.has_errors() { Err(self) } else { Ok(self) }
    }

    /// Returns the revision of the spec that the rules are from; `None` if nothing was checked.
    pub fn revision(&self) -> Option<&'static str> {
        self.source.map(|source| source.revision)
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.list.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{violation}")?;
        }
        match self.source {
            Some(RuleSource { service, version, revision }) if !self.list.is_empty() => {
                write!(f, "\n(rules of {service} {version}, revision {revision})")
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.list).finish()
    }
}

impl std::error::Error for Violations {}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

//! What a request has against the rules of its spec.

use std::fmt;

use crate::Severity;
use crate::rt::{ActionTable, ApiTable};

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    pub(crate) path: String,
    pub(crate) rule: &'static str,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) server_error: Option<&'static str>,
}

impl Violation {
    /// Where: wire names and indices, such as `ZoneInstanceCountISPSet[3].PrivateIpAddresses`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The id of the rule in the spec.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// How sure the rule is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What must hold and, where the field is no secret, what was found.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The code by which the service would refuse, where the spec knows it.
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

/// Every rule that a request breaks, in the order of the spec.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Violations {
    list: Vec<Violation>,
    // So that an old client can be recognised by its report.
    api: Option<&'static ApiTable>,
}

impl Violations {
    pub(crate) fn push(&mut self, violation: Violation) {
        self.list.push(violation);
    }

    pub(crate) fn for_action(mut self, action: &'static ActionTable) -> Self {
        self.api = Some(action.api);
        self
    }

    /// Whether no rule is broken.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many rules are broken.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// Those that keep a request from being sent.
    pub fn errors(&self) -> impl Iterator<Item = &Violation> {
        self.list.iter().filter(|violation| violation.severity == Severity::Error)
    }

    /// Those that are only reported.
    pub fn warnings(&self) -> impl Iterator<Item = &Violation> {
        self.list.iter().filter(|violation| violation.severity == Severity::Warn)
    }

    /// Whether there is one that keeps a request from being sent.
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// The revision of the spec that the rules are from.
    pub fn revision(&self) -> Option<&'static str> {
        self.api.map(|api| api.revision)
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
        match self.api {
            Some(ApiTable { service, version, revision, .. }) if !self.list.is_empty() => {
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

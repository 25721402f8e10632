//! Findings of an import: changes, differences that it kept, and guesses to review.

mod code;

use std::fmt;

use ecm_spec::{Position, Span, json};

pub use code::{FindingCode, Resolution};

/// Line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Code of the finding.
    pub code: FindingCode,
    /// Action, type or field (`Type.Field`) that it is about.
    pub path: String,
    /// Message, in one sentence.
    pub message: String,
    /// Position in the existing spec, if it has one there.
    pub spec: Option<Position>,
    /// Position in the metadata, if it has one there.
    pub metadata: Option<Position>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}]", self.path, self.message, self.code)
    }
}

#[derive(Clone, Default)]
pub(crate) struct Findings(Vec<PendingFinding>);

/// Finding whose places are not yet converted to lines.
#[derive(Clone)]
pub(crate) struct PendingFinding {
    code: FindingCode,
    path: String,
    message: String,
    spec: Option<Span>,
    metadata: Option<Span>,
}

impl Findings {
    pub(crate) fn add(
        &mut self,
        code: FindingCode,
        path: impl Into<String>,
        message: impl Into<String>,
    ) -> FindingBuilder<'_> {
        let (path, message) = (path.into(), message.into());
        self.0.push(PendingFinding { code, path, message, spec: None, metadata: None });
        FindingBuilder(self.0.last_mut())
    }

    /// Returns all findings, with their positions in the two texts.
    pub(crate) fn finish(self, spec: &str, metadata: &str) -> Vec<Finding> {
        let in_spec = json::positions(spec, self.0.iter().filter_map(|one| one.spec).collect());
        let in_metadata =
            json::positions(metadata, self.0.iter().filter_map(|one| one.metadata).collect());
        let findings = self.0.into_iter().map(|one| Finding {
            code: one.code,
            path: one.path,
            message: one.message,
            spec: one.spec.map(&in_spec),
            metadata: one.metadata.map(&in_metadata),
        });
        findings.collect()
    }
}

/// Builder for the places of a finding that was just added.
pub(crate) struct FindingBuilder<'f>(Option<&'f mut PendingFinding>);

impl FindingBuilder<'_> {
    pub(crate) fn metadata(self, at: Span) -> Self {
        let mut places = self;
        if let Some(placed) = &mut places.0 {
            placed.metadata = Some(at);
        }
        places
    }

    pub(crate) fn spec(self, at: Option<Span>) -> Self {
        let mut places = self;
        if let Some(placed) = &mut places.0 {
            placed.spec = at;
        }
        places
    }
}

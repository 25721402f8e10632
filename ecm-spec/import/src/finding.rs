//! What an import has to say: what it changed, what it left, what somebody should look at.

mod code;

use std::fmt;

use ecm_spec::{Position, Span, json};

pub use code::{FindingCode, Resolution};

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub code: FindingCode,
    /// The action, the type or the field: `Type.Field`.
    pub path: String,
    /// What was found, in one sentence.
    pub message: String,
    /// Where in the spec that was there, if it has a place there.
    pub spec: Option<Position>,
    /// Where in the metadata, if it has a place there.
    pub metadata: Option<Position>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}]", self.path, self.message, self.code)
    }
}

/// Collects findings whose places are not yet counted in lines.
#[derive(Clone, Default)]
pub(crate) struct Findings(Vec<PendingFinding>);

/// One of them.
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

    /// All findings, with the places counted in the two texts.
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

/// Where a finding is to point.
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

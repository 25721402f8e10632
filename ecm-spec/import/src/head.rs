//! Service and version of the metadata, and the skeleton of a new spec.

use ecm_spec::model::Spec;
use ecm_spec::{ProblemCode, quote};

use crate::error::ImportError;
use crate::metadata::Metadata;

pub(crate) struct ServiceVersion {
    pub(crate) service: String,
    pub(crate) version: String,
}

impl ServiceVersion {
    pub(crate) fn of(metadata: &Metadata<'_>) -> Result<Self, ImportError> {
        let service = metadata.service.trim().to_ascii_lowercase();
        let version = dashed(metadata.version.trim());
        let head = Self { service, version };
        // A spec without actions has that one problem and no other.
        let problems = ecm_spec::read(&head.skeleton()).err();
        let problem =
            problems.iter().flatten().find(|problem| problem.code != ProblemCode::EmptyList);
        match problem {
            Some(problem) => Err(ImportError::NoMetadata(problem.message.clone())),
            None => Ok(head),
        }
    }

    /// Returns a spec without actions and types.
    pub(crate) fn skeleton(&self) -> String {
        let Self { service, version } = self;
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let doc = format!("The service `{service}`, version {version}.");
        format!(
            "{{\n  \"service\": {},\n  \"version\": {},\n  \"revision\": \"1\",\n  \"host\": {},\n  \
             \"doc\": {},\n  \"actions\": {{}},\n  \"types\": {{}},\n  \"errors\": {{}}\n}}\n",
            text(service),
            text(version),
            text(&format!("{service}.tencentcloudapi.com")),
            text(&doc),
        )
    }

    /// Checks that the spec is of this service and version.
    pub(crate) fn check_same(&self, spec: &Spec) -> Result<(), ImportError> {
        if (&self.service, &self.version) == (&spec.service, &spec.version) {
            return Ok(());
        }
        Err(ImportError::Mismatch(format!(
            "the metadata is of {} {}, the spec of {} {}",
            quote(&self.service),
            quote(&self.version),
            quote(&spec.service),
            quote(&spec.version)
        )))
    }
}

/// Writes `20190719` as `2019-07-19`, and leaves any other text as it is.
fn dashed(version: &str) -> String {
    let digits = version.strip_prefix('v').unwrap_or(version);
    match (digits.get(..4), digits.get(4..6), digits.get(6..)) {
        (Some(year), Some(month), Some(day))
            if digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            format!("{year}-{month}-{day}")
        }
        _ => version.to_owned(),
    }
}

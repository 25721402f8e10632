//! Tables of actions and APIs.

use super::rule::FieldPath;
use crate::category::ErrorInfo;
use crate::violation::RuleSource;
use crate::{Effect, PayloadSigning};

/// Description of an API, common to its actions.
#[derive(Debug, PartialEq, Eq)]
pub struct ApiTable {
    /// Short name of the service, as in the signature scope.
    pub service: &'static str,
    pub version: &'static str,
    pub revision: &'static str,
    /// Host, without scheme.
    pub host: &'static str,
    /// Error codes of the spec, sorted by code.
    pub error_codes: &'static [ErrorInfo],
}

#[derive(Debug)]
pub struct ActionTable {
    pub api: &'static ApiTable,
    pub name: &'static str,
    /// Effect of sending it twice.
    pub effect: Effect,
    /// True if a region must be sent.
    pub region_required: bool,
    /// True if the request is sent without a signature.
    pub unsigned: bool,
    /// Maximum number of requests per second, where the spec has one.
    pub rate_limit: Option<u32>,
    /// Body of its requests; `None` if it is the JSON of their fields.
    pub body: Option<&'static BodyTable>,
    /// Stream that it answers with, if any.
    pub events: Option<EventsTable>,
}

/// Body of requests that is not JSON.
#[derive(Debug)]
pub enum BodyTable {
    Raw(RawBodyTable),
    /// Media type of a form that cannot be sent.
    Unsupported(&'static str),
}

/// Description of a body that travels raw.
#[derive(Debug)]
pub struct RawBodyTable {
    pub content_type: &'static str,
    /// Names of the fields, each with its header.
    pub headers: &'static [(&'static str, &'static str)],
    /// Part of the body that is signed, where the caller does not choose.
    pub payload: PayloadSigning,
}

impl RawBodyTable {
    /// Returns the name of the header that carries a field.
    pub(crate) fn header(&self, field: &str) -> Option<&'static str> {
        self.headers.iter().find(|(known, _)| *known == field).map(|(_, header)| *header)
    }
}

/// Description of the event stream that an action answers with.
#[derive(Clone, Copy, Debug)]
pub struct EventsTable {
    /// Boolean field of the request that is true where the answer is a stream; `None` if every
    /// answer is one.
    pub when: Option<usize>,
    /// Data of the event that ends the stream.
    pub end: Option<&'static str>,
    /// Form of an event that tells of a failure, beside an `Error` as in any answer.
    pub error: Option<EventErrorTable>,
}

/// Fields of an event that tell of a failure.
#[derive(Clone, Copy, Debug)]
pub struct EventErrorTable {
    /// Path of the text that marks such an event, and this text; `None` if the code marks it.
    pub mark: Option<(FieldPath, &'static str)>,
    pub code: FieldPath,
    /// Path of the message; empty where there is none.
    pub message: FieldPath,
}

impl From<&ApiTable> for RuleSource {
    fn from(api: &ApiTable) -> Self {
        Self { service: api.service, version: api.version, revision: api.revision }
    }
}

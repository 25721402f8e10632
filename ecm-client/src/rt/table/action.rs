//! Tables of actions, APIs and error codes.

use crate::{Effect, RetryAdvice};

/// Description of an API, common to its actions.
#[derive(Debug, PartialEq, Eq)]
pub struct ApiTable {
    /// Short name of the service, as in the signature scope.
    pub service: &'static str,
    /// Version of the API.
    pub version: &'static str,
    /// Revision of the spec.
    pub revision: &'static str,
    /// Host, without scheme.
    pub host: &'static str,
    /// Error codes of the spec, sorted by code.
    pub error_codes: &'static [ErrorInfo],
}

/// Description of an action.
#[derive(Debug)]
pub struct ActionTable {
    /// API that the action belongs to.
    pub api: &'static ApiTable,
    /// Name of the action.
    pub name: &'static str,
    /// Effect of sending it twice.
    pub effect: Effect,
    /// True if a region must be sent.
    pub region_required: bool,
    /// True if the request is sent without a signature.
    pub unsigned: bool,
    /// Maximum number of requests per second, where the spec has one.
    pub rate_limit: Option<u32>,
}

/// Error code and the advice on retries for it.
#[derive(Debug, PartialEq, Eq)]
pub struct ErrorInfo {
    /// Code as the service spells it.
    pub code: &'static str,
    /// Advice on sending the request again.
    pub retry: RetryAdvice,
}

/// Description of an enum of error codes.
#[derive(Debug)]
pub struct CodeTable<C: 'static> {
    /// Codes as the service spells them.
    pub names: &'static [&'static str],
    /// Variants, in the same order.
    pub codes: &'static [C],
    /// Advice on retries for codes, these and others, sorted by code.
    pub infos: &'static [ErrorInfo],
}

//! Actions, APIs and their error codes.

use crate::{Effect, RetryAdvice};

/// What the actions of a spec have in common.
#[derive(Debug, PartialEq, Eq)]
pub struct ApiTable {
    /// The service's short name, such as appears in the signature scope.
    pub service: &'static str,
    /// The API version.
    pub version: &'static str,
    /// The revision of the spec.
    pub revision: &'static str,
    /// The host, without scheme.
    pub host: &'static str,
    /// Every code of the spec, sorted by code.
    pub error_codes: &'static [ErrorInfo],
}

/// What an action is, for the runtime.
#[derive(Debug)]
pub struct ActionTable {
    /// What it is an action of.
    pub api: &'static ApiTable,
    /// The action's name.
    pub name: &'static str,
    /// What sending it twice would do.
    pub effect: Effect,
    /// Whether a region must be sent.
    pub region_required: bool,
    /// Whether it is sent without a signature.
    pub unsigned: bool,
    /// Requests in one second, where the spec knows.
    pub rate_limit: Option<u32>,
}

/// An error code and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct ErrorInfo {
    /// The code.
    pub code: &'static str,
    /// Whether and when trying again can help.
    pub retry: RetryAdvice,
}

/// What the codes of an enum are, for the runtime.
#[derive(Debug)]
pub struct CodeTable<C: 'static> {
    /// How the service spells each code.
    pub names: &'static [&'static str],
    /// The codes, in the same order.
    pub codes: &'static [C],
    /// What to do about codes, these and others, sorted by code.
    pub infos: &'static [ErrorInfo],
}

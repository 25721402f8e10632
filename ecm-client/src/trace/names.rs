//! Names of fields: those of OpenTelemetry's semantic conventions 1.42.0, and our own.
//!
//! The URL (`url.full`) is left out: the query of a GET holds parameters and a signature.

/// Version of the conventions, as in their schema URL.
#[cfg(test)]
pub(crate) const CONVENTIONS: &str = "1.42.0";

// Of the conventions.
pub(crate) const CLOUD_REGION: &str = "cloud.region";
pub(crate) const ERROR_TYPE: &str = "error.type";
pub(crate) const EXCEPTION_MESSAGE: &str = "exception.message";
pub(crate) const HTTP_METHOD: &str = "http.request.method";
pub(crate) const HTTP_RESENDS: &str = "http.request.resend_count";
pub(crate) const HTTP_STATUS: &str = "http.response.status_code";
pub(crate) const RPC_METHOD: &str = "rpc.method";
pub(crate) const RPC_STATUS: &str = "rpc.response.status_code";
pub(crate) const RPC_SYSTEM: &str = "rpc.system.name";
pub(crate) const SERVER_ADDRESS: &str = "server.address";
pub(crate) const SERVER_PORT: &str = "server.port";
pub(crate) const SPAN_STATUS: &str = "otel.status_code";

// By these, exporters of `tracing` spans are told the kind and the name of a span.
pub(crate) const SPAN_KIND: &str = "otel.kind";
pub(crate) const SPAN_NAME: &str = "otel.name";

/// Prefix of the names that the conventions do not have.
#[cfg(test)]
pub(crate) const OWN_PREFIX: &str = "tencentcloud.";

pub(crate) const ATTEMPT: &str = "tencentcloud.attempt";
pub(crate) const ATTEMPTS: &str = "tencentcloud.attempts";
pub(crate) const DURATION: &str = "tencentcloud.duration";
pub(crate) const MISMATCHES: &str = "tencentcloud.mismatches";
pub(crate) const MISMATCH_COUNT: &str = "tencentcloud.mismatch_count";
pub(crate) const OUTCOME: &str = "tencentcloud.outcome";
pub(crate) const PARAMETERS: &str = "tencentcloud.parameters";
pub(crate) const PAUSE: &str = "tencentcloud.pause";
pub(crate) const REQUEST_ID: &str = "tencentcloud.request_id";
pub(crate) const STREAM_EVENTS: &str = "tencentcloud.stream_events";
pub(crate) const TOTAL: &str = "tencentcloud.total";

/// Value of `rpc.system.name`.
pub(crate) const SYSTEM: &str = "tencentcloud";

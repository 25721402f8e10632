//! Classes of errors for spans and measurements.

use super::{Cause, Error, NoValidResponse};
use crate::category::known_code;

/// Class of a code that the spec does not list, by the word of OpenTelemetry's conventions.
const OTHER: &str = "_OTHER";

impl Error {
    /// Returns the class of the error, one of a limited number.
    ///
    /// The code of a rejection that the spec lists, or a word for any other cause.
    pub(crate) fn error_type(&self) -> &'static str {
        match &self.0.cause {
            Cause::Setup(_) | Cause::Unsendable(_) => "unsendable",
            Cause::Invalid(_) => "invalid_request",
            Cause::TooLarge { .. } => "request_too_large",
            Cause::Credentials(_) => "credentials",
            Cause::DeadlineExceeded { .. } => "deadline_exceeded",
            Cause::Connect { timeout: false, .. } => "connect",
            Cause::Connect { timeout: true, .. } => "connect_timeout",
            Cause::Untrusted(_) => "untrusted_certificate",
            Cause::Rejected { code, .. } => {
                let listed = self.0.action.map_or(&[][..], |action| action.api.error_codes);
                known_code(listed, code).unwrap_or(OTHER)
            }
            Cause::Mismatch(_) => "mismatch",
            Cause::NoValidResponse(lost) => match lost {
                NoValidResponse::Timeout => "timeout",
                NoValidResponse::Connection(_) => "connection",
                NoValidResponse::Status(_) => "http_status",
                NoValidResponse::Oversized { .. } => "response_too_large",
                NoValidResponse::Malformed(_) | NoValidResponse::Foreign(_) => "malformed_response",
                NoValidResponse::IncompleteList { .. } => "incomplete_list",
            },
        }
    }
}

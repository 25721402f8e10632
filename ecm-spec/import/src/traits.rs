//! Facts about actions that the metadata leaves out.
//!
//! They are those of the vendor's own command line, version 3.1.189.1, whose code has them beside the
//! metadata.

use crate::facts::Facts;
use crate::finding::{FindingCode, Findings};

/// Body that travels as bytes.
pub(crate) struct RawBody {
    service: &'static str,
    version: &'static str,
    action: &'static str,
    media_type: &'static str,
    /// Parameters that travel as headers, and the names of these.
    headers: &'static [(&'static str, &'static str)],
}

const RAW_BODIES: &[RawBody] = &[RawBody {
    service: "cls",
    version: "2020-10-16",
    action: "UploadLog",
    media_type: "application/octet-stream",
    headers: &[
        ("TopicId", "X-CLS-TopicId"),
        ("HashKey", "X-CLS-HashKey"),
        ("CompressType", "X-CLS-CompressType"),
    ],
}];

/// Returns the raw body that an action takes.
pub(crate) fn raw_body(facts: &Facts, action: &str) -> Option<&'static RawBody> {
    RAW_BODIES.iter().find(|body| {
        (body.service, body.version, body.action) == (&facts.service, &facts.version, action)
    })
}

/// Reports the actions whose bodies the format cannot describe.
pub(crate) fn report(facts: &Facts, found: &mut Findings) {
    for action in &facts.actions {
        let Some(body) = raw_body(facts, &action.wire) else { continue };
        let headers: Vec<String> =
            body.headers.iter().map(|(field, header)| format!("`{field}` as `{header}`")).collect();
        let message = format!(
            "its body is bytes of `{}`, and {} travel as headers; the client sends JSON, which the \
             service does not take",
            body.media_type,
            headers.join(", ")
        );
        found.add(FindingCode::BodyNotJson, &action.wire, message).metadata(action.at);
    }
}

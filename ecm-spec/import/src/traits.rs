//! Facts about actions that the metadata leaves out.
//!
//! They are those of the vendor's own command line, version 3.1.189.1, whose code has them beside the
//! metadata.

use crate::facts::Facts;

/// Body that travels as bytes.
pub(crate) struct RawBody {
    service: &'static str,
    version: &'static str,
    action: &'static str,
    pub(crate) media_type: &'static str,
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

impl RawBody {
    /// Returns the header that carries a parameter.
    pub(crate) fn header(&self, parameter: &str) -> Option<&'static str> {
        self.headers.iter().find(|(known, _)| *known == parameter).map(|(_, header)| *header)
    }
}

/// Returns the raw body that an action takes.
pub(crate) fn raw_body(facts: &Facts, action: &str) -> Option<&'static RawBody> {
    RAW_BODIES.iter().find(|body| {
        (body.service, body.version, body.action) == (&facts.service, &facts.version, action)
    })
}

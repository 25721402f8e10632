//! Bodies of requests that are not the JSON of their fields.

/// Body of a request that is not the JSON of its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Bytes of the caller, sent as they are.
    Raw(RawBody),
    /// A form that the format cannot describe, so that no request can be sent.
    Unsupported {
        /// Media type of the form.
        media_type: String,
    },
}

/// Body that travels raw, while the fields of the request are headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawBody {
    /// Content type.
    pub content_type: String,
    /// Header of each field of the request, in the order of the fields.
    pub headers: Vec<BodyHeader>,
    /// Part of the body in the signature, where the caller does not choose.
    pub payload: Payload,
}

/// Header that carries a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyHeader {
    /// Wire name of the field.
    pub field: String,
    /// Name of the header, as it is written.
    pub name: String,
}

/// Part of a body in the signature of its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// The SHA-256 of its bytes is signed.
    Signed,
    /// `UNSIGNED-PAYLOAD` is signed in its place.
    Unsigned,
}

impl Payload {
    /// Returns the name in the format.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Unsigned => "unsigned",
        }
    }
}

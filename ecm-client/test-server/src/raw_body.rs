//! Requests whose bodies travel raw, with the fields in headers.

use ecm_spec::model::RawBody;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method};
use serde_json::{Map, Value};

use super::rejection::Rejection;

/// Body of bytes, and the headers that carry the fields of its request.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawParts<'r> {
    pub(super) body: &'r [u8],
    headers: &'r HeaderMap,
    raw: &'r RawBody,
}

impl<'r> RawParts<'r> {
    /// Takes the parts of a request, if its form is the one of the spec.
    pub(super) fn new(
        method: &Method,
        headers: &'r HeaderMap,
        body: Result<&'r [u8], Rejection>,
        raw: &'r RawBody,
    ) -> Result<Self, Rejection> {
        if *method != Method::POST {
            let message = "Bytes are sent by POST.";
            return Err(Rejection::new("UnsupportedProtocol", message));
        }
        let content_type = headers.get(CONTENT_TYPE).map(|value| value.as_bytes());
        if !content_type.is_some_and(|it| it.eq_ignore_ascii_case(raw.content_type.as_bytes())) {
            return Err(wrong_content_type(raw));
        }
        Ok(Self { body: body?, headers, raw })
    }

    /// Returns the fields that the headers carry, as texts.
    pub(super) fn fields(&self) -> Result<Value, Rejection> {
        let mut fields = Map::new();
        for header in &self.raw.headers {
            let mut values = self.headers.get_all(&header.name).iter();
            let Some(value) = values.next() else { continue };
            let (Ok(text), None) = (value.to_str(), values.next()) else {
                let message =
                    format!("The header {} is repeated or is not visible ASCII.", header.name);
                return Err(Rejection::new("InvalidParameter", message));
            };
            fields.insert(header.field.clone(), text.into());
        }
        Ok(Value::Object(fields))
    }
}

/// Rejection of a body that is not the one of the spec.
pub(super) fn wrong_content_type(raw: &RawBody) -> Rejection {
    let message = format!("The content type must be {}.", raw.content_type);
    Rejection::new("InvalidRequest", message)
}

//! Bodies that travel raw: the headers of the fields, and what of the body is signed.

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::headers::{TC_CONTENT_SHA256, field_value};
use crate::request_body::{BodyContent, BodySource};
use crate::rt::{ActionTable, BodyTable, RawBodyTable, Record};
use crate::transport::{BodyStream, StreamClaim};
use crate::{Error, PayloadSigning, RequestBody};
use ecm_sign::Parameters;

/// Text that is signed in place of a body, and value of the header that says so.
const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// Body that travels raw, with the headers that carry the fields of its request.
pub(super) struct RawContent {
    headers: Vec<(HeaderName, HeaderValue)>,
    body: BodyContent,
    is_signed: bool,
}

impl RawContent {
    /// Makes headers of the fields of a request.
    pub(super) fn new(
        action: &'static ActionTable,
        table: &RawBodyTable,
        request: &dyn Record,
        fields: &Parameters,
        body: &RequestBody,
    ) -> Result<Self, Error> {
        let unsendable = |problem: String| Error::unsendable(action, problem);
        let signing = body.signing.unwrap_or(table.payload);
        let is_signed = signing == PayloadSigning::Signed;
        if let BodyContent::Stream(stream) = &body.content {
            check_stream(stream, is_signed && !action.unsigned)
                .map_err(|problem| unsendable(problem.to_owned()))?;
        }
        let headers = fields.iter().map(|(field, value)| header(table, request, field, value));
        let headers = headers.collect::<Result<_, _>>().map_err(unsendable)?;
        Ok(Self { headers, body: body.content.clone(), is_signed })
    }

    pub(super) fn length(&self) -> u64 {
        match &self.body {
            BodyContent::Bytes(bytes) => bytes.len() as u64,
            BodyContent::Stream(stream) => stream.length(),
        }
    }

    /// Returns true if a request with this body can no longer be sent.
    pub(super) fn is_spent(&self) -> bool {
        matches!(&self.body, BodyContent::Stream(stream) if stream.is_taken())
    }

    /// Adds the headers of the fields, and returns the body.
    pub(super) fn put(&self, headers: &mut HeaderMap) -> (Bytes, Option<BodyStream>) {
        headers.extend(self.headers.iter().cloned());
        match &self.body {
            BodyContent::Bytes(bytes) => (bytes.clone(), None),
            BodyContent::Stream(stream) => (Bytes::new(), Some(stream.clone())),
        }
    }

    /// Returns what is signed of the body.
    pub(super) fn payload(&self) -> &[u8] {
        match &self.body {
            BodyContent::Bytes(bytes) if self.is_signed => bytes,
            BodyContent::Bytes(_) | BodyContent::Stream(_) => UNSIGNED_PAYLOAD.as_bytes(),
        }
    }

    /// Returns true if a digest of the bytes is part of the signature.
    pub(super) fn is_signed(&self) -> bool {
        self.is_signed
    }

    /// Adds the header of a signature that leaves the body out; it is not signed itself.
    pub(super) fn mark_unsigned(&self, headers: &mut HeaderMap) {
        if !self.is_signed {
            headers.insert(TC_CONTENT_SHA256, HeaderValue::from_static(UNSIGNED_PAYLOAD));
        }
    }
}

/// Returns the name of the header that carries a field, and its value.
fn header(
    table: &RawBodyTable,
    request: &dyn Record,
    field: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), String> {
    let name = table.header(field).and_then(|name| HeaderName::from_bytes(name.as_bytes()).ok());
    let name = name.ok_or_else(|| format!("`{field}` has no header that would carry it"))?;
    let record = request.table();
    let index = record.fields.iter().position(|known| *known == field);
    let is_secret = index.is_some_and(|index| record.is_secret(index));
    Ok((name, field_value(field, value, is_secret)?))
}

fn check_stream(stream: &BodyStream, is_signed: bool) -> Result<(), &'static str> {
    if is_signed {
        return Err("the bytes of a stream are not known before they are sent, so they cannot be \
                    signed; set `PayloadSigning::Unsigned` for the body, or give it as bytes");
    }
    if stream.length() == 0 {
        return Err("its body is a stream of no bytes, which is not read; give it as bytes");
    }
    Ok(())
}

impl BodySource<'_> {
    /// Reserves the stream of a body for one call.
    pub(super) fn claim(self, action: &'static ActionTable) -> Result<Option<StreamClaim>, Error> {
        let Self::Raw(RequestBody { content: BodyContent::Stream(stream), .. }) = self else {
            return Ok(None);
        };
        let problem =
            "the stream of its body belongs to another call, and is sent once; make a new one";
        stream.claim().map(Some).ok_or_else(|| Error::unsendable(action, problem))
    }
}

/// Error of a request whose body is not of the kind that the action takes.
#[cold]
pub(super) fn wrong_body(action: &'static ActionTable) -> Error {
    let problem = match action.body {
        None => "its body is the JSON of its fields; leave out the other body".to_owned(),
        Some(BodyTable::Raw(RawBodyTable { content_type, .. })) => format!(
            "its body is bytes of `{content_type}`, and the call has none; give them beside the fields"
        ),
        Some(BodyTable::Unsupported(media_type)) => format!(
            "the body of this action is not JSON but `{media_type}`, and its spec does not say how it \
             travels; say so in `body` of the spec if its bytes travel raw, or use another client"
        ),
    };
    Error::unsendable(action, problem)
}

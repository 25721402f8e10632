//! Version 3 signatures: what is signed and the signature itself stand in headers.

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderValue};
use zeroize::Zeroizing;

use super::assemble::{Content, Message, Moment};
use super::headers::{TC_TOKEN, secret_value};
use super::{Client, SignedHeaders};
use crate::prepared::Stages;
use crate::rt::ActionTable;
use crate::sign::{CanonicalRequest, Parameters, Signer};

/// What stands where a signature would.
const UNSIGNED: HeaderValue = HeaderValue::from_static("SKIP");

/// The parts of a request that are made by signing it.
pub(super) struct Parts {
    pub(super) query: Option<Zeroizing<String>>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Client {
    pub(super) fn sign_headers(
        &self,
        action: &'static ActionTable,
        message: &Message,
        signer: Option<&Signer>,
        moment: &Moment,
    ) -> Result<(Parts, Stages), String> {
        let mut headers = self.plain_headers(message)?;
        self.add_action_headers(&mut headers, action, &moment.time)?;
        let (query, body) = match &message.content {
            Content::Json(body) => (None, body.clone()),
            Content::Parameters(parameters) => (Some(parameters.encode()), Bytes::new()),
        };
        let Some(signer) = signer else {
            headers.insert(AUTHORIZATION, UNSIGNED);
            return Ok((Parts { query, headers, body }, Stages::Unsigned));
        };
        let text = query.as_ref().map_or("", |query| query.as_str());
        let canonical = self.canonical_request(action, &headers, text, &body);
        let (text, authorization) = signer.sign(&canonical, action.api.service, &moment.time);
        headers.insert(AUTHORIZATION, secret_value("the secret id", authorization.expose())?);
        if let Some(token) = signer.credentials().token() {
            headers.insert(TC_TOKEN, secret_value("the token", token.expose())?);
        }
        let stages = Stages::Headers { canonical, text, authorization };
        Ok((Parts { query, headers, body }, stages))
    }

    /// The canonical request as it would be with these parameters in the query.
    pub(super) fn canonical_for_people(
        &self,
        action: &'static ActionTable,
        headers: &HeaderMap,
        parameters: &Parameters,
    ) -> CanonicalRequest {
        self.canonical_request(action, headers, &parameters.encode(), &[])
    }

    fn canonical_request(
        &self,
        action: &'static ActionTable,
        headers: &HeaderMap,
        query: &str,
        body: &[u8],
    ) -> CanonicalRequest {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let content_type = (CONTENT_TYPE.as_str(), text(CONTENT_TYPE).unwrap_or_default());
        let host = (HOST.as_str(), text(HOST).unwrap_or_default());
        let action = match self.shared.form.signed_headers {
            SignedHeaders::ContentTypeHostAction => Some(("x-tc-action", action.name)),
            SignedHeaders::ContentTypeHost => None,
        };
        let signed = [content_type, host].into_iter().chain(action);
        let method = self.shared.form.http_method();
        CanonicalRequest::new(method.as_str(), query, signed, body)
    }
}

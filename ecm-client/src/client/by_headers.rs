//! Version 3 signatures: what is signed and the signature itself stand in headers.

use std::borrow::Cow;

use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderValue};

use super::assemble::{Content, Message, Moment};
use super::headers::{TC_TIMESTAMP, TC_TOKEN, secret_value, secret_value_of};
use super::{Client, SignedHeaders};
use crate::SignedRequest;
use crate::prepared::Stages;
use crate::rt::ActionTable;
use crate::sign::{CanonicalHead, CredentialScope, Signer, StringToSign};

/// What stands where a signature would.
const UNSIGNED: HeaderValue = HeaderValue::from_static("SKIP");

impl Client {
    /// Completes a request that has what all of its action have.
    pub(super) fn sign_headers(
        &self,
        action: &'static ActionTable,
        message: &Message,
        signer: Option<&Signer>,
        moment: &Moment,
        request: &mut SignedRequest,
    ) -> Result<(), String> {
        let SignedRequest { target, headers, body, .. } = request;
        headers.insert(TC_TIMESTAMP, HeaderValue::from(moment.time.seconds()));
        match &message.content {
            Content::Json(json) => body.clone_from(json),
            Content::Parameters(parameters) => {
                *target = target.with_query(&parameters.encode())?;
            }
        }
        let Some(signer) = signer else {
            headers.insert(AUTHORIZATION, UNSIGNED);
            return Ok(());
        };
        let head = self.head(action, message, target.query());
        let authorization = signer.authorize(&head, body, action.api.service, &moment.time);
        let authorization = secret_value_of("the secret id", authorization.into_exposed())?;
        headers.insert(AUTHORIZATION, authorization);
        if let Some(token) = signer.credentials().token() {
            headers.insert(TC_TOKEN, secret_value("the token", token.expose())?);
        }
        Ok(())
    }

    /// The signature of a request that has been signed, step by step, to be looked at.
    pub(super) fn stages_of_headers(
        &self,
        action: &'static ActionTable,
        message: &Message,
        signer: &Signer,
        (request, moment): (&SignedRequest, &Moment),
    ) -> Stages {
        let head = self.head(action, message, request.target.query());
        let canonical = head.with_payload(&request.body);
        let scope = CredentialScope::new(&moment.time, action.api.service);
        let text = StringToSign::new(&canonical, &scope, &moment.time);
        let authorization =
            signer.authorize(&head, &request.body, action.api.service, &moment.time);
        Stages::Headers { canonical, text, authorization }
    }

    fn head<'m>(
        &self,
        action: &'static ActionTable,
        message: &'m Message,
        query: Option<&str>,
    ) -> Cow<'m, CanonicalHead> {
        match query {
            None => Cow::Borrowed(&message.route.head),
            Some(query) => Cow::Owned(self.canonical_head(action, &message.route.headers, query)),
        }
    }

    /// The canonical request but for its payload.
    pub(super) fn canonical_head(
        &self,
        action: &'static ActionTable,
        headers: &HeaderMap,
        query: &str,
    ) -> CanonicalHead {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let content_type = (CONTENT_TYPE.as_str(), text(CONTENT_TYPE).unwrap_or_default());
        let host = (HOST.as_str(), text(HOST).unwrap_or_default());
        let action = match self.shared.form.signed_headers {
            SignedHeaders::ContentTypeHostAction => Some(("x-tc-action", action.name)),
            SignedHeaders::ContentTypeHost => None,
        };
        let signed = [content_type, host].into_iter().chain(action);
        let method = self.shared.form.http_method();
        CanonicalHead::new(method.as_str(), query, signed)
    }
}

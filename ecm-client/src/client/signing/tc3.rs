//! Version 3 signatures, which are carried in headers.

use std::borrow::Cow;

use http::HeaderValue;
use http::header::AUTHORIZATION;

use super::{Moment, RequestSigner};
use crate::SignedRequest;
use crate::client::encoder::Content;
use crate::client::headers::{TC_TIMESTAMP, TC_TOKEN, secret_value};
use crate::client::raw::RawContent;
use crate::prepared::SigningSteps;
use ecm_sign::{CanonicalHead, CredentialScope, Signer, StringToSign};

/// Value of `Authorization` in a request without a signature.
const UNSIGNED: HeaderValue = HeaderValue::from_static("SKIP");

/// Completes a request that has the headers of its route.
pub(super) fn sign(
    call: &RequestSigner<'_>,
    by: Option<&Signer>,
    moment: &Moment,
    request: &mut SignedRequest,
) -> Result<(), String> {
    let SignedRequest { url, headers, body, stream, .. } = request;
    headers.insert(TC_TIMESTAMP, HeaderValue::from(moment.time.seconds()));
    match &call.encoded.content {
        Content::Json(json) => body.clone_from(json),
        Content::Parameters(parameters) => {
            *url = url.with_query(&parameters.encode())?;
        }
        Content::Raw(raw) => (*body, *stream) = raw.put(headers),
    }
    let Some(by) = by else {
        headers.insert(AUTHORIZATION, UNSIGNED);
        return Ok(());
    };
    if let Some(raw) = call.encoded.raw() {
        raw.mark_unsigned(headers);
    }
    let head = head(call, url.query());
    let authorization =
        by.authorize(&head, payload(call, body), call.route.action.api.service, &moment.time);
    let authorization = secret_value("the secret id", authorization.into_exposed())?;
    headers.insert(AUTHORIZATION, authorization);
    if let Some(token) = by.credentials().token() {
        headers.insert(TC_TOKEN, secret_value("the token", token.expose().to_owned())?);
    }
    Ok(())
}

/// Returns the steps of a signature, and the redacted `Authorization`.
pub(in crate::client) fn steps(
    call: &RequestSigner<'_>,
    by: &Signer,
    moment: &Moment,
    request: &SignedRequest,
) -> (SigningSteps, String) {
    let (head, service) = (head(call, request.url.query()), call.route.action.api.service);
    let payload = payload(call, &request.body);
    let canonical = head.with_payload(payload);
    let text =
        StringToSign::new(&canonical, &CredentialScope::new(&moment.time, service), &moment.time);
    let steps = SigningSteps::new(Some(canonical.as_str()), text.as_str());
    (steps, by.authorize(&head, payload, service, &moment.time).redacted())
}

/// Returns what is signed of a body.
fn payload<'a>(call: &RequestSigner<'a>, body: &'a [u8]) -> &'a [u8] {
    call.encoded.raw().map_or(body, RawContent::payload)
}

/// Canonical request without its payload.
fn head<'a>(call: &RequestSigner<'a>, query: Option<&str>) -> Cow<'a, CanonicalHead> {
    let RequestSigner { format, route, .. } = call;
    match query {
        None => Cow::Borrowed(&route.head),
        Some(query) => Cow::Owned(format.canonical_head(route.action, &route.headers, query)),
    }
}

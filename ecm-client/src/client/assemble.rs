//! From a request to the bytes and headers that are sent: encoded once, signed for every attempt.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderName, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};

use super::{Address, Client};
use crate::error::{Cause, Error};
use crate::prepared::wiped;
use crate::rt::{self, ActionTable, Record};
use crate::sign::{Authorization, CanonicalRequest, Signer, SigningTime};
use crate::{SentMark, SignedRequest, Validation, Violations};

/// What the service takes in one POST.
const LARGEST_REQUEST: usize = 10 * 1024 * 1024;

/// What nearly every body fits into: one that grows leaves pieces behind that are not wiped.
const USUAL_REQUEST: usize = 32 * 1024;

const CONTENT: &str = "application/json";

/// What requests say they come from, before the name of the program that uses us.
pub(super) const AGENT: &str = concat!("ecm-client/", env!("CARGO_PKG_VERSION"));

const TC_ACTION: HeaderName = HeaderName::from_static("x-tc-action");
const TC_VERSION: HeaderName = HeaderName::from_static("x-tc-version");
const TC_TIMESTAMP: HeaderName = HeaderName::from_static("x-tc-timestamp");
const TC_REGION: HeaderName = HeaderName::from_static("x-tc-region");
const TC_TOKEN: HeaderName = HeaderName::from_static("x-tc-token");
const TC_LANGUAGE: HeaderName = HeaderName::from_static("x-tc-language");
const TC_REQUEST_CLIENT: HeaderName = HeaderName::from_static("x-tc-requestclient");

/// What all attempts of a call have in common.
pub(super) struct Message {
    address: Arc<Address>,
    body: Bytes,
    pub(super) warnings: Violations,
}

impl Client {
    /// Checks and encodes.
    pub(super) fn encode(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
    ) -> Result<Message, Error> {
        let unsendable = |problem| Error::new(action, Cause::Unsendable(problem));
        let warnings = self.check(action, request)?;
        let mut body = Vec::with_capacity(USUAL_REQUEST);
        if !rt::write(request, &mut body) {
            let problem = "a number in it is not finite, which JSON cannot express";
            return Err(unsendable(problem.to_owned()));
        }
        let (size, limit) = (body.len(), LARGEST_REQUEST);
        if size > limit {
            return Err(Error::new(action, Cause::TooLarge { size, limit }));
        }
        let region = self.region.as_deref();
        // A region that is no region is not made part of a host either.
        region.map(region_value).transpose().map_err(unsendable)?;
        let address = self.shared.hosts.address(action.host, region).map_err(unsendable)?;
        Ok(Message { address, body: wiped(body), warnings })
    }

    /// Signs, dated with the time now.
    pub(super) fn sign(
        &self,
        action: &'static ActionTable,
        message: &Message,
        signer: &Signer,
    ) -> Result<(SignedRequest, Authorization), Error> {
        let unsendable = |problem| Error::new(action, Cause::Unsendable(problem));
        let Message { address, body, .. } = message;
        let now = self.shared.skew.corrected(self.shared.clock.now());
        let time = SigningTime::try_from(now).map_err(|error| unsendable(error.to_string()))?;
        let signed = [
            (CONTENT_TYPE.as_str(), CONTENT),
            (HOST.as_str(), address.host()),
            ("x-tc-action", action.name),
        ];
        let canonical = CanonicalRequest::new("POST", "", signed, body);
        let authorization = signer.sign(&canonical, action.service, &time);
        let mut headers = self.headers(action, address, &time).map_err(unsendable)?;
        let value = secret_value("the secret id", authorization.expose()).map_err(unsendable)?;
        headers.insert(AUTHORIZATION, value);
        if let Some(token) = signer.credentials().token() {
            let value = secret_value("the token", token.expose()).map_err(unsendable)?;
            headers.insert(TC_TOKEN, value);
        }
        let request = SignedRequest {
            method: Method::POST,
            url: address.url().clone(),
            headers,
            body: body.clone(),
            effect: action.effect,
            max_response_size: self.shared.max_response_size,
            mark: SentMark::default(),
        };
        Ok((request, authorization))
    }

    /// The rules of the spec, as far as this client is to look at them.
    fn check(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
    ) -> Result<Violations, Error> {
        if self.validation == Validation::Off {
            return Ok(Violations::default());
        }
        let violations = rt::validate(request).of(action);
        match self.validation == Validation::Strict && violations.has_errors() {
            true => Err(Error::new(action, Cause::Invalid(violations))),
            false => Ok(violations),
        }
    }

    /// Every header but the signature.
    fn headers(
        &self,
        action: &'static ActionTable,
        address: &Address,
        time: &SigningTime,
    ) -> Result<HeaderMap, String> {
        let mut headers = HeaderMap::with_capacity(12);
        headers.insert(HOST, value("the host", address.host())?);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT));
        headers.insert(USER_AGENT, self.shared.agent.clone());
        headers.insert(TC_ACTION, value("the action", action.name)?);
        headers.insert(TC_VERSION, value("the version", action.version)?);
        headers.insert(TC_TIMESTAMP, HeaderValue::from(time.seconds()));
        headers.insert(TC_REQUEST_CLIENT, self.shared.agent.clone());
        match &self.region {
            Some(region) => {
                headers.insert(TC_REGION, region_value(region)?);
            }
            None if action.region_required => {
                return Err("this action needs a region, and the client has none".to_owned());
            }
            None => {}
        }
        if let Some(language) = &self.shared.language {
            headers.insert(TC_LANGUAGE, value("the language", language)?);
        }
        Ok(headers)
    }
}

/// A header value; what cannot be one is refused without being repeated.
pub(super) fn value(what: &str, text: &str) -> Result<HeaderValue, String> {
    match text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        true => HeaderValue::from_str(text).map_err(|error| format!("{what}: {error}")),
        false => Err(format!("{what} has characters that cannot stand in a header")),
    }
}

/// The same for a value that no log of the layers below may show.
fn secret_value(what: &str, text: &str) -> Result<HeaderValue, String> {
    let mut value = value(what, text)?;
    value.set_sensitive(true);
    Ok(value)
}

/// A region: what the service's regions look like, so that nothing else can be put into a header.
pub(super) fn region_value(region: &str) -> Result<HeaderValue, String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    match !region.is_empty() && region.bytes().all(is_plain) {
        true => value("the region", region),
        false => Err("the region must be letters, digits and hyphens".to_owned()),
    }
}

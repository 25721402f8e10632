//! Headers, and what may stand in them.

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderName, USER_AGENT};
use http::{HeaderMap, HeaderValue};

use super::{Client, Form};
use crate::rt::ActionTable;
use crate::transport::Address;

/// What requests say they come from, before the name of the program that uses us.
pub(crate) const AGENT: &str = concat!("ecm-client/", env!("CARGO_PKG_VERSION"));

pub(crate) const TC_TOKEN: HeaderName = HeaderName::from_static("x-tc-token");

const TC_ACTION: HeaderName = HeaderName::from_static("x-tc-action");
const TC_VERSION: HeaderName = HeaderName::from_static("x-tc-version");
pub(super) const TC_TIMESTAMP: HeaderName = HeaderName::from_static("x-tc-timestamp");
const TC_REGION: HeaderName = HeaderName::from_static("x-tc-region");
const TC_LANGUAGE: HeaderName = HeaderName::from_static("x-tc-language");
const TC_REQUEST_CLIENT: HeaderName = HeaderName::from_static("x-tc-requestclient");

/// What every request has its own of, until it has it.
const NOTHING: HeaderValue = HeaderValue::from_static("");

impl Client {
    /// The headers that every form of request has.
    pub(super) fn plain_headers(&self, address: &Address) -> Result<HeaderMap, String> {
        let mut headers = HeaderMap::with_capacity(12);
        headers.insert(HOST, value("the host", address.host())?);
        headers.insert(CONTENT_TYPE, self.shared.form.content_type());
        headers.insert(USER_AGENT, self.shared.user_agent.clone());
        Ok(headers)
    }

    /// Adds what says which action is meant, where version 3 signatures want it said.
    pub(super) fn add_action_headers(
        &self,
        headers: &mut HeaderMap,
        action: &'static ActionTable,
    ) -> Result<(), String> {
        headers.insert(TC_ACTION, fixed_value("the action", action.name)?);
        headers.insert(TC_VERSION, fixed_value("the version", action.api.version)?);
        headers.insert(TC_TIMESTAMP, NOTHING);
        headers.insert(AUTHORIZATION, NOTHING);
        headers.insert(TC_REQUEST_CLIENT, self.shared.user_agent.clone());
        if let Some(region) = &self.region {
            headers.insert(TC_REGION, region_value(region)?);
        }
        if let Some(language) = &self.shared.language {
            headers.insert(TC_LANGUAGE, value("the language", language)?);
        }
        Ok(())
    }
}

/// A header value; what cannot be one is refused without being repeated.
pub(super) fn value(what: &str, text: &str) -> Result<HeaderValue, String> {
    value_of(what, text.to_owned())
}

/// The same for text that is there for good: clones count no references.
fn fixed_value(what: &str, text: &'static str) -> Result<HeaderValue, String> {
    value_of(what, Bytes::from_static(text.as_bytes()))
}

fn value_of(what: &str, text: impl Into<Bytes>) -> Result<HeaderValue, String> {
    let text = text.into();
    // A header may hold more than that: bytes that are no ASCII, and tabs.
    // Every byte is looked at, which a processor does with many at a time.
    let is_plain = text.iter().fold(true, |plain, byte| plain & (b' '..=b'~').contains(byte));
    let value = is_plain.then(|| HeaderValue::from_maybe_shared(text).ok()).flatten();
    value.ok_or_else(|| format!("{what} has characters that cannot stand in a header"))
}

/// The same for a value that no log of the layers below may show.
pub(super) fn secret_value(what: &str, text: &str) -> Result<HeaderValue, String> {
    secret_value_of(what, text.to_owned())
}

/// The same for text that is not needed otherwise.
pub(super) fn secret_value_of(what: &str, text: String) -> Result<HeaderValue, String> {
    let mut value = value_of(what, text)?;
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

/// The type of JSON bodies. The service reads no other type as JSON.
pub(super) fn json_value(text: Option<&str>) -> Result<HeaderValue, String> {
    let Some(text) = text else { return Ok(HeaderValue::from_static(Form::JSON)) };
    let kind = text.split_once(';').map_or(text, |(kind, _)| kind);
    match kind.trim().eq_ignore_ascii_case("application/json") {
        true => value("the content type", text),
        false => Err("the content type must be application/json, with or without a charset".into()),
    }
}

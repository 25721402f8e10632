//! Headers, and what may stand in them.

use http::header::{CONTENT_TYPE, HOST, HeaderName, USER_AGENT};
use http::{HeaderMap, HeaderValue};

use super::assemble::Message;
use super::{Client, Form};
use crate::rt::ActionTable;
use crate::sign::SigningTime;

/// What requests say they come from, before the name of the program that uses us.
pub(crate) const AGENT: &str = concat!("ecm-client/", env!("CARGO_PKG_VERSION"));

pub(crate) const TC_TOKEN: HeaderName = HeaderName::from_static("x-tc-token");

const TC_ACTION: HeaderName = HeaderName::from_static("x-tc-action");
const TC_VERSION: HeaderName = HeaderName::from_static("x-tc-version");
const TC_TIMESTAMP: HeaderName = HeaderName::from_static("x-tc-timestamp");
const TC_REGION: HeaderName = HeaderName::from_static("x-tc-region");
const TC_LANGUAGE: HeaderName = HeaderName::from_static("x-tc-language");
const TC_REQUEST_CLIENT: HeaderName = HeaderName::from_static("x-tc-requestclient");

impl Client {
    /// The headers that every form of request has.
    pub(super) fn plain_headers(&self, message: &Message) -> Result<HeaderMap, String> {
        let mut headers = HeaderMap::with_capacity(12);
        headers.insert(HOST, value("the host", message.address.host())?);
        headers.insert(CONTENT_TYPE, self.shared.form.content_type());
        headers.insert(USER_AGENT, self.shared.agent.clone());
        Ok(headers)
    }

    /// Adds what says which action is meant, where version 3 signatures want it said.
    pub(super) fn add_action_headers(
        &self,
        headers: &mut HeaderMap,
        action: &'static ActionTable,
        time: &SigningTime,
    ) -> Result<(), String> {
        headers.insert(TC_ACTION, value("the action", action.name)?);
        headers.insert(TC_VERSION, value("the version", action.api.version)?);
        headers.insert(TC_TIMESTAMP, HeaderValue::from(time.seconds()));
        headers.insert(TC_REQUEST_CLIENT, self.shared.agent.clone());
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
    match text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        true => HeaderValue::from_str(text).map_err(|error| format!("{what}: {error}")),
        false => Err(format!("{what} has characters that cannot stand in a header")),
    }
}

/// The same for a value that no log of the layers below may show.
pub(super) fn secret_value(what: &str, text: &str) -> Result<HeaderValue, String> {
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

/// The type of JSON bodies. The service reads no other type as JSON.
pub(super) fn json_value(text: Option<&str>) -> Result<HeaderValue, String> {
    let Some(text) = text else { return Ok(HeaderValue::from_static(Form::JSON)) };
    let kind = text.split_once(';').map_or(text, |(kind, _)| kind);
    match kind.trim().eq_ignore_ascii_case("application/json") {
        true => value("the content type", text),
        false => Err("the content type must be application/json, with or without a charset".into()),
    }
}

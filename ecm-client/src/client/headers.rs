//! Header names and values.

use bytes::Bytes;
use http::HeaderValue;
use http::header::HeaderName;

pub(super) const TC_TOKEN: HeaderName = HeaderName::from_static("x-tc-token");

pub(super) const TC_ACTION: HeaderName = HeaderName::from_static("x-tc-action");
pub(super) const TC_VERSION: HeaderName = HeaderName::from_static("x-tc-version");
pub(super) const TC_TIMESTAMP: HeaderName = HeaderName::from_static("x-tc-timestamp");
pub(super) const TC_REGION: HeaderName = HeaderName::from_static("x-tc-region");
pub(super) const TC_LANGUAGE: HeaderName = HeaderName::from_static("x-tc-language");
pub(super) const TC_CONTENT_SHA256: HeaderName = HeaderName::from_static("x-tc-content-sha256");
pub(super) const TC_REQUEST_CLIENT: HeaderName = HeaderName::from_static("x-tc-requestclient");

/// Creates a header value, at no cost for static text. The error does not repeat the text.
pub(super) fn value(what: &str, text: impl Into<Bytes>) -> Result<HeaderValue, String> {
    let text = text.into();
    // A header may hold more than that: bytes that are no ASCII, and tabs.
    // Every byte is looked at, which a processor does with many at a time.
    let is_plain = text.iter().fold(true, |plain, byte| plain & (b' '..=b'~').contains(byte));
    let value = is_plain.then(|| HeaderValue::from_maybe_shared(text).ok()).flatten();
    value.ok_or_else(|| {
        format!("{what} has characters that a header cannot hold; use printable ASCII only")
    })
}

/// Creates a header value that the layers below do not log.
pub(super) fn secret_value(what: &str, text: String) -> Result<HeaderValue, String> {
    let mut value = value(what, text)?;
    value.set_sensitive(true);
    Ok(value)
}

/// Creates the header value of a field. HTTP drops blanks at its ends, so there must be none.
pub(super) fn field_value(field: &str, text: &str, is_secret: bool) -> Result<HeaderValue, String> {
    if text.starts_with(' ') || text.ends_with(' ') {
        return Err(format!(
            "`{field}` begins or ends with a blank, which a header cannot hold; leave it out"
        ));
    }
    let mut value = value(&format!("`{field}`"), text.to_owned())?;
    value.set_sensitive(is_secret);
    Ok(value)
}

/// Creates the header value of a region. Only letters, digits, hyphens and underscores, so that
/// nothing else can be injected into a header.
pub(super) fn region_value(region: &str) -> Result<HeaderValue, String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    match !region.is_empty() && region.bytes().all(is_plain) {
        true => value("the region", region.to_owned()),
        false => Err(
            "the region must be letters, digits, hyphens and underscores, such as `ap-guangzhou`"
                .into(),
        ),
    }
}

/// Default content type of JSON bodies.
const JSON: &str = "application/json; charset=utf-8";

/// Creates the content type of JSON bodies: the service reads JSON only as `application/json`.
pub(super) fn json_value(text: Option<&str>) -> Result<HeaderValue, String> {
    let Some(text) = text else { return Ok(HeaderValue::from_static(JSON)) };
    let kind = text.split_once(';').map_or(text, |(kind, _)| kind);
    match kind.trim().eq_ignore_ascii_case("application/json") {
        true => value("the content type", text.to_owned()),
        false => {
            Err("the content type must be `application/json`, with or without a charset".into())
        }
    }
}

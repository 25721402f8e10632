//! Head of a request: request line and headers.

use http::header::{CONNECTION, CONTENT_LENGTH, EXPECT, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

/// Headers at most; no client sends more.
const MAX_HEADERS: usize = 100;

#[derive(Debug)]
pub(crate) struct RequestHead {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) framing: Framing,
    /// True if another request may follow on the connection.
    pub(crate) keep_alive: bool,
    /// True if the client waits for `100 Continue` before it sends the body.
    pub(crate) expects_continue: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    Length(u64),
    Chunked,
}

/// Parses the bytes of a head, up to and with its empty line. `None` if it is no head, or if two
/// readers could disagree about where its body ends.
pub(super) fn parse(bytes: &[u8]) -> Option<RequestHead> {
    let mut slots = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut slots);
    if !request.parse(bytes).ok()?.is_complete() {
        return None;
    }
    let mut headers = HeaderMap::with_capacity(request.headers.len());
    for header in request.headers.iter() {
        let name = HeaderName::from_bytes(header.name.as_bytes()).ok()?;
        headers.append(name, HeaderValue::from_bytes(header.value).ok()?);
    }
    let modern = request.version? == 1;
    let keep_alive = modern && !has_token(&headers, CONNECTION, "close");
    Some(RequestHead {
        method: Method::from_bytes(request.method?.as_bytes()).ok()?,
        uri: request.path?.parse().ok()?,
        framing: framing(&headers)?,
        keep_alive,
        expects_continue: modern && has_token(&headers, EXPECT, "100-continue"),
        headers,
    })
}

fn has_token(headers: &HeaderMap, name: HeaderName, word: &str) -> bool {
    let mut values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.any(|value| value.split(',').any(|part| part.trim().eq_ignore_ascii_case(word)))
}

fn framing(headers: &HeaderMap) -> Option<Framing> {
    let mut lengths = headers.get_all(CONTENT_LENGTH).iter();
    let mut encodings = headers.get_all(TRANSFER_ENCODING).iter();
    match (lengths.next(), encodings.next()) {
        (None, None) => Some(Framing::Length(0)),
        (Some(length), None) => {
            let digits = length.to_str().ok()?;
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            let once = lengths.next().is_none();
            (plain && once).then(|| digits.parse().ok().map(Framing::Length))?
        }
        (None, Some(encoding)) => {
            let chunked = encoding.to_str().ok()?.eq_ignore_ascii_case("chunked");
            (chunked && encodings.next().is_none()).then_some(Framing::Chunked)
        }
        (Some(_), Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_says_where_its_body_ends() {
        let framing = |headers: &str| {
            let text = format!("POST / HTTP/1.1\r\n{headers}\r\n");
            parse(text.as_bytes()).map(|head| head.framing)
        };
        for (headers, expected) in [
            ("", Some(Framing::Length(0))),
            ("Content-Length: 12\r\n", Some(Framing::Length(12))),
            ("Transfer-Encoding: Chunked\r\n", Some(Framing::Chunked)),
            ("content-length: 12\r\ncontent-length: 12\r\n", None),
            ("content-length: 12\r\ntransfer-encoding: chunked\r\n", None),
            ("content-length: +12\r\n", None),
            ("content-length: -1\r\n", None),
            ("content-length: 99999999999999999999\r\n", None),
            ("transfer-encoding: gzip, chunked\r\n", None),
        ] {
            assert_eq!(framing(headers), expected, "{headers}");
        }
    }

    #[test]
    fn connections_are_kept_as_the_head_says() {
        let keeps = |line: &str, header: &str| {
            parse(format!("{line}\r\n{header}\r\n\r\n").as_bytes()).map(|head| head.keep_alive)
        };
        assert_eq!(keeps("POST / HTTP/1.1", "a: b"), Some(true));
        assert_eq!(keeps("POST / HTTP/1.1", "connection: x, Close"), Some(false));
        assert_eq!(keeps("POST / HTTP/1.0", "a: b"), Some(false));
        assert_eq!(keeps("POST / HTTP/9.9", "a: b"), None);
        assert_eq!(keeps("POST  HTTP/1.1", "a: b"), None);
    }
}

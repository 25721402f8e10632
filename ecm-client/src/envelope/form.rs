//! Forms of a body that is no JSON and would be the same if it were asked for again.

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName};

const COMPRESSED: &str =
    "it is compressed, which nobody asked for; check the proxy or gateway in between";
const WIDE: &str = "it is text in UTF-16, not in UTF-8; check the proxy or gateway in between";
const EVENTS: &str = "it is a stream of events, not one answer; make the request ask for one";

/// First bytes of gzip, Zstandard and zlib.
const COMPRESSION_MARKS: [&[u8]; 6] =
    [b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"];

/// Byte order marks of UTF-16, and an object in it without one.
const WIDE_MARKS: [&[u8]; 4] = [b"\xfe\xff", b"\xff\xfe", b"{\0", b"\0{"];

/// Beginnings of the lines of an event stream.
const EVENT_LINES: [&[u8]; 5] = [b"data:", b"event:", b"id:", b"retry:", b":"];

/// Describes a body that could not be read, if it has such a form.
pub(crate) fn foreign_form(body: &[u8], headers: &HeaderMap) -> Option<&'static str> {
    let begins_with = |marks: &[&[u8]]| marks.iter().any(|mark| body.starts_with(mark));
    if begins_with(&WIDE_MARKS) {
        return Some(WIDE);
    }
    let text = body.trim_ascii_start();
    // Whatever the headers say: this is JSON, or a page, or nothing at all.
    if matches!(text.first(), None | Some(b'{' | b'[' | b'<')) {
        return None;
    }
    let encoding = header(headers, &CONTENT_ENCODING);
    if begins_with(&COMPRESSION_MARKS) || !matches!(&*encoding, "" | "identity") {
        return Some(COMPRESSED);
    }
    let is_stream = header(headers, &CONTENT_TYPE).starts_with("text/event-stream");
    let has_line = EVENT_LINES.iter().any(|line| text.starts_with(line));
    (is_stream || has_line).then_some(EVENTS)
}

fn header(headers: &HeaderMap, name: &HeaderName) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn form(body: &[u8], name: HeaderName, value: &'static str) -> Option<&'static str> {
        foreign_form(body, &HeaderMap::from_iter([(name, HeaderValue::from_static(value))]))
    }

    #[test]
    fn a_foreign_form_is_known_by_its_bytes_or_its_headers() {
        let by_bytes = |body: &[u8]| foreign_form(body, &HeaderMap::new());
        for mark in COMPRESSION_MARKS {
            assert_eq!(by_bytes(&[mark, b"..."].concat()), Some(COMPRESSED));
        }
        for text in ["data: {}\n\n", "event: x\ndata: {}\n\n", ": ping\n\n", "\n\nid: 1\ndata: {}"]
        {
            assert_eq!(by_bytes(text.as_bytes()), Some(EVENTS), "{text}");
        }
        assert_eq!(by_bytes(b"\xff\xfe{\0}\0"), Some(WIDE));
        assert_eq!(form(b"\x0b\x02\x80", CONTENT_ENCODING, "br"), Some(COMPRESSED));
        assert_eq!(form(b"nonsense", CONTENT_TYPE, "Text/Event-Stream; a=b"), Some(EVENTS));
    }

    #[test]
    fn what_may_be_an_answer_another_time_is_none() {
        for text in ["", " ", "{\"Response\":", "<html>", "oops", "dataset"] {
            assert_eq!(foreign_form(text.as_bytes(), &HeaderMap::new()), None, "{text}");
        }
        assert_eq!(form(b"oops", CONTENT_ENCODING, "identity"), None);
        assert_eq!(form(b"", CONTENT_ENCODING, "gzip"), None);
    }
}

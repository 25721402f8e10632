//! Responses of the server, and their bytes.

use bytes::Bytes;

/// HTTP response that a test lets the server send: status, headers and body.
///
/// `content-length` is added unless the headers give a length, and `date` unless they have one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServedResponse {
    /// Status code.
    pub status: u16,
    /// Headers, as they are sent.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Bytes,
}

impl ServedResponse {
    /// Creates a response with a content type and a body.
    #[must_use]
    pub fn new(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Self { status, headers, body: body.into() }
    }

    /// Creates a page as gateways send it when a service behind them fails.
    #[must_use]
    pub fn html(status: u16) -> Self {
        let reason = reason(status);
        let body = format!("<html><body><h1>{status} {reason}</h1></body></html>\n");
        Self::new(status, "text/html", body)
    }

    /// Creates a redirect.
    #[must_use]
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::html(status).with_header("location", location)
    }

    /// Creates a response with status 200 and a body of type `application/json`, valid or not.
    #[must_use]
    pub fn json(body: impl Into<Bytes>) -> Self {
        Self::new(200, "application/json", body)
    }

    /// Sets a header, in place of any of that name.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name))
    }

    pub(crate) fn encoded(&self, date: Option<&str>, keep_alive: bool) -> EncodedResponse {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        let mut line = |name: &str, value: &str| {
            // A line end inside would begin a header of its own.
            let clean = |text: &str| text.replace(['\r', '\n'], " ");
            head.push_str(&format!("{}: {}\r\n", clean(name), clean(value)));
        };
        for (name, value) in &self.headers {
            line(name, value);
        }
        if !self.has_header("content-length") && !self.has_header("transfer-encoding") {
            line("content-length", &self.body.len().to_string());
        }
        if let Some(date) = date.filter(|_| !self.has_header("date")) {
            line("date", date);
        }
        if !keep_alive && !self.has_header("connection") {
            line("connection", "close");
        }
        head.push_str("\r\n");
        EncodedResponse { head: head.into(), body: self.body.clone() }
    }
}

fn reason(status: u16) -> &'static str {
    let status = http::StatusCode::from_u16(status).ok();
    status.and_then(|status| status.canonical_reason()).unwrap_or("Status")
}

/// Encoded response, in the two parts in which it travels.
#[derive(Clone, Debug)]
pub(crate) struct EncodedResponse {
    pub(crate) head: Bytes,
    pub(crate) body: Bytes,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_added_and_nothing_else() {
        let text = |response: ServedResponse| {
            let sent = response.encoded(Some("today"), false);
            String::from_utf8([sent.head, sent.body].concat()).unwrap()
        };
        assert_eq!(
            text(ServedResponse::json("[]")),
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\
             date: today\r\nconnection: close\r\n\r\n[]"
        );
        assert_eq!(
            text(
                ServedResponse::json("[]")
                    .with_header("Content-Length", "9")
                    .with_header("Date", "never")
            ),
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nContent-Length: 9\r\n\
             Date: never\r\nconnection: close\r\n\r\n[]"
        );
        assert!(
            text(ServedResponse::redirect(307, "http://x/"))
                .contains("\r\nlocation: http://x/\r\n")
        );
        assert!(text(ServedResponse::html(599)).starts_with("HTTP/1.1 599 Status\r\n"));
        let smuggled = text(ServedResponse::html(200).with_header("x", "1\r\ny: 2"));
        assert!(smuggled.contains("\r\nx: 1  y: 2\r\n"), "{smuggled}");
    }
}

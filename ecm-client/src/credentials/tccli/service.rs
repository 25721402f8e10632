//! Client of the service that renews the logins of the vendor's command line.

use std::sync::Arc;
use std::time::Duration;

use http::header::{CONTENT_TYPE, HOST, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};
use serde_json::{Map, Value};

use super::super::CredentialsError;
use crate::clock::timeout;
use crate::error::Cause;
use crate::prepared::zeroizing_body;
use crate::transport::{BaseUrl, PRODUCT_TOKEN, Scheme};
use crate::{Effect, SendProgress, SignedRequest, Sleep, Transport, TransportError};

const ENDPOINT: &str = "https://cli.cloud.tencent.com";

/// Time of a request; a renewal takes two at most.
const TIMEOUT: Duration = Duration::from_secs(10);

const MAX_RESPONSE: u64 = 256 * 1024;

/// Maximum length of a code that an error repeats.
const MAX_CODE_LENGTH: usize = 64;

/// Failure of a renewal; its text holds nothing of the request and of the response but a code.
#[derive(Debug)]
pub(super) enum RenewalError {
    /// The login is not accepted any more.
    Refused(String),
    /// The login may be renewed a moment later.
    Transient(String),
    /// The response or a setting is not what it has to be.
    Permanent(String),
}

pub(super) struct LoginService {
    endpoint: Result<BaseUrl, CredentialsError>,
    transport: Box<dyn Transport>,
    sleep: Arc<dyn Sleep>,
}

impl LoginService {
    pub(super) fn new(
        endpoint: Option<&str>,
        transport: Box<dyn Transport>,
        sleep: Arc<dyn Sleep>,
    ) -> Self {
        let endpoint = BaseUrl::parse(endpoint.unwrap_or(ENDPOINT), Scheme::Encrypted(&[]));
        let endpoint = endpoint.map_err(|problem| {
            CredentialsError::new(format!("the endpoint that renews logins {problem}"))
        });
        Self { endpoint, transport, sleep }
    }

    /// Sends a request and reads the object that comes back.
    pub(super) async fn post(
        &self,
        path: &str,
        mut body: Map<String, Value>,
    ) -> Result<Map<String, Value>, RenewalError> {
        body.insert("TraceId".to_owned(), random_id().into());
        let request = self.request(path, &Value::Object(body))?;
        let limit = request.max_response_size;
        let sent = timeout(&*self.sleep, || TIMEOUT, self.transport.send(request)).await;
        let sent = sent.unwrap_or_else(|| Err(TransportError::timeout()));
        let reply = sent.map_err(|error| unanswered(&error.into_cause(limit)))?;
        let failed = |problem: String| match reply.status {
            408 | 429 | 500.. => RenewalError::Transient(problem),
            _ => RenewalError::Permanent(problem),
        };
        let not_json =
            || failed(format!("the response, with HTTP status {}, is not JSON", reply.status));
        let Ok(Value::Object(object)) = serde_json::from_slice(&reply.body) else {
            return Err(not_json());
        };
        match (object.get("Error"), reply.status) {
            (Some(error), _) => Err(RenewalError::Refused(code(error))),
            (None, 200) => Ok(object),
            (None, status) => Err(failed(format!("the response has HTTP status {status}"))),
        }
    }

    fn request(&self, path: &str, body: &Value) -> Result<SignedRequest, RenewalError> {
        let unusable = |problem: &str| RenewalError::Permanent(problem.to_owned());
        let endpoint =
            self.endpoint.as_ref().map_err(|error| RenewalError::Permanent(error.to_string()))?;
        let url = endpoint.join(path).map_err(|_| unusable("the endpoint is not valid"))?;
        let host = HeaderValue::from_str(endpoint.host());
        let host = host.map_err(|_| unusable("the endpoint is not valid"))?;
        let headers = HeaderMap::from_iter([
            (HOST, host),
            (USER_AGENT, HeaderValue::from_static(PRODUCT_TOKEN)),
            (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        ]);
        Ok(SignedRequest {
            method: Method::POST,
            url,
            headers,
            body: zeroizing_body(body.to_string().into_bytes()),
            stream: None,
            // A second one gives other keys, and the first stay valid.
            effect: Effect::Idempotent,
            max_response_size: MAX_RESPONSE,
            progress: SendProgress::default(),
        })
    }
}

fn unanswered(cause: &Cause) -> RenewalError {
    RenewalError::Transient(match cause {
        Cause::Connect { source, .. } => format!("it cannot be reached ({})", source.root()),
        Cause::Unsendable(problem) => return RenewalError::Permanent(problem.clone()),
        _ => "no complete response came back".to_owned(),
    })
}

/// Code of an error, in plain characters; a message could quote the request.
fn code(error: &Value) -> String {
    let code = error.get("Code").and_then(Value::as_str).unwrap_or_default();
    let is_plain = |char: &char| char.is_ascii_alphanumeric() || "._-".contains(*char);
    let code: String = code.chars().take_while(is_plain).take(MAX_CODE_LENGTH).collect();
    match code.is_empty() {
        true => "without a code".to_owned(),
        false => format!("with the code `{code}`"),
    }
}

/// Random id in the form of a UUID of version 4.
pub(super) fn random_id() -> String {
    let bits = fastrand::u128(..);
    let bits = bits & !(0xf << 76) & !(0b11 << 62) | (4 << 76) | (0b10 << 62);
    let hex = format!("{bits:032x}");
    let mut id = String::with_capacity(36);
    for (at, digit) in hex.chars().enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            id.push('-');
        }
        id.push(digit);
    }
    id
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_id_has_the_form_of_a_uuid() {
        let id = random_id();
        let lengths: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
        assert!(id.as_bytes()[14] == b'4' && b"89ab".contains(&id.as_bytes()[19]), "{id}");
        assert_ne!(id, random_id());
    }

    #[test]
    fn a_code_is_repeated_in_plain_characters_only() {
        for (error, expected) in [
            (json!({ "Code": "TokenExpired" }), "with the code `TokenExpired`"),
            (json!({ "Code": "Token {secret}" }), "with the code `Token`"),
            (json!({ "Message": "the token secret" }), "without a code"),
            (json!("the token secret"), "without a code"),
        ] {
            assert_eq!(code(&error), expected);
        }
    }
}

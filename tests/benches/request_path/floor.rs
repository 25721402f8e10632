//! What is written by hand for this one request, with everything that the day does not change made
//! beforehand.

use std::error::Error;
use std::time::SystemTime;

use hmac::{Hmac, KeyInit as _, Mac as _};
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};
use sha2::{Digest as _, Sha256};

use super::plain;

pub(crate) const SECRET_ID: &str = "AKIDEXAMPLE";
pub(crate) const SECRET_KEY: &str = "SECRETEXAMPLE";
pub(crate) const SERVICE_HOST: &str = "ecm.tencentcloudapi.com";
pub(crate) const JSON: &str = "application/json; charset=utf-8";
const AGENT: HeaderValue = HeaderValue::from_static("by-hand/1");

const SIGNED: &str = "content-type;host;x-tc-action";

/// What signs by hand.
pub(crate) struct Floor {
    head: Sha256,
    key: Hmac<Sha256>,
    scope: String,
    authorization: String,
}

impl Floor {
    /// `date` is today's.
    pub(crate) fn new(date: &str) -> Result<Self, Box<dyn Error>> {
        let scope = format!("{date}/ecm/tc3_request");
        let mut key = format!("TC3{SECRET_KEY}").into_bytes();
        for part in scope.split('/') {
            let mut mac = Hmac::<Sha256>::new_from_slice(&key)?;
            mac.update(part.as_bytes());
            key = mac.finalize().into_bytes().to_vec();
        }
        let head = format!(
            "POST\n/\n\ncontent-type:{JSON}\nhost:{SERVICE_HOST}\nx-tc-action:runinstances\n\n{SIGNED}\n"
        );
        let authorization = format!(
            "TC3-HMAC-SHA256 Credential={SECRET_ID}/{scope}, SignedHeaders={SIGNED}, Signature="
        );
        Ok(Self {
            head: Sha256::new_with_prefix(head),
            key: Hmac::<Sha256>::new_from_slice(&key)?,
            scope,
            authorization,
        })
    }

    /// The header.
    pub(crate) fn sign(&self, body: &[u8], seconds: &str) -> String {
        let mut head = self.head.clone();
        head.update(hex(&Sha256::digest(body).into()));
        let hash = hex(&head.finalize().into());
        let mut key = self.key.clone();
        for part in ["TC3-HMAC-SHA256\n", seconds, "\n", &self.scope, "\n"] {
            key.update(part.as_bytes());
        }
        key.update(&hash);
        let digits = hex(&key.finalize().into_bytes().into());
        let mut header = String::with_capacity(self.authorization.len() + digits.len());
        header.push_str(&self.authorization);
        header.push_str(std::str::from_utf8(&digits).unwrap_or_default());
        header
    }

    /// The whole way: body and headers of a request.
    pub(crate) fn request(&self) -> Result<(Vec<u8>, HeaderMap), Box<dyn Error>> {
        let request = plain::request();
        let mut body = Vec::with_capacity(1024);
        serde_json::to_writer(&mut body, &request)?;
        let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
        let seconds = seconds.to_string();
        let authorization = self.sign(&body, &seconds);
        let own = |name| HeaderName::from_static(name);
        let mut headers = HeaderMap::with_capacity(12);
        headers.insert(HOST, HeaderValue::from_static(SERVICE_HOST));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        headers.insert(USER_AGENT, AGENT);
        headers.insert(own("x-tc-action"), HeaderValue::from_static("RunInstances"));
        headers.insert(own("x-tc-version"), HeaderValue::from_static("2019-07-19"));
        headers.insert(own("x-tc-timestamp"), HeaderValue::try_from(seconds)?);
        headers.insert(own("x-tc-requestclient"), AGENT);
        headers.insert(own("x-tc-region"), HeaderValue::from_static("ap-guangzhou"));
        headers.insert(AUTHORIZATION, HeaderValue::try_from(authorization)?);
        Ok((body, headers))
    }
}

fn hex(bytes: &[u8; 32]) -> [u8; 64] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = [0; 64];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    digits
}

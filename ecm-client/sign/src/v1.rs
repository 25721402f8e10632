//! Version 1 signatures, HMAC-SHA1 and HMAC-SHA256, as typed steps.
//!
//! They cover parameters, not headers: the caller, the action and the time are parameters of the
//! request, and the signature is one more.
//!
//! ```
//! use ecm_sign::{Parameters, Secret, v1};
//!
//! let mut parameters = Parameters::default();
//! parameters.push("Action", "DescribeInstances");
//! parameters.push("Nonce", "11886");
//! let text = v1::V1StringToSign::new("GET", "cvm.tencentcloudapi.com", &parameters);
//! let key = Secret::from("the secret key");
//! let signature = text.sign(v1::Algorithm::HmacSha256, &key);
//! parameters.push(v1::SIGNATURE, signature.expose());
//! assert!(parameters.encode().starts_with("Action=DescribeInstances&Nonce=11886&Signature="));
//! ```

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::{Parameters, REDACTED, Secret, Signature, hmac};

/// Name of the parameter that holds the signature.
pub const SIGNATURE: &str = "Signature";

/// Hash algorithm of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-1; the service assumes it where `SignatureMethod` is absent.
    HmacSha1,
    /// SHA-256.
    HmacSha256,
}

impl Algorithm {
    /// Returns the value of the parameter `SignatureMethod`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HmacSha1 => "HmacSHA1",
            Self::HmacSha256 => "HmacSHA256",
        }
    }
}

/// String that the secret key is applied to.
///
/// It holds the values of all parameters, secrets included.
#[derive(Clone, PartialEq, Eq)]
pub struct V1StringToSign(Zeroizing<String>);

impl V1StringToSign {
    /// Creates the string to sign of a request to the path `/`.
    ///
    /// It consists of method, host and the parameters sorted by name, none of them escaped.
    #[must_use]
    pub fn new(method: &str, host: &str, parameters: &Parameters) -> Self {
        let mut pairs: Vec<_> = parameters.iter().collect();
        pairs.sort_unstable();
        let values: usize = pairs.iter().map(|(name, value)| name.len() + value.len() + 2).sum();
        let mut text =
            Zeroizing::new(String::with_capacity(values + method.len() + host.len() + 2));
        for part in [method, host, "/"] {
            text.push_str(part);
        }
        for (index, (name, value)) in pairs.into_iter().enumerate() {
            let separator = if index == 0 { "?" } else { "&" };
            for part in [separator, name, "=", value] {
                text.push_str(part);
            }
        }
        Self(text)
    }

    /// Returns the string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Signs the string; returns a signature in Base64.
    #[must_use]
    pub fn sign(&self, algorithm: Algorithm, secret_key: &Secret) -> Signature {
        let (key, text) = (secret_key.expose().as_bytes(), self.0.as_bytes());
        Signature::new(match algorithm {
            Algorithm::HmacSha1 => STANDARD.encode(*hmac::sha1(key, text)),
            Algorithm::HmacSha256 => STANDARD.encode(*hmac::sha256(key, text)),
        })
    }
}

impl fmt::Debug for V1StringToSign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";

    fn documented() -> Parameters {
        [
            ("Version", "2017-03-12"),
            ("Action", "DescribeInstances"),
            ("InstanceIds.0", "ins-09dx96dg"),
            ("Limit", "20"),
            ("Nonce", "11886"),
            ("Offset", "0"),
            ("Region", "ap-guangzhou"),
            ("SecretId", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"),
            ("Timestamp", "1465185768"),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn a_documented_request_gives_the_documented_signature() {
        let text = V1StringToSign::new("GET", "cvm.tencentcloudapi.com", &documented());
        assert_eq!(
            text.as_str(),
            "GETcvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg\
             &Limit=20&Nonce=11886&Offset=0&Region=ap-guangzhou\
             &SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE&Timestamp=1465185768&Version=2017-03-12"
        );
        let signature = text.sign(Algorithm::HmacSha1, &Secret::from(KEY));
        assert_eq!(signature.expose(), "EliP9YW3pW28FpsEdkXt/+WcGeI=");
    }

    #[test]
    fn names_are_sorted_by_their_bytes() {
        let parameters: Parameters =
            [("b", "1"), ("A.10", "2"), ("A.2", "3"), ("A.1", "4"), ("AA", "5"), ("a", "6")]
                .into_iter()
                .collect();
        let text = V1StringToSign::new("POST", "h", &parameters);
        assert_eq!(text.as_str(), "POSTh/?A.1=4&A.10=2&A.2=3&AA=5&a=6&b=1");
        assert_eq!(V1StringToSign::new("GET", "h", &Parameters::default()).as_str(), "GETh/");
    }

    #[test]
    fn debug_shows_nothing() {
        let text = V1StringToSign::new("GET", "h", &documented());
        let signature = text.sign(Algorithm::HmacSha256, &Secret::from(KEY));
        assert_eq!(format!("{text:?} {signature:?}"), "[redacted] [redacted]");
    }
}

//! The TC3-HMAC-SHA256 signature, as typed steps; the older signatures are in [`v1`].
//!
//! Each step is made from the one before, and each can be looked at on its own:
//!
//! ```
//! use ecm_client::sign::{Authorization, CanonicalRequest, Scope, SigningKey, SigningTime, StringToSign};
//! use ecm_client::SecretText;
//!
//! let time = SigningTime::from_seconds(1_551_113_065)?;
//! let scope = Scope::new(&time, "cvm");
//! let headers = [("Content-Type", "application/json"), ("Host", "cvm.tencentcloudapi.com")];
//! let request = CanonicalRequest::new("POST", "", headers, b"{}");
//! let text = StringToSign::new(&request, &scope, &time);
//! let key = SigningKey::derive(&SecretText::from("the secret key"), &scope);
//! let header = Authorization::new("the secret id", &scope, &request, &key.sign(&text));
//! assert!(header.expose().starts_with("TC3-HMAC-SHA256 Credential=the secret id/2019-02-25/cvm/"));
//! # Ok::<(), ecm_client::sign::TimeOutOfRange>(())
//! ```

mod authorization;
mod canonical;
mod hmac;
mod key;
mod parameters;
mod scope;
mod signer;
mod string_to_sign;
pub mod v1;

pub use authorization::Authorization;
pub use canonical::CanonicalRequest;
pub use key::{Signature, SigningKey};
pub(crate) use parameters::ESCAPED;
pub use parameters::Parameters;
pub use scope::{Scope, SigningTime, TimeOutOfRange};
pub(crate) use signer::Signer;
pub use string_to_sign::StringToSign;

/// The name of the algorithm, as it stands in headers.
pub const ALGORITHM: &str = "TC3-HMAC-SHA256";

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for nibble in [byte >> 4, byte & 0xF] {
            text.push(char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 }));
        }
    }
    text
}

/// The SHA-256 of the bytes as hexadecimal digits.
fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::Digest;
    hex(&sha2::Sha256::digest(bytes))
}

#[cfg(test)]
mod tests;

//! Responses of the metadata server.

use serde_json::Value;

use super::super::{Credentials, CredentialsError};
use super::look::FailedLook;
use crate::Secret;
use crate::identity::expiry;

/// Maximum length of a code that an error repeats.
const MAX_CODE_LENGTH: usize = 64;

/// Returns the first role of a list with one role per line.
pub(super) fn first_role(list: &[u8]) -> Result<String, FailedLook> {
    let is_page = list.contains(&b'<');
    let text = std::str::from_utf8(list).map_err(|_| FailedLook::no_list(is_page))?;
    let mut roles = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let first = (*roles.peek().ok_or_else(FailedLook::no_role)?).to_owned();
    // What answers at the address need not be the metadata server.
    match roles.all(is_role) {
        true => Ok(first),
        false => Err(FailedLook::no_list(is_page)),
    }
}

/// Tells whether a text can be the name of a role.
fn is_role(name: &str) -> bool {
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b"+=,.@_-".contains(&byte);
    name.len() <= 128 && name.bytes().all(is_usual) && !matches!(name, "." | "..")
}

pub(super) fn credentials(answer: &[u8]) -> Result<Credentials, CredentialsError> {
    let answer: Value = serde_json::from_slice(answer)
        .map_err(|_| CredentialsError::new("the metadata server's response is not JSON"))?;
    let text = |key| answer.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let code = text("Code").unwrap_or_default();
    if code != "Success" {
        let code: String = code.chars().take(MAX_CODE_LENGTH).collect();
        let problem = format!("the metadata server responded with the code `{code}`");
        return Err(CredentialsError::new(problem));
    }
    let secret = |key| {
        let problem = format!("the metadata server's response has no {key}");
        text(key).ok_or_else(|| CredentialsError::new(problem))
    };
    let pair = Credentials::new(secret("TmpSecretId")?, Secret::from(secret("TmpSecretKey")?));
    let pair = pair.with_token(secret("Token")?);
    let expires = answer.get("ExpiredTime").and_then(expiry::from_seconds);
    let expiry = expires.or_else(|| text("Expiration").and_then(expiry::from_timestamp));
    let problem = "the metadata server's response has no time of expiry";
    Ok(pair.with_expiry(expiry.ok_or_else(|| CredentialsError::new(problem))?))
}

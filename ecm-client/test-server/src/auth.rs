//! Verification of signatures.
//!
//! Nothing here is shared with the client's signer, so that an error in one shows against the
//! other.

mod tc3;
mod v1;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::rejection::Rejection;
use super::request::{IncomingRequest, Parameters, ParsedRequest, SignatureVersion};

#[cfg(test)]
pub(super) use tc3::{SignedParts, sign};

/// Clock of the server, and the difference to the clock of a client that is allowed, in seconds.
#[derive(Clone, Copy)]
pub(super) struct ServerTime {
    pub(super) now: i64,
    pub(super) tolerance: u64,
}

/// Credentials that the server accepts.
pub(super) struct AcceptedCredentials {
    pub(super) secret_id: String,
    pub(super) secret_key: String,
    pub(super) token: Option<String>,
}

#[cfg(test)]
impl ServerTime {
    /// Time at which the usual tolerance applies.
    fn usual(now: i64) -> Self {
        Self { now, tolerance: 300 }
    }
}

/// Verifies the signature and returns the service that it names, if it names one.
pub(super) fn verify<'r>(
    request: &IncomingRequest<'r>,
    parsed: &ParsedRequest<'r>,
    credentials: &[AcceptedCredentials],
    now: ServerTime,
) -> Result<Option<&'r str>, Rejection> {
    match (parsed.signed, &parsed.parameters) {
        (SignatureVersion::V1, Parameters::Flat(pairs)) => {
            let host = request.header("host");
            v1::verify(request.method.as_str(), host, pairs, credentials, now).map(|()| None)
        }
        (SignatureVersion::Tc3, _)
        | (SignatureVersion::V1, Parameters::Json(_) | Parameters::Raw(_)) => {
            let body = match parsed.parameters {
                Parameters::Json(body) => body,
                Parameters::Raw(parts) => parts.body,
                // What a GET might carry as its body is no part of the request, but is signed.
                Parameters::Flat(_) => request.body.clone()?,
            };
            let signed = tc3::SignedParts {
                method: request.method.as_str(),
                query: request.uri.query().unwrap_or_default(),
                headers: request.headers,
                body,
            };
            tc3::verify(&signed, credentials, now).map(Some)
        }
    }
}

fn check_timestamp(
    timestamp: i64,
    ServerTime { now, tolerance }: ServerTime,
) -> Result<(), Rejection> {
    if now.abs_diff(timestamp) > tolerance {
        return Err(Rejection::new(
            "AuthFailure.SignatureExpire",
            format!(
                "The timestamp is more than {tolerance} seconds away from the clock of the service."
            ),
        ));
    }
    Ok(())
}

/// Finds credentials by secret id; of several, those with the token of the request.
fn find_credentials<'a>(
    credentials: &'a [AcceptedCredentials],
    secret_id: &str,
    token: Option<&[u8]>,
) -> Result<&'a AcceptedCredentials, Rejection> {
    let mut candidates =
        credentials.iter().filter(|credentials| credentials.secret_id == secret_id).peekable();
    if candidates.peek().is_none() {
        return Err(Rejection::new(
            "AuthFailure.SecretIdNotFound",
            "No account has the secret id.",
        ));
    }
    candidates.find(|credentials| same_token(token, credentials.token.as_deref())).ok_or_else(
        || Rejection::new("AuthFailure.TokenFailure", "The token is not the one of the secret id."),
    )
}

/// Compares tags of the tokens in place of the tokens: constant time, whatever the lengths.
fn same_token(sent: Option<&[u8]>, held: Option<&str>) -> bool {
    let tag = |token: &[u8]| Hmac::<Sha256>::new(&Default::default()).chain_update(token);
    match (sent, held) {
        (Some(sent), Some(held)) => {
            tag(sent).verify(&tag(held.as_bytes()).finalize().into_bytes()).is_ok()
        }
        (None, None) => true,
        _ => false,
    }
}

fn wrong_signature() -> Rejection {
    Rejection::new(
        "AuthFailure.SignatureFailure",
        "The signature is not the one that the secret key gives for this request.",
    )
}

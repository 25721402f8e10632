//! Signatures by TC3-HMAC-SHA256.

use std::time::{Duration, SystemTime};

use hmac::digest::Key;
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::{Digest, Sha256};

use super::{AcceptedCredentials, ServerTime, check_timestamp, find_credentials, wrong_signature};
use crate::clock::text_of;
use crate::rejection::Rejection;

const ALGORITHM: &str = "TC3-HMAC-SHA256";
const CONTENT_SHA256: &str = "x-tc-content-sha256";
const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";
const TERMINATOR: &str = "tc3_request";

pub(crate) struct SignedParts<'r> {
    pub(crate) method: &'r str,
    pub(crate) query: &'r str,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) body: &'r [u8],
}

/// Verifies the signature and returns the service that it was made for.
pub(super) fn verify<'r>(
    request: &SignedParts<'r>,
    credentials: &[AcceptedCredentials],
    time: ServerTime,
) -> Result<&'r str, Rejection> {
    let authorization = ParsedAuthorization::parse(header(request.headers, "authorization")?)?;
    let timestamp = timestamp(request.headers)?;
    check_timestamp(timestamp, time)?;
    let token = request.headers.get("x-tc-token").map(http::HeaderValue::as_bytes);
    let credentials = find_credentials(credentials, authorization.secret_id, token)?;
    if utc_date(timestamp).as_deref() != Some(authorization.date) {
        return Err(Rejection::new(
            "AuthFailure.SignatureFailure",
            "The date of the credential scope is not the UTC date of the timestamp.",
        ));
    }
    let canonical = canonical_request(request, authorization.signed_headers)?;
    let to_sign = string_to_sign(timestamp, &authorization, &canonical);
    let key = signing_key(&credentials.secret_key, authorization.date, authorization.service);
    // `verify_slice` takes the same time wherever the difference is.
    keyed(&key)
        .chain_update(to_sign)
        .verify_slice(&authorization.signature)
        .map_err(|_| wrong_signature())?;
    Ok(authorization.service)
}

struct ParsedAuthorization<'r> {
    secret_id: &'r str,
    date: &'r str,
    service: &'r str,
    signed_headers: &'r str,
    signature: [u8; 32],
}

impl<'r> ParsedAuthorization<'r> {
    fn parse(text: &'r str) -> Result<Self, Rejection> {
        Self::split(text).ok_or_else(|| {
            unauthorized(
                "The Authorization header is not `TC3-HMAC-SHA256 Credential=.../DATE/SERVICE/tc3_request, \
                 SignedHeaders=...;..., Signature=...`.",
            )
        })
    }

    fn split(text: &'r str) -> Option<Self> {
        let (algorithm, parts) = text.split_once(' ')?;
        let mut parts = parts.split(',').map(str::trim);
        let credential = parts.next()?.strip_prefix("Credential=")?;
        let signed_headers = parts.next()?.strip_prefix("SignedHeaders=")?;
        let signature = unhex(parts.next()?.strip_prefix("Signature=")?)?;
        // From the end: nothing forbids a slash in a secret id.
        let mut scope = credential.rsplitn(4, '/');
        let terminator = scope.next()?;
        let (service, date, secret_id) = (scope.next()?, scope.next()?, scope.next()?);
        let whole = algorithm == ALGORITHM && terminator == TERMINATOR && parts.next().is_none();
        whole.then_some(Self { secret_id, date, service, signed_headers, signature })
    }
}

fn unauthorized(message: &str) -> Rejection {
    Rejection::new("AuthFailure.InvalidAuthorization", message)
}

/// Returns the value of a header that must be there once.
fn header<'r>(headers: &'r HeaderMap, name: &str) -> Result<&'r str, Rejection> {
    let mut values = headers.get_all(name).iter();
    match (values.next().map(http::HeaderValue::to_str), values.next()) {
        (Some(Ok(value)), None) => Ok(value),
        (None, _) if name == "authorization" => {
            Err(unauthorized("There is no Authorization header."))
        }
        (None, _) => Err(Rejection::new("MissingParameter", format!("There is no header {name}."))),
        _ => Err(unauthorized("A signed header is repeated or is not visible ASCII.")),
    }
}

fn timestamp(headers: &HeaderMap) -> Result<i64, Rejection> {
    header(headers, "x-tc-timestamp")?
        .parse()
        .map_err(|_| Rejection::new("InvalidParameter", "X-TC-Timestamp is not a whole number."))
}

fn utc_date(timestamp: i64) -> Option<String> {
    let since = Duration::from_secs(u64::try_from(timestamp).ok()?);
    text_of(SystemTime::UNIX_EPOCH.checked_add(since)?)?
        .get(.."YYYY-MM-DD".len())
        .map(str::to_owned)
}

fn canonical_request(request: &SignedParts<'_>, names: &str) -> Result<String, Rejection> {
    let list: Vec<&str> = names.split(';').collect();
    let ascending = list.iter().zip(list.iter().skip(1)).all(|(left, right)| left < right);
    let complete = ["content-type", "host"].iter().all(|name| list.contains(name));
    if !ascending || !complete || names.bytes().any(|b| b.is_ascii_uppercase()) {
        return Err(unauthorized(
            "The signed headers must be lower-case and ascending and include content-type and host.",
        ));
    }
    let mut headers = String::new();
    for name in list {
        let value = header(request.headers, name)?.trim().to_ascii_lowercase();
        headers.push_str(&format!("{name}:{value}\n"));
    }
    let SignedParts { method, query, body, .. } = request;
    // A client may leave the body out of its signature, and says so in a header.
    let says_unsigned =
        request.headers.get(CONTENT_SHA256).is_some_and(|it| it == UNSIGNED_PAYLOAD);
    let payload = if says_unsigned { UNSIGNED_PAYLOAD.as_bytes() } else { body };
    let digest = hex(&Sha256::digest(payload));
    Ok(format!("{method}\n/\n{query}\n{headers}\n{names}\n{digest}"))
}

fn string_to_sign(
    timestamp: i64,
    authorization: &ParsedAuthorization<'_>,
    canonical: &str,
) -> String {
    let ParsedAuthorization { date, service, .. } = authorization;
    let digest = hex(&Sha256::digest(canonical));
    format!("{ALGORITHM}\n{timestamp}\n{date}/{service}/{TERMINATOR}\n{digest}")
}

fn signing_key(secret_key: &str, date: &str, service: &str) -> [u8; 32] {
    let step = |key: &[u8], message: &str| -> [u8; 32] {
        keyed(key).chain_update(message).finalize().into_bytes().into()
    };
    let dated = step(format!("TC3{secret_key}").as_bytes(), date);
    step(&step(&dated, service), TERMINATOR)
}

/// Starts an HMAC under a key of any length; long keys are hashed first, as the algorithm demands.
fn keyed(key: &[u8]) -> Hmac<Sha256> {
    let mut block = Key::<Hmac<Sha256>>::default();
    let digest = Sha256::digest(key);
    let key = if key.len() > block.len() { digest.as_slice() } else { key };
    for (slot, byte) in block.iter_mut().zip(key) {
        *slot = *byte;
    }
    Hmac::new(&block)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Decodes 64 lower-case hexadecimal digits.
fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = text
        .chars()
        .map(|c| if c.is_ascii_uppercase() { None } else { c.to_digit(16) })
        .map(|digit| digit.and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
    if rest.is_empty() { bytes.try_into().ok() } else { None }
}

/// Signs as a client would, for tests; documented signatures show that it is right.
#[cfg(test)]
pub(crate) fn sign(
    request: &SignedParts<'_>,
    credentials: &AcceptedCredentials,
    service: &str,
    timestamp: i64,
    signed_headers: &str,
) -> String {
    let AcceptedCredentials { secret_id, secret_key, .. } = credentials;
    let date = utc_date(timestamp).unwrap();
    let signature = [0; 32];
    let scope = ParsedAuthorization { secret_id, date: &date, service, signed_headers, signature };
    let canonical = canonical_request(request, signed_headers).unwrap_or_default();
    let to_sign = string_to_sign(timestamp, &scope, &canonical);
    let key = signing_key(secret_key, &date, service);
    let signature = hex(&keyed(&key).chain_update(to_sign).finalize().into_bytes());
    format!(
        "{ALGORITHM} Credential={secret_id}/{date}/{service}/{TERMINATOR}, \
         SignedHeaders={signed_headers}, Signature={signature}"
    )
}

#[cfg(test)]
mod tests;

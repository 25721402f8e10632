//! Signatures of version 1: HmacSHA1 or HmacSHA256 over all parameters.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use sha2::Sha256;

use super::{AcceptedCredentials, ServerTime, check_timestamp, find_credentials, wrong_signature};
use crate::rejection::Rejection;
use crate::request::FlatParameters;

pub(super) fn verify(
    method: &str,
    host: &str,
    pairs: &FlatParameters<'_>,
    credentials: &[AcceptedCredentials],
    time: ServerTime,
) -> Result<(), Rejection> {
    let needed = |name: &str| {
        pairs.get(name).filter(|value| !value.is_empty()).ok_or_else(|| {
            Rejection::new("MissingParameter", format!("The parameter {name} must be given."))
        })
    };
    let secret_id = needed("SecretId")?;
    let signature = needed("Signature")?;
    check_timestamp(whole("Timestamp", needed("Timestamp")?)?, time)?;
    whole("Nonce", needed("Nonce")?)?;
    let credentials =
        find_credentials(credentials, secret_id, pairs.get("Token").map(str::as_bytes))?;
    let signature = STANDARD.decode(signature).map_err(|_| wrong_signature())?;
    let text = string_to_sign(method, host, pairs);
    let key = credentials.secret_key.as_bytes();
    // `verify_slice` takes the same time wherever the difference is.
    let verified = match pairs.get("SignatureMethod") {
        None | Some("HmacSHA1") => Hmac::<Sha1>::new_from_slice(key)
            .is_ok_and(|mac| mac.chain_update(text).verify_slice(&signature).is_ok()),
        Some("HmacSHA256") => Hmac::<Sha256>::new_from_slice(key)
            .is_ok_and(|mac| mac.chain_update(text).verify_slice(&signature).is_ok()),
        Some(_) => {
            let message = "SignatureMethod must be HmacSHA1 or HmacSHA256.";
            return Err(Rejection::new("InvalidParameterValue", message));
        }
    };
    if verified { Ok(()) } else { Err(wrong_signature()) }
}

fn whole(name: &str, text: &str) -> Result<i64, Rejection> {
    text.parse().map_err(|_| {
        Rejection::new("InvalidParameter", format!("The parameter {name} is not a whole number."))
    })
}

/// Joins method, host, path and the sorted, unencoded pairs, without the signature.
fn string_to_sign(method: &str, host: &str, pairs: &FlatParameters<'_>) -> String {
    let mut sorted: Vec<_> = pairs.iter().filter(|(name, _)| *name != "Signature").collect();
    sorted.sort_unstable();
    let pairs: Vec<String> =
        sorted.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("{method}{host}/?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::Value;

    use super::*;
    use crate::request::parse;

    const TIME: i64 = 1_465_185_768;
    /// The documented example; it names no method, which is SHA-1.
    const DOCUMENTED: &str = "Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886\
        &Offset=0&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE\
        &Timestamp=1465185768&Version=2017-03-12&Signature=EliP9YW3pW28FpsEdkXt%2F%2BWcGeI%3D";

    fn outcome(query: &str, now: i64) -> Result<(), String> {
        let time = ServerTime::usual(now);
        let credentials = AcceptedCredentials {
            secret_id: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE".to_owned(),
            secret_key: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE".to_owned(),
            token: None,
        };
        let pairs = parse(query.as_bytes());
        verify("GET", "cvm.tencentcloudapi.com", &pairs, &[credentials], time).map_err(|no| no.code)
    }

    #[test]
    fn the_documented_signature_is_accepted_in_any_order() {
        assert_eq!(outcome(DOCUMENTED, TIME), Ok(()));
        let mut pairs: Vec<&str> = DOCUMENTED.split('&').collect();
        pairs.reverse();
        assert_eq!(outcome(&pairs.join("&"), TIME + 300), Ok(()));
    }

    #[test]
    fn what_is_not_signed_so_is_turned_away() {
        let changed = |from: &str, to: &str| outcome(&DOCUMENTED.replace(from, to), TIME);
        for (from, to, code) in [
            ("Limit=20", "Limit=21", "AuthFailure.SignatureFailure"),
            ("EliP9", "ElIP9", "AuthFailure.SignatureFailure"),
            ("Signature=EliP9", "Signature=*EliP9", "AuthFailure.SignatureFailure"),
            ("&Nonce", "&Token=x&Nonce", "AuthFailure.TokenFailure"),
            ("&Nonce", "&SignatureMethod=HmacSHA256&Nonce", "AuthFailure.SignatureFailure"),
            ("&Nonce", "&SignatureMethod=MD5&Nonce", "InvalidParameterValue"),
            ("SecretId=AKID", "SecretId=BKID", "AuthFailure.SecretIdNotFound"),
            ("&Nonce=11886", "", "MissingParameter"),
            ("Timestamp=14", "Timestamp=x14", "InvalidParameter"),
        ] {
            assert_eq!(changed(from, to), Err(code.to_owned()), "{from} -> {to}");
        }
        let expired = Err("AuthFailure.SignatureExpire".to_owned());
        assert_eq!(outcome(DOCUMENTED, TIME + 301), expired);
        assert_eq!(outcome(DOCUMENTED, TIME - 301), expired);
    }

    #[test]
    fn signatures_of_the_vendors_sdk_are_accepted() {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/v1_and_get.json");
        let Ok(text) = std::fs::read_to_string(file) else {
            eprintln!("skipped: the vectors are not here");
            return;
        };
        let vectors: Vec<Value> = serde_json::from_str(&text).unwrap();
        let mut checked = 0;
        for vector in vectors.iter().filter(|vector| vector["kind"] == "v1") {
            let text = |key: &str| vector[key].as_str().unwrap_or_default().to_owned();
            let mut form = form_urlencoded::Serializer::new(String::new());
            for (name, value) in vector["flat_params"].as_object().unwrap() {
                form.append_pair(name, value.as_str().unwrap());
            }
            form.append_pair("Signature", &text("signature"));
            let encoded = vector["encoded_form"].as_str().map_or(form.finish(), str::to_owned);
            let credentials = AcceptedCredentials {
                secret_id: text("secret_id"),
                secret_key: text("secret_key"),
                token: vector["token"].as_str().map(str::to_owned),
            };
            let pairs = parse(encoded.as_bytes());
            let time = ServerTime::usual(vector["timestamp"].as_i64().unwrap());
            let verified = verify(&text("method"), &text("host"), &pairs, &[credentials], time);
            assert_eq!(verified, Ok(()), "{}", vector["name"]);
            checked += 1;
        }
        assert!(checked > 10, "{checked} vectors");
    }
}

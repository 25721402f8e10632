//! The signature, stage by stage, against vectors that others computed.

use std::path::Path;

use ecm_client::sign::{
    Authorization, CanonicalHead, CanonicalRequest, CredentialScope, Signer, SigningKey,
    SigningTime, StringToSign,
};
use ecm_client::{Credentials, Secret};
use serde_json::Value;

/// A vector's text, empty where it has none.
fn text<'a>(vector: &'a Value, key: &str) -> &'a str {
    vector[key].as_str().unwrap_or_default()
}

fn payload(vector: &Value) -> Vec<u8> {
    if vector["unsigned_payload"] == true {
        return b"UNSIGNED-PAYLOAD".to_vec();
    }
    match vector["payload"].as_str() {
        Some(payload) => payload.as_bytes().to_vec(),
        None => base64(text(vector, "payload_b64")),
    }
}

/// Enough of Base64 for the figures at hand.
fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.bytes().filter_map(|byte| DIGITS.iter().position(|digit| *digit == byte));
    let (mut bits, mut count, mut bytes) = (0_usize, 0, Vec::new());
    for digit in digits {
        bits = (bits << 6 | digit) & 0xFFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.extend(u8::try_from(bits >> count & 0xFF));
        }
    }
    bytes
}

fn check(vector: &Value) {
    let name = text(vector, "name");
    let action = text(vector, "action").to_lowercase();
    let headers = text(vector, "signed_headers").split(';').map(|header| match header {
        "content-type" => (header, text(vector, "content_type")),
        "host" => (header, text(vector, "host")),
        "x-tc-action" => (header, action.as_str()),
        _ => panic!("{name}: the header {header} is not known to this test"),
    });
    let headers: Vec<_> = headers.collect();
    let (method, query, payload) = (text(vector, "method"), text(vector, "query"), payload(vector));
    let head = CanonicalHead::new(method, query, headers.clone());
    let request = CanonicalRequest::new(method, query, headers, &payload);
    assert_eq!(request.as_str(), text(vector, "canonical_request"), "{name}");

    let seconds = vector["timestamp"].as_i64().expect("a vector has a timestamp");
    let time = SigningTime::from_seconds(seconds).expect("a vector has a sane timestamp");
    let scope = CredentialScope::new(&time, text(vector, "service"));
    let string = StringToSign::new(&request, &scope, &time);
    assert_eq!(string.as_str(), text(vector, "string_to_sign"), "{name}");

    let key = SigningKey::derive(&Secret::from(text(vector, "secret_key")), &scope);
    let header =
        Authorization::new(text(vector, "secret_id"), &scope, &request, &key.sign(&string));
    assert_eq!(header.expose(), text(vector, "authorization"), "{name}");

    // All at once, and once more with the key that was kept.
    let credentials = Credentials::new(text(vector, "secret_id"), text(vector, "secret_key"));
    let signer = Signer::new(credentials);
    for _ in 0..2 {
        assert_eq!(signer.authorize(&head, &payload, text(vector, "service"), &time), header);
    }
}

fn vectors(path: &Path) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(path).ok()?;
    Some(serde_json::from_str(&text).expect("vectors are a JSON list"))
}

#[test]
fn our_own_copy() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/tc3.json");
    let vectors = vectors(&path).expect("data/tc3.json is part of the package");
    assert!(vectors.len() >= 10);
    vectors.iter().for_each(check);
}

#[test]
fn every_vector_there_is() {
    let Some(path) = ecm_tests::shared("vectors/tc3.json") else { return };
    let vectors = vectors(&path).expect("the vectors are there");
    assert!(!vectors.is_empty());
    vectors.iter().for_each(check);
}

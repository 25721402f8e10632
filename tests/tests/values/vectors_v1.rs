//! Version 1 signatures and signatures of GET requests, stage by stage, against vectors that others
//! computed.

use std::path::Path;

use ecm_client::Secret;
use ecm_client::sign::{
    Authorization, CanonicalRequest, CredentialScope, Parameters, SigningKey, SigningTime,
    StringToSign, v1,
};
use serde_json::Value;

/// A vector's text, empty where it has none.
fn text<'a>(vector: &'a Value, key: &str) -> &'a str {
    vector[key].as_str().unwrap_or_default()
}

/// The parameters under their paths, as the encoded form of the vector has them in order; sorted
/// where it has none.
fn flat(vector: &Value) -> Parameters {
    let flat = vector["flat_params"].as_object().expect("a vector has its parameters");
    let value = |name: &str| flat[name].as_str().expect("parameters are text");
    let form = text(vector, "encoded_form");
    let mut names: Vec<&str> = flat.keys().map(String::as_str).collect();
    names
        .sort_by_key(|name| form.split('&').position(|pair| pair.starts_with(&format!("{name}="))));
    names.into_iter().map(|name| (name, value(name))).collect()
}

fn check_v1(vector: &Value) {
    let name = text(vector, "name");
    let algorithm = match text(vector, "signature_method") {
        "HmacSHA1" => v1::Algorithm::HmacSha1,
        "HmacSHA256" => v1::Algorithm::HmacSha256,
        other => panic!("{name}: {other} is not known to this test"),
    };
    let mut parameters = flat(vector);
    let string = v1::V1StringToSign::new(text(vector, "method"), text(vector, "host"), &parameters);
    assert_eq!(string.as_str(), text(vector, "string_to_sign"), "{name}");
    let signature = string.sign(algorithm, &Secret::from(text(vector, "secret_key")));
    assert_eq!(signature.expose(), text(vector, "signature"), "{name}");
    parameters.push(v1::SIGNATURE, signature.expose());
    if let Some(form) = vector["encoded_form"].as_str() {
        assert_eq!(parameters.encode().as_str(), form, "{name}");
    }
}

fn check_get(vector: &Value) {
    let name = text(vector, "name");
    let params = vector["params"].as_object().expect("a vector has its parameters");
    let value = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let parameters: Parameters =
        params.iter().map(|(name, one)| (name.as_str(), value(one))).collect();
    let query = parameters.encode();
    assert_eq!(query.as_str(), text(vector, "query"), "{name}");
    let headers = [("content-type", text(vector, "content_type")), ("host", text(vector, "host"))];
    let request = CanonicalRequest::new("GET", &query, headers, b"");
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
}

fn check(path: &Path) -> Option<usize> {
    let text_of_file = std::fs::read_to_string(path).ok()?;
    let vectors: Vec<Value> = serde_json::from_str(&text_of_file).expect("vectors are a JSON list");
    for vector in &vectors {
        match text(vector, "kind") {
            "v1" => check_v1(vector),
            "tc3_get" => check_get(vector),
            other => panic!("{other} is not known to this test"),
        }
    }
    Some(vectors.len())
}

#[test]
fn our_own_copy() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/v1_and_get.json");
    assert!(check(&path).expect("data/v1_and_get.json is part of the package") >= 20);
}

#[test]
fn every_vector_there_is() {
    let Some(path) = ecm_tests::shared("vectors/v1_and_get.json") else { return };
    assert!(check(&path).expect("the vectors are there") > 0);
}

//! Bodies that travel raw.

use std::time::{Duration, UNIX_EPOCH};

use serde_json::json;

use super::fixture::{Call, TIME};
use crate::{Fault, FaultRule, TestServer, TestServerBuilder};

const SPEC: &str = r#"{
    "service": "lamp", "version": "2024-01-01", "revision": "1", "host": "lamp.example.com",
    "doc": "Lamps that keep records.",
    "actions": {
        "UploadLog": {
            "effect": "create", "request": "UploadLogRequest", "response": "Nothing",
            "body": {
                "content_type": "application/octet-stream",
                "headers": { "LampId": "X-Lamp-Id", "Level": "X-Lamp-Level" }
            }
        },
        "SendForm": {
            "effect": "read", "request": "SendFormRequest", "response": "Nothing",
            "body": { "unsupported": "multipart/form-data" }
        },
        "Dim": { "effect": "read", "request": "DimRequest", "response": "Nothing" }
    },
    "types": {
        "UploadLogRequest": { "fields": {
            "LampId": { "type": "string", "required": true },
            "Level": { "type": "int64", "rules": [{ "id": "L1", "kind": "range", "max": 9 }] }
        } },
        "SendFormRequest": { "fields": {} },
        "DimRequest": { "fields": { "On": { "type": "bool" } } },
        "Nothing": { "fields": {} }
    }
}"#;

fn server() -> TestServerBuilder {
    TestServer::builder()
        .spec(SPEC)
        .credentials("an-id", "a key")
        .clock(|| UNIX_EPOCH + Duration::from_secs(TIME))
}

fn upload(body: &str) -> Call {
    let mut call = Call::new("UploadLog", &json!(null))
        .with("content-type", "application/octet-stream")
        .with("x-lamp-id", "lamp-1");
    call.body = body.to_owned();
    call
}

#[tokio::test]
async fn a_body_is_kept_as_it_came_and_its_headers_are_its_fields() {
    let server = server().start().await.unwrap();
    assert_eq!(upload("not { JSON").with("x-lamp-level", "7").code(&server).await, "none");
    let ledger = server.ledger();
    let request = &ledger.requests[0];
    assert_eq!(request.body, json!({ "LampId": "lamp-1", "Level": "7" }));
    assert_eq!(request.raw_body.as_deref(), Some(&b"not { JSON"[..]));
    assert_eq!(ledger.commits[0].body, request.body);
    // One that is not carried out is kept as well.
    server.inject(FaultRule::new(Fault::error("InternalError")));
    assert_eq!(upload("more").code(&server).await, "InternalError");
    assert_eq!(server.requests()[1].raw_body.as_deref(), Some(&b"more"[..]));
    assert_eq!(server.ledger().commits.len(), 1);
}

#[tokio::test]
async fn the_fields_in_the_headers_are_checked() {
    let server = server().start().await.unwrap();
    let mut call = upload("x");
    call = call.with("x-lamp-level", "10");
    assert_eq!(call.code(&server).await, "InvalidParameterValue");
    assert_eq!(call.with("x-lamp-level", "bright").code(&server).await, "InvalidParameter");
    let call =
        Call::new("UploadLog", &json!(null)).with("content-type", "application/octet-stream");
    assert_eq!(call.code(&server).await, "MissingParameter");
    assert!(server.ledger().commits.is_empty());
}

#[tokio::test]
async fn only_the_content_type_of_the_spec_is_taken() {
    let server = server().start().await.unwrap();
    for other in ["application/json", "text/plain", "application/x-www-form-urlencoded"] {
        let call = upload("{}").with("content-type", other);
        assert_eq!(call.code(&server).await, "InvalidRequest", "{other}");
    }
    // Other actions take JSON alone, and a form that the spec cannot describe is for nobody.
    let json = Call::new("Dim", &json!({ "On": true }));
    assert_eq!(json.code(&server).await, "none");
    let bytes = json.with("content-type", "application/octet-stream");
    assert_eq!(bytes.code(&server).await, "InvalidRequest");
    assert_eq!(Call::new("SendForm", &json!({})).code(&server).await, "UnsupportedOperation");
    assert!(server.requests().iter().all(|request| request.raw_body.is_none()));
}

#[tokio::test]
async fn a_signature_is_over_the_bytes_or_says_that_it_is_not() {
    let server = server().start().await.unwrap();
    let altered = upload("bytes").signed("POST").replace("\r\n\r\nbytes", "\r\n\r\nBYTES");
    let code = |answer: String| {
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let answer: serde_json::Value = serde_json::from_str(body).unwrap();
        answer["Response"]["Error"]["Code"].as_str().unwrap_or("none").to_owned()
    };
    let send = |text: String| {
        let server = &server;
        async move { code(super::fixture::exchange(server, text.as_bytes()).await) }
    };
    assert_eq!(send(altered).await, "AuthFailure.SignatureFailure");

    let header = "x-tc-content-sha256";
    let unsigned = upload("bytes").with(header, "UNSIGNED-PAYLOAD").signed("POST");
    let altered = unsigned.replace("\r\n\r\nbytes", "\r\n\r\nBYTES");
    assert_eq!(send(unsigned.clone()).await, "none");
    assert_eq!(send(altered).await, "none");
    // Without the header, it is a signature over other bytes.
    let silent = unsigned.replace("x-tc-content-sha256: UNSIGNED-PAYLOAD\r\n", "");
    assert_eq!(send(silent).await, "AuthFailure.SignatureFailure");
}

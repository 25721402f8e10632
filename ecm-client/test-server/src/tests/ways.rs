//! The four ways to ask, and what limits them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, HeaderValue};
use serde_json::{Value, json};
use sha2::Sha256;

use super::fixture::{Call, exchange, lamp_server};
use crate::auth::{AcceptedCredentials, SignedParts, sign};
use crate::{Fault, FaultRule, TestServer};

const TIME: i64 = 1_700_004_000;
const FORM: &str = "application/x-www-form-urlencoded";

async fn answer(server: &TestServer, request: &str) -> Value {
    let answer = exchange(server, request.as_bytes()).await;
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    serde_json::from_str::<Value>(body).unwrap()["Response"].clone()
}

/// Parameters signed by version 1 and encoded.
fn v1(method: &str, parameters: &[(&str, &str)]) -> String {
    let mut pairs = vec![
        ("Nonce", "7"),
        ("SecretId", "an-id"),
        ("SignatureMethod", "HmacSHA256"),
        ("Timestamp", "1700004000"),
        ("Version", "2024-01-01"),
        ("Region", "ap-here"),
    ];
    pairs.extend(parameters);
    pairs.sort_unstable();
    let raw: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let text = format!("{method}lamp.example.com/?{}", raw.join("&"));
    let mac = Hmac::<Sha256>::new_from_slice(b"a key").unwrap().chain_update(text);
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(pairs).append_pair("Signature", &signature).finish()
}

fn v1_get(parameters: &[(&str, &str)]) -> String {
    let query = v1("GET", parameters);
    format!("GET /?{query} HTTP/1.1\r\nhost: lamp.example.com\r\nconnection: close\r\n\r\n")
}

#[tokio::test]
async fn version_1_comes_in_a_query_or_in_a_form() {
    let server = lamp_server().start().await.unwrap();
    let parameters = [("Action", "Install"), ("Rooms.0.Count", "2"), ("Rooms.1.Count", "1")];
    let get = answer(&server, &v1_get(&parameters)).await;
    assert_eq!(get["LampIds"].as_array().map(Vec::len), Some(3), "{get}");

    let body = v1("POST", &parameters);
    let post = format!(
        "POST / HTTP/1.1\r\nhost: lamp.example.com\r\ncontent-type: {FORM}\r\nconnection: close\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    let post = answer(&server, &post).await;
    assert_eq!(post["LampIds"].as_array().map(Vec::len), Some(3), "{post}");

    let requests = server.requests();
    assert_eq!(requests[0].body, json!({ "Rooms": [{ "Count": "2" }, { "Count": "1" }] }));
    assert_eq!(requests[0].body, requests[1].body);
    assert_eq!(
        (requests[1].action.as_str(), requests[1].version.as_str()),
        ("Install", "2024-01-01")
    );
    assert_eq!(requests[1].region.as_deref(), Some("ap-here"));

    // The rules of the spec hold here, too, and a form can meet a fault by its action.
    let wrong = [("Action", "Dim"), ("Brightness", "101"), ("Colour", "x")];
    let wrong = answer(&server, &v1_get(&wrong)).await;
    assert_eq!(wrong["Error"]["Code"], "UnknownParameter");
    server.inject(FaultRule::new(Fault::error("InternalError")).action("Install"));
    let refused = answer(&server, &v1_get(&parameters)).await;
    assert_eq!(refused["Error"]["Code"], "InternalError");
}

#[tokio::test]
async fn what_is_said_twice_or_at_length_is_refused() {
    let server = lamp_server().start().await.unwrap();
    let twice = v1_get(&[("Action", "Dim"), ("Brightness", "1"), ("Brightness", "2")]);
    assert_eq!(answer(&server, &twice).await["Error"]["Code"], "InvalidParameter");
    let long = "x".repeat(32 * 1024);
    let long = v1_get(&[("Action", "Dim"), ("Brightness", "1"), ("Pin", &long)]);
    assert_eq!(answer(&server, &long).await["Error"]["Code"], "RequestSizeLimitExceeded");
}

#[tokio::test]
async fn tc3_comes_in_a_query() {
    let server = lamp_server().start().await.unwrap();
    let query = "Rooms.0.Count=2&Rooms.1.Count=3";
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("content-type", FORM),
        ("host", "lamp.example.com"),
        ("x-tc-action", "Install"),
        ("x-tc-timestamp", "1700004000"),
        ("x-tc-version", "2024-01-01"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let credentials =
        AcceptedCredentials { secret_id: "an-id".into(), secret_key: "a key".into(), token: None };
    let request = SignedParts { method: "GET", query, headers: &headers, body: b"" };
    for signed in ["content-type;host", "content-type;host;x-tc-action"] {
        let authorization = sign(&request, &credentials, "lamp", TIME, signed);
        let mut text = format!("GET /?{query} HTTP/1.1\r\nconnection: close\r\n");
        for (name, value) in &headers {
            text.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
        }
        let answer =
            answer(&server, &format!("{text}authorization: {authorization}\r\n\r\n")).await;
        assert_eq!(answer["LampIds"].as_array().map(Vec::len), Some(5), "{answer}");
    }
}

#[tokio::test]
async fn the_limit_of_an_action_holds_and_can_be_lifted() {
    let spec = json!({
        "service": "bell", "version": "2024-01-01", "revision": "1", "host": "bell.example.com",
        "doc": "Bells.",
        "actions": { "Ring": {
            "doc": "Rings.", "request": "RingRequest", "response": "Done", "effect": "create",
            "region": "optional", "rate_limit": { "id": "B1", "per_second": 3 }
        } },
        "types": {
            "RingRequest": { "doc": "Nothing.", "fields": {} },
            "Done": { "doc": "Nothing.", "fields": {} }
        }
    });
    for (limited, slack, expected) in [(true, 0, 3), (true, 33, 3), (true, 34, 4), (false, 0, 5)] {
        let builder = lamp_server().spec(spec.to_string()).rate_limits(limited).rate_slack(slack);
        let server = builder.start().await.unwrap();
        let mut call = Call::new("Ring", &json!({}));
        call.service = "bell";
        let mut codes = Vec::new();
        for _ in 0..5 {
            codes.push(call.code(&server).await);
        }
        assert_eq!(codes.iter().filter(|code| *code == "none").count(), expected, "{codes:?}");
        assert!(codes.iter().all(|code| code == "none" || code == "RequestLimitExceeded"));
        assert_eq!(server.ledger().commits.len(), expected, "what is throttled does not happen");
    }
}

#[tokio::test]
async fn credentials_can_change_while_it_runs() {
    let server = lamp_server().start().await.unwrap();
    let call = Call::new("Dim", &json!({ "Brightness": 7 }));
    assert_eq!(call.code(&server).await, "none");
    server.replace_credentials("an-id", "a key", Some("new"));
    assert_eq!(call.code(&server).await, "AuthFailure.TokenFailure");
    let with_token = Call::new("Dim", &json!({ "Brightness": 7 })).with("x-tc-token", "new");
    assert_eq!(with_token.code(&server).await, "none");
    server.replace_credentials("another-id", "a key", None);
    assert_eq!(call.code(&server).await, "AuthFailure.SecretIdNotFound");
}

#[tokio::test]
async fn what_need_not_be_signed_is_let_in_and_nothing_else() {
    let spec = json!({
        "service": "door", "version": "2024-01-01", "revision": "1", "host": "door.example.com",
        "doc": "Doors.",
        "actions": {
            "Knock": { "doc": "Knocks.", "request": "KnockRequest", "response": "Done",
                       "effect": "read", "region": "optional", "unsigned": true },
            "Open": { "doc": "Opens.", "request": "OpenRequest", "response": "Done",
                      "effect": "create", "region": "optional" }
        },
        "types": {
            "KnockRequest": { "doc": "Nothing.", "fields": {} },
            "OpenRequest": { "doc": "Nothing.", "fields": {} },
            "Done": { "doc": "Nothing.", "fields": {} }
        }
    });
    let server = lamp_server().spec(spec.to_string()).start().await.unwrap();
    let unsigned = |action: &str| {
        let signed = Call::new(action, &json!({})).signed("POST");
        let lines = signed.split("\r\n").map(|line| match line.starts_with("authorization: ") {
            true => "authorization: SKIP",
            false => line,
        });
        lines.collect::<Vec<_>>().join("\r\n")
    };
    assert_eq!(answer(&server, &unsigned("Knock")).await["Error"], Value::Null);
    let refused = answer(&server, &unsigned("Open")).await;
    assert_eq!(refused["Error"]["Code"], "AuthFailure.InvalidAuthorization");
    assert!(server.ledger().commits.is_empty());
}

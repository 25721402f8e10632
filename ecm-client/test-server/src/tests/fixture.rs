//! A spec of lamps, a server that serves it, and requests signed by hand.

use std::time::{Duration, UNIX_EPOCH};

use http::{HeaderMap, HeaderValue};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::auth::{AcceptedCredentials, SignedParts, sign};
use crate::{TestServer, TestServerBuilder};

pub(super) const TIME: u64 = 1_700_004_000;

fn lamp() -> String {
    json!({
        "service": "lamp", "version": "2024-01-01", "revision": "1",
        "host": "lamp.example.com", "doc": "Lamps in rooms.",
        "actions": {
            "Dim": {
                "doc": "Dims.", "request": "DimRequest", "response": "DimResponse",
                "effect": "idempotent", "errors": ["InvalidParameterValue.TooBright"]
            },
            "Install": {
                "doc": "Installs.", "request": "InstallRequest", "response": "InstallResponse",
                "effect": "create", "region": "optional"
            }
        },
        "types": {
            "DimRequest": { "doc": "How bright.", "fields": {
                "Brightness": { "type": "int64", "doc": "How bright.", "required": "L1", "rules": [
                    { "id": "L2", "kind": "range", "min": 0, "max": 100,
                      "server_error": "InvalidParameterValue.TooBright" },
                    { "id": "L3", "kind": "range", "max": 50, "severity": "warn" }
                ] },
                "Pin": { "type": "string", "doc": "A secret.", "secret": true, "rules": [
                    { "id": "L4", "kind": "length", "min": 8, "max": 30 }
                ] }
            } },
            "DimResponse": { "doc": "What it came to.", "fields": {
                "Left": { "type": "[string]", "doc": "Left out." },
                "On": { "type": "bool", "doc": "On.", "required": true },
                "Owner": { "type": "Owner", "doc": "Whose.", "required": true },
                "Since": { "type": "date", "doc": "Since when.", "required": true }
            } },
            "InstallRequest": { "doc": "Where.", "fields": {
                "Rooms": { "type": "[Room]", "doc": "The rooms.", "required": true }
            } },
            "InstallResponse": { "doc": "The ids.", "fields": {
                "LampIds": { "type": "[string]", "doc": "The lamps.",
                             "generated_id": { "prefix": "lamp-", "per": "Rooms.Count" } },
                "OrderId": { "type": "string", "doc": "The order.",
                             "generated_id": { "prefix": "ord-" } }
            } },
            "Owner": { "doc": "Whose.", "fields": {
                "Kind": { "type": "Kind", "doc": "Its kind.", "required": true },
                "Names": { "type": "[string]", "doc": "The names.", "required": true }
            } },
            "Room": { "doc": "A room.", "fields": {
                "Count": { "type": "int64", "doc": "How many lamps.", "required": true }
            } }
        },
        "enums": {
            "Kind": { "doc": "Kinds.", "type": "string",
                      "values": [{ "value": "HOME", "doc": "A home." }] }
        },
        "errors": {
            "InvalidParameterValue.TooBright": { "doc": "Too bright." }
        }
    })
    .to_string()
}

pub(super) fn lamp_server() -> TestServerBuilder {
    TestServer::builder()
        .spec(lamp())
        .credentials("an-id", "a key")
        .clock(|| UNIX_EPOCH + Duration::from_secs(TIME))
        .seed(1)
}

/// A request that can be changed before it is signed.
pub(super) struct Call {
    pub(super) service: &'static str,
    headers: Vec<(&'static str, String)>,
    pub(super) body: String,
}

impl Call {
    pub(super) fn new(action: &str, body: &Value) -> Self {
        let headers = [
            ("content-type", "application/json"),
            ("host", "lamp.example.com"),
            ("x-tc-action", action),
            ("x-tc-region", "ap-here"),
            ("x-tc-timestamp", &TIME.to_string()),
            ("x-tc-version", "2024-01-01"),
        ]
        .map(|(name, value)| (name, value.to_owned()));
        Self { service: "lamp", headers: headers.into(), body: body.to_string() }
    }

    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// The bytes on the wire.
    pub(super) fn signed(&self, method: &str) -> String {
        let mut map = HeaderMap::new();
        for (name, value) in &self.headers {
            map.insert(*name, HeaderValue::from_str(value).unwrap());
        }
        let request = SignedParts { method, query: "", headers: &map, body: self.body.as_bytes() };
        let credentials = AcceptedCredentials {
            secret_id: "an-id".into(),
            secret_key: "a key".into(),
            token: None,
        };
        let time = i64::try_from(TIME).unwrap();
        let authorization =
            sign(&request, &credentials, self.service, time, "content-type;host;x-tc-action");
        let mut text = format!("{method} / HTTP/1.1\r\nconnection: close\r\n");
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        let Self { body, .. } = self;
        let length = body.len();
        text + &format!("authorization: {authorization}\r\ncontent-length: {length}\r\n\r\n{body}")
    }

    /// The inside of the answer.
    pub(super) async fn send(&self, server: &TestServer) -> Value {
        let answer = exchange(server, self.signed("POST").as_bytes()).await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        assert!(head.contains("content-type: application/json\r\n"), "{head}");
        assert!(head.contains("date: Tue, 14 Nov 2023 23:20:00 GMT"), "{head}");
        let answer: Value = serde_json::from_str(body).unwrap();
        assert_eq!(answer["Response"]["RequestId"].as_str().unwrap().len(), 36);
        answer["Response"].clone()
    }

    pub(super) async fn code(&self, server: &TestServer) -> String {
        self.send(server).await["Error"]["Code"].as_str().unwrap_or("none").to_owned()
    }
}

/// Sends bytes and reads until the server closes.
pub(super) async fn exchange(server: &TestServer, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    // The server may close before it has read everything.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

//! `UploadLog` as the vendor's own clients send it.

use std::time::{Duration, UNIX_EPOCH};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ecm_client::dynamic::Api;
use ecm_client::{Client, Credentials, PayloadSigning, RequestBody, SignedHeaders};
use ecm_import::{Options, Sources};
use ecm_test_server::TestServer;
use serde_json::{Map, Value, json};

use crate::raw_bodies::cls::{self, UploadLogRequest};

/// Requests of the vendor's Python SDK 3.1.195, by `tests/python_sdk/octet_stream.py`.
const VECTORS: &str = include_str!("../../../data/raw_bodies.json");

fn request() -> UploadLogRequest {
    UploadLogRequest::builder()
        .topic_id("f6c4fa6f-0000-4000-8289-1ff6f77ed975")
        .hash_key("0fffffffffffffffffffffffffffffff")
        .compress_type("lz4")
        .build()
}

#[tokio::test]
async fn bytes_headers_and_signature_are_those_of_the_vendors_sdk() {
    let vectors: Vec<Value> = serde_json::from_str(VECTORS).unwrap();
    assert_eq!(vectors.len(), 8);
    for vector in vectors {
        let mut credentials = Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE");
        if let Some(token) = vector["token"].as_str() {
            credentials = credentials.with_token(token);
        }
        let client = Client::builder()
            .credentials(credentials)
            .region("ap-guangzhou")
            .language("zh-CN")
            .signed_headers(SignedHeaders::ContentTypeHost)
            .clock(|| UNIX_EPOCH + Duration::from_secs(1_700_004_000))
            .build();
        let body = BASE64_STANDARD.decode(vector["body_b64"].as_str().unwrap()).unwrap();
        let signing = match vector["unsigned_payload"] == true {
            true => PayloadSigning::Unsigned,
            false => PayloadSigning::Signed,
        };
        let given = RequestBody::from(body.clone()).payload_signing(signing);
        let prepared = client.unwrap().prepare_raw(&request(), given).await.unwrap();
        // The name of the program is the only header that differs between clients.
        let headers = prepared
            .headers()
            .filter(|(name, _)| !["user-agent", "x-tc-requestclient"].contains(name));
        let headers: Map<String, Value> =
            headers.map(|(name, value)| (name.to_owned(), value.into())).collect();
        assert_eq!(Value::Object(headers), vector["headers"], "{}", vector["name"]);
        assert_eq!((prepared.request().method().as_str(), prepared.body()), ("POST", &*body));
        assert_eq!(prepared.url(), "https://cls.tencentcloudapi.com/");
    }
}

#[tokio::test]
async fn an_import_of_the_metadata_sends_the_same() {
    for folder in ["metadata", "metadata-3.1.189.1"] {
        let Some(path) = ecm_tests::shared(&format!("{folder}/cls/v20201016/api.json")) else {
            continue;
        };
        let metadata = std::fs::read_to_string(path).unwrap();
        let sources = Sources { metadata: &metadata, onto: None, errors: &[], examples: None };
        let spec = ecm_import::import(&sources, &Options::default()).unwrap().text;
        let server = TestServer::builder()
            .spec(&spec)
            .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
            .start()
            .await
            .unwrap();
        let client = Client::builder()
            .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
            .endpoint(server.url())
            .region("ap-guangzhou")
            .build()
            .unwrap();
        let api = Api::read(&spec).unwrap();
        let fields = json!({ "TopicId": "topic-1", "CompressType": "zstd" });
        let upload = api.action("UploadLog").unwrap().request(&fields.to_string()).unwrap();
        client.send_dynamic(&upload.with_body(vec![10, 0, 255])).await.unwrap();
        // The generated client sends what the imported spec says.
        cls::Client::new(client).upload_log(&request(), "lines").await.unwrap();
        let requests = server.requests();
        assert_eq!(requests[0].body, fields);
        assert_eq!(requests[0].raw_body.as_deref(), Some(&[10, 0, 255][..]));
        assert_eq!(requests[1].body["HashKey"], "0fffffffffffffffffffffffffffffff");
    }
}

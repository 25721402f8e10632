//! Every form that a request can be sent in, between the client and the server, whose
//! verification shares nothing with the client's signing.

use ecm_client::dynamic::Api;
use ecm_client::ecm::{
    self, EnhancedService, Login, RunInstancesRequest, RunSecurityServiceEnabled,
};
use ecm_client::ecm::{Isp, ZoneInstanceCountIsp};
use ecm_client::{
    Client, ClientBuilder, Credentials, HttpMethod, Outcome, Request as _, SignatureMethod,
    SignedHeaders, ValidationMode,
};
use ecm_test_server::{Fault, FaultRule, Moment, TestServer};
use ecm_tests::requests;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;

const SIGNATURES: [SignatureMethod; 3] =
    [SignatureMethod::Tc3HmacSha256, SignatureMethod::HmacSha1, SignatureMethod::HmacSha256];
const METHODS: [HttpMethod; 2] = [HttpMethod::Post, HttpMethod::Get];
const KEY: &str = "SECRETEXAMPLE/+with=specials";
const PASSWORD: &str = "never+To&Be=Seen%1";

fn request() -> RunInstancesRequest {
    let off = RunSecurityServiceEnabled::builder().enabled(false).build();
    RunInstancesRequest::builder()
        .zone_instance_count_isp_set([
            ZoneInstanceCountIsp::new("ap-zhengzhou-1", 2, Isp::Cmcc),
            ZoneInstanceCountIsp::new("ap-qingdao-1", 1, Isp::Cucc),
        ])
        .module_id("em-0vag13d1")
        .instance_name("直播 & 弹幕=1")
        .login(Login::Password(PASSWORD.into()))
        .enhanced_service(EnhancedService::builder().security_service(off).build())
        .build()
}

async fn start() -> TestServer {
    let account = TestServer::builder().spec(ecm::SPEC).credentials("AKIDEXAMPLE", KEY);
    account.start().await.unwrap()
}

fn builder(server: &TestServer, key: &str) -> ClientBuilder {
    Client::builder().credentials(Credentials::new("AKIDEXAMPLE", key)).endpoint(server.url())
}

/// The same with every number and boolean as text: parameters know nothing else.
fn as_text(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            fields.into_iter().map(|(name, value)| (name, as_text(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(as_text).collect(),
        Value::Bool(_) | Value::Number(_) => Value::String(value.to_string()),
        other => other,
    }
}

#[tokio::test]
async fn a_request_arrives_the_same_in_every_form() {
    let server = start().await;
    for signature in SIGNATURES {
        for method in METHODS {
            let builder = builder(&server, KEY).signature(signature).http_method(method);
            let client = ecm::Client::new(builder.region("ap-zhengzhou-ecm").build().unwrap());
            let answer = client.run_instances(&request()).await.unwrap();
            let ids = answer.instance_id_set.as_deref().unwrap_or_default();
            assert_eq!(ids.len(), 3, "{signature:?} {method:?}");
            let requests = server.requests();
            let received = requests.last().unwrap();
            let sent: Value = serde_json::from_str(&request().to_json()).unwrap();
            let (received_body, sent) = (as_text(received.body.clone()), as_text(sent));
            assert_eq!(received_body, sent, "{signature:?} {method:?}");
            assert_eq!(received.region.as_deref(), Some("ap-zhengzhou-ecm"));
        }
    }
    server.shutdown().await;
}

#[tokio::test]
async fn a_wrong_key_is_seen_in_every_form() {
    let server = start().await;
    for signature in SIGNATURES {
        for method in METHODS {
            let builder = builder(&server, "not-the-key").signature(signature).http_method(method);
            let client = ecm::Client::new(builder.build().unwrap());
            let error = client.run_instances(&request()).await.unwrap_err();
            assert_eq!(
                error.code(),
                Some("AuthFailure.SignatureFailure"),
                "{signature:?} {method:?}"
            );
        }
    }
    server.shutdown().await;
}

#[tokio::test]
async fn the_headers_that_older_signatures_cover_are_enough() {
    let server = start().await;
    for method in METHODS {
        let builder = builder(&server, KEY).signed_headers(SignedHeaders::ContentTypeHost);
        let builder = builder.content_type("application/json").http_method(method);
        let client = ecm::Client::new(builder.build().unwrap());
        client.run_instances(&request()).await.unwrap();
    }
    server.shutdown().await;
}

#[tokio::test]
async fn a_create_whose_answer_is_lost_is_committed_once_in_every_form() {
    let server = start().await;
    for signature in SIGNATURES {
        for method in METHODS {
            let before = server.ledger().commits.len();
            server.inject(FaultRule::new(Fault::reset(Moment::Request)).after_commit().take(1));
            let builder = builder(&server, KEY).signature(signature).http_method(method);
            let client = ecm::Client::new(builder.build().unwrap());
            let error = client.run_instances(&request()).await.unwrap_err();
            assert_eq!(error.outcome(), Outcome::Unknown, "{signature:?} {method:?}: {error}");
            assert!(!format!("{error} {error:?}").contains("never"), "{error:?}");
            assert_eq!(server.ledger().commits.len(), before + 1, "{signature:?} {method:?}");
            client.run_instances(&request()).await.unwrap();
        }
    }
    server.shutdown().await;
}

/// The same without what no parameter can say: nulls, and lists and records with nothing in them.
fn without_empty(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Object(fields) => {
            let fields = fields.into_iter();
            let fields: serde_json::Map<_, _> =
                fields.filter_map(|(name, value)| Some((name, without_empty(value)?))).collect();
            (!fields.is_empty()).then_some(Value::Object(fields))
        }
        Value::Array(items) => {
            let items: Vec<_> = items.into_iter().filter_map(without_empty).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        other => Some(other),
    }
}

#[test]
fn arbitrary_requests_arrive_as_they_were_sent() {
    let spec = ecm_tests::read("workshop", ecm_tests::WORKSHOP);
    let api = Api::new(spec.clone());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _inside = runtime.enter();
    let forms = [
        (SignatureMethod::Tc3HmacSha256, HttpMethod::Get),
        (SignatureMethod::HmacSha1, HttpMethod::Get),
        (SignatureMethod::HmacSha256, HttpMethod::Post),
    ];
    for (signature, method) in forms {
        for name in ["Describe", "New", "Reset"] {
            // One for each, so that what it remembers stays short.
            let server = TestServer::builder().spec(ecm_tests::WORKSHOP).rate_limits(false);
            let server = server.credentials("AKIDEXAMPLE", KEY);
            let server = runtime.block_on(server.start()).unwrap();
            let builder = builder(&server, KEY).signature(signature).http_method(method);
            let client = builder.region("r").validation_mode(ValidationMode::Off).build().unwrap();
            let action = api.action(name).unwrap();
            let config = Config { cases: 15, failure_persistence: None, ..Config::default() };
            let outcome = TestRunner::new(config).run(&requests::bodies(&spec, name), |body| {
                let request = action.request(&body.to_string()).unwrap();
                match runtime.block_on(client.send_dynamic(&request)) {
                    Ok(_) => {}
                    // What breaks rules is refused after it was read.
                    Err(error) if error.outcome() == Outcome::Rejected => {
                        prop_assert!(
                            !error.code().unwrap().starts_with("AuthFailure"),
                            "{}",
                            error
                        );
                    }
                    // There is not room for everything.
                    Err(error) => {
                        prop_assert!(
                            error.to_string().contains("that the service takes"),
                            "{}",
                            error
                        );
                        return Ok(());
                    }
                }
                let received = server.requests().pop().unwrap().body;
                let plain = |value| without_empty(as_text(value));
                prop_assert_eq!(plain(received), plain(body), "{:?} {:?}", signature, method);
                Ok(())
            });
            assert!(outcome.is_ok(), "{name}: {outcome:?}");
        }
    }
}

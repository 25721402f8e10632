//! Every form that a request can be sent in, between the client and the embedded endpoint, whose
//! verification shares nothing with the client's signing.

use ecm_client::ecm::{
    self, EnhancedService, Login, RunInstancesRequest, RunSecurityServiceEnabled,
};
use ecm_client::ecm::{Isp, ZoneInstanceCountIsp};
use ecm_client::endpoint::{Endpoint, Fault, FaultRule, Moment};
use ecm_client::{
    Client, ClientBuilder, Credentials, HttpMethod, Outcome, Request as _, SignatureMethod,
    SignedHeaders,
};
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

async fn start() -> Endpoint {
    let account = Endpoint::builder().spec(ecm::SPEC).credentials("AKIDEXAMPLE", KEY);
    account.start().await.unwrap()
}

fn builder(endpoint: &Endpoint, key: &str) -> ClientBuilder {
    Client::builder().credentials(Credentials::new("AKIDEXAMPLE", key)).endpoint(endpoint.url())
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
    let endpoint = start().await;
    for signature in SIGNATURES {
        for method in METHODS {
            let builder = builder(&endpoint, KEY).signature(signature).http_method(method);
            let client = ecm::Client::new(builder.region("ap-zhengzhou-ecm").build().unwrap());
            let answer = client.run_instances(&request()).await.unwrap();
            let ids = answer.instance_id_set.as_deref().unwrap_or_default();
            assert_eq!(ids.len(), 3, "{signature:?} {method:?}");
            let requests = endpoint.requests();
            let received = requests.last().unwrap();
            let sent: Value = serde_json::from_str(&request().to_json()).unwrap();
            let (received_body, sent) = (as_text(received.body.clone()), as_text(sent));
            assert_eq!(received_body, sent, "{signature:?} {method:?}");
            assert_eq!(received.region.as_deref(), Some("ap-zhengzhou-ecm"));
        }
    }
    endpoint.shutdown().await;
}

#[tokio::test]
async fn a_wrong_key_is_seen_in_every_form() {
    let endpoint = start().await;
    for signature in SIGNATURES {
        for method in METHODS {
            let builder =
                builder(&endpoint, "not the key").signature(signature).http_method(method);
            let client = ecm::Client::new(builder.build().unwrap());
            let error = client.run_instances(&request()).await.unwrap_err();
            assert_eq!(
                error.code(),
                Some("AuthFailure.SignatureFailure"),
                "{signature:?} {method:?}"
            );
        }
    }
    endpoint.shutdown().await;
}

#[tokio::test]
async fn the_headers_that_older_signatures_cover_are_enough() {
    let endpoint = start().await;
    for method in METHODS {
        let builder = builder(&endpoint, KEY).signed_headers(SignedHeaders::ContentTypeHost);
        let builder = builder.content_type("application/json").http_method(method);
        let client = ecm::Client::new(builder.build().unwrap());
        client.run_instances(&request()).await.unwrap();
    }
    endpoint.shutdown().await;
}

#[tokio::test]
async fn a_create_whose_answer_is_lost_is_committed_once_in_every_form() {
    let endpoint = start().await;
    for signature in SIGNATURES {
        for method in METHODS {
            let before = endpoint.ledger().commits.len();
            endpoint.inject(FaultRule::new(Fault::reset(Moment::Request)).committed().take(1));
            let builder = builder(&endpoint, KEY).signature(signature).http_method(method);
            let client = ecm::Client::new(builder.build().unwrap());
            let error = client.run_instances(&request()).await.unwrap_err();
            assert_eq!(error.outcome(), Outcome::Unknown, "{signature:?} {method:?}: {error}");
            assert!(!format!("{error} {error:?}").contains("never"), "{error:?}");
            assert_eq!(endpoint.ledger().commits.len(), before + 1, "{signature:?} {method:?}");
            client.run_instances(&request()).await.unwrap();
        }
    }
    endpoint.shutdown().await;
}

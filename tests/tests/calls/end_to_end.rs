//! RunInstances from the request to the answer, over HTTP, against the server.

use std::collections::BTreeSet;

use ecm_client::ecm::error::{CommonErrorCode, RunInstancesErrorCode};
use ecm_client::ecm::{self, Isp, Login, RunInstancesRequest, ZoneInstanceCountIsp};
use ecm_client::{Client, Credentials, Outcome, Request as _, Severity, ValidationMode};
use ecm_test_server::TestServer;
use serde_json::{Value, json};

const SECRET_KEY: &str = "SECRETEXAMPLE/+with=specials";
const PASSWORD: &str = "never-To-Be-Seen-1";

async fn start() -> TestServer {
    TestServer::builder()
        .spec(ecm::SPEC)
        .credentials("AKIDEXAMPLE", SECRET_KEY)
        .start()
        .await
        .unwrap()
}

fn client(server: &TestServer, secret_key: &str) -> ecm::Client {
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", secret_key))
        .endpoint(server.url())
        .build()
        .unwrap();
    ecm::Client::new(core)
}

fn request() -> RunInstancesRequest {
    RunInstancesRequest::builder()
        .zone_instance_count_isp_set([
            ZoneInstanceCountIsp::builder()
                .zone("ap-zhengzhou-1")
                .instance_count(2)
                .isp(Isp::Cmcc)
                .build(),
            ZoneInstanceCountIsp::new("ap-qingdao-1", 1, "CUCC"),
        ])
        .module_id("em-0vag13d1")
        .instance_name("直播-{R:1}")
        .login(Login::Password(PASSWORD.into()))
        .build()
}

#[tokio::test]
async fn instances_are_created_and_their_ids_come_back() {
    let server = start().await;
    let client = client(&server, SECRET_KEY);
    let answer = client.run_instances(&request()).await.unwrap();
    let ids: BTreeSet<_> = answer.instance_id_set.iter().flatten().collect();
    assert_eq!(ids.len(), 3, "{answer:?}");
    assert!(ids.iter().all(|id| id.starts_with("ein-") && id.len() == 12), "{ids:?}");
    assert_eq!(answer.request_id().len(), 36);
    assert!(answer.warnings().is_empty());

    // By way of the builder alone, the same.
    let answer = RunInstancesRequest::builder()
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new("z", 1, Isp::AllThree)])
        .module_id("em-1")
        .send(&client)
        .await
        .unwrap();
    assert_eq!(answer.instance_id_set.as_ref().map(Vec::len), Some(1));

    let recorded = server.requests();
    assert_eq!(recorded.len(), 2);
    assert_eq!(recorded[0].action, "RunInstances");
    assert_eq!(recorded[0].version, "2019-07-19");
    assert_eq!(recorded[0].body, serde_json::to_value(request()).unwrap());
    server.shutdown().await;
}

/// A request in the manner of the vendor's example: a host name with an underscore, which a warning
/// rule is about, and booleans as text.
fn example() -> String {
    json!({
        "ZoneInstanceCountISPSet": [{ "ISP": "CUCC", "InstanceCount": 1, "Zone": "ap-qingdao-1" }],
        "HostName": "a_host",
        "EnhancedService": {
            "SecurityService": { "Enabled": "false" }, "MonitorService": { "Enabled": "TRUE" },
        },
        "ModuleId": "em-1",
    })
    .to_string()
}

async fn is_accepted_with_a_warning(text: &str) {
    let server = start().await;
    let request = RunInstancesRequest::from_json(text).unwrap();
    let enhanced = request.enhanced_service.as_ref().unwrap();
    assert_eq!(enhanced.security_service.as_ref().unwrap().enabled, Some(false));
    let answer = client(&server, SECRET_KEY).run_instances(&request).await.unwrap();
    let warnings: Vec<_> = answer
        .warnings()
        .iter()
        .map(|warning| (warning.rule(), warning.path(), warning.severity()))
        .collect();
    assert_eq!(warnings, [("R21a", "HostName", Severity::Warn)]);
    // The server takes the text as it was written, too.
    let findings = ecm_test_server::check(
        &ecm_tests::read("ecm", ecm::SPEC),
        "RunInstances",
        &serde_json::from_str(text).unwrap(),
    );
    assert_eq!(findings.len(), 1);
    server.shutdown().await;
}

#[tokio::test]
async fn an_example_like_the_vendors_is_accepted_with_a_warning() {
    is_accepted_with_a_warning(&example()).await;
}

#[tokio::test]
async fn the_vendors_own_example_is_accepted_with_a_warning() {
    let Some(path) = ecm_tests::shared("metadata/ecm/v20190719/examples.json") else { return };
    let examples: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let input = examples["actions"]["RunInstances"][0]["input"].as_str().unwrap();
    is_accepted_with_a_warning(input.split_once("\n\n").unwrap().1).await;
}

#[tokio::test]
async fn a_wrong_key_is_rejected_and_typed() {
    let server = start().await;
    let error = client(&server, "WRONG").run_instances(&request()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Rejected);
    assert_eq!(error.code(), Some("AuthFailure.SignatureFailure"));
    assert_eq!(error.code_as::<RunInstancesErrorCode>(), None);
    assert_eq!(
        error.code_as::<CommonErrorCode>(),
        Some(CommonErrorCode::AuthFailureSignatureFailure)
    );
    assert!(error.to_string().contains(error.request_id().unwrap()), "{error}");
    server.shutdown().await;
}

#[tokio::test]
async fn validation_can_be_relaxed_for_a_call_and_the_service_still_decides() {
    let server = start().await;
    let strict = client(&server, SECRET_KEY);
    let mut request = request();
    request.instance_name = Some("x".repeat(61));

    let error = strict.run_instances(&request).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!(error.violations().unwrap().iter().next().unwrap().rule(), "R19");
    assert!(server.requests().is_empty(), "nothing may have been sent");

    for mode in [ValidationMode::Warn, ValidationMode::Off] {
        let relaxed = ecm::Client::new(strict.core().with_validation_mode(mode));
        let error = relaxed.run_instances(&request).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Rejected);
        assert_eq!(
            error.code_as::<RunInstancesErrorCode>(),
            Some(RunInstancesErrorCode::InvalidParameterValueInstanceNameTooLong)
        );
    }
    server.shutdown().await;
}

#[tokio::test]
async fn a_wish_for_more_than_one_request_may_ask_for_is_sent_in_parts() {
    let server = start().await;
    let client = client(&server, SECRET_KEY);
    let mut wish = request();
    wish.zone_instance_count_isp_set[0].instance_count = 250;
    assert!(wish.validate().is_err());
    let parts = wish.split();
    let mut seen = Vec::new();
    let outcomes = client.core().send_all(&parts, 2, |far| seen.push(far.succeeded)).await;
    let made: Vec<_> = outcomes
        .iter()
        .map(|outcome| outcome.as_ref().unwrap().instance_id_set.as_ref().map_or(0, Vec::len))
        .collect();
    // The other zone, with one instance, goes with the first part.
    assert_eq!((made, seen), (vec![101, 100, 50], vec![1, 2, 3]));
    server.shutdown().await;
}

#[tokio::test]
async fn no_secret_is_shown_anywhere() {
    let server = start().await;
    let client = client(&server, SECRET_KEY);
    let mut request = request();
    request.user_data = Some("c2VjcmV0".into());
    let prepared = client.core().prepare(&request).await.unwrap();
    let sent = String::from_utf8_lossy(prepared.body()).into_owned();
    assert!(sent.contains(PASSWORD), "the service does get it");
    let mut bad = request.clone();
    bad.login = Some(Login::Password("a".into()));
    bad.host_name = Some("x".into());
    let error = client.run_instances(&bad).await.unwrap_err();
    for shown in [
        format!("{prepared} {prepared:?}"),
        format!("{request:?} {request:#?}"),
        format!("{client:?} {:?}", client.core()),
        format!("{error} {error:?}"),
    ] {
        for secret in [PASSWORD, SECRET_KEY, "c2VjcmV0"] {
            assert!(!shown.contains(secret), "{secret} is in {shown}");
        }
    }
    assert!(format!("{prepared}").contains("[redacted]"));
    assert!(format!("{request:?}").contains("[redacted]"));
    server.shutdown().await;
}

#[test]
fn every_field_of_every_type_at_once_round_trips_byte_for_byte() {
    let spec = ecm_tests::read("ecm", ecm::SPEC);
    let action = spec.action("RunInstances").unwrap();
    for choice in 0..3 {
        let value = ecm_tests::requests::everything(&spec, action.request, choice);
        let text = value.to_string();
        let request = RunInstancesRequest::from_json(&text).unwrap();
        assert_eq!(request.to_json(), text);
        let request: RunInstancesRequest = serde_json::from_value(value).unwrap();
        assert_eq!(serde_json::to_value(&request).unwrap().to_string(), text);
    }
}

#[test]
fn a_key_that_no_field_has_is_refused_in_a_request() {
    let error = RunInstancesRequest::from_json(r#"{"ZoneInstanceCountISPSet":[],"Pasword":"x"}"#);
    let message = error.unwrap_err().to_string();
    assert!(message.contains("Pasword"), "{message}");
}

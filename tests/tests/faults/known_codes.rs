//! Every error code that the shipped spec knows, against what it says of it.

use std::collections::BTreeMap;

use ecm_client::ecm::{
    self, DescribeInstancesRequest, Isp, RunInstancesRequest, ZoneInstanceCountIsp,
};
use ecm_client::{Client, Error, Outcome, Response};
use ecm_spec::model::{Effect, RetryAdvice, Spec};
use ecm_test_server::{Fault, FaultRule, TestServer};
use ecm_tests::secrets::{SECRET_ID, SECRET_KEY};

use super::bench::{AMPLE, client, keeps_secrets, shown};
use super::capture;

/// Whether the call is to succeed after the code came once, and with how many requests.
fn expected(spec: &Spec, action: &str, code: &str) -> (bool, usize) {
    let action = spec.action(action).unwrap();
    let error = spec.errors.iter().find(|known| known.name.wire == code).unwrap();
    match (error.retry, action.effect) {
        (RetryAdvice::AfterBackoff | RetryAdvice::AfterClockCorrection, _)
        | (RetryAdvice::IfIdempotent, Effect::Read | Effect::Idempotent) => (true, 2),
        // There are no other credentials.
        (
            RetryAdvice::Never | RetryAdvice::IfIdempotent | RetryAdvice::AfterCredentialRefresh,
            _,
        ) => (false, 1),
    }
}

/// Whether a refusal with this code is a fault of what answers: nothing that the request can help.
fn is_transient(spec: &Spec, code: &str) -> bool {
    let error = spec.errors.iter().find(|known| known.name.wire == code).unwrap();
    let category = code.split('.').next().unwrap_or_default();
    error.retry == RetryAdvice::IfIdempotent
        || ["InternalError", "ServiceUnavailable"].contains(&category)
}

async fn launch(client: &Client) -> Result<Option<String>, Error> {
    let zones = [ZoneInstanceCountIsp::new("ap-zhengzhou-1", 1, Isp::Cmcc)];
    let request = RunInstancesRequest::builder().zone_instance_count_isp_set(zones);
    let request = request.module_id("em-1").build();
    client.send(&request).await.map(|answer| Some(Response::request_id(&answer).to_owned()))
}

async fn list(client: &Client) -> Result<Option<String>, Error> {
    let request = DescribeInstancesRequest::new();
    client.send(&request).await.map(|answer| Some(Response::request_id(&answer).to_owned()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_known_code_is_met_as_the_spec_says() {
    capture::begin();
    let spec = ecm_tests::read("ecm", ecm::SPEC);
    let server = TestServer::builder()
        .spec(ecm::SPEC)
        .credentials(SECRET_ID, SECRET_KEY)
        .rate_limits(false)
        .start()
        .await
        .unwrap();
    let client = client(&server.url(), AMPLE).build().unwrap();
    let mut cases = 0;
    // The connection of the last request of each action, and whether it met a transient fault.
    let mut lasts = BTreeMap::new();
    let (mut same, mut other) = (0, 0);
    for code in spec.errors.iter().map(|error| error.name.wire.as_str()) {
        for action in ["RunInstances", "DescribeInstances"] {
            let before = server.ledger();
            server.inject(FaultRule::new(Fault::error(code)).take(1));
            let result = match action {
                "RunInstances" => launch(&client).await,
                _ => list(&client).await,
            };
            server.clear_faults();
            let after = server.ledger();
            let requests = after.requests.len() - before.requests.len();
            assert_eq!(
                (result.is_ok(), requests),
                expected(&spec, action, code),
                "{action} {code}"
            );
            if let Err(error) = &result {
                assert_eq!((error.outcome(), error.code()), (Outcome::Rejected, Some(code)));
                keeps_secrets(&shown(error)).unwrap();
            }
            let sent = &after.requests[before.requests.len()..];
            let mut last = lasts.insert(action, (sent[requests - 1].connection, false));
            for request in sent {
                if let Some((connection, is_spoilt)) = last {
                    let is_other = request.connection != connection;
                    assert_eq!(is_other, is_spoilt, "{action} {code}");
                    if is_other { other += 1 } else { same += 1 }
                }
                last = Some((request.connection, is_transient(&spec, code)));
            }
            if requests == 1 {
                lasts.extend(last.map(|last| (action, last)));
            }
            let commits = after.commits.len() - before.commits.len();
            assert_eq!(commits, usize::from(result.is_ok() && action == "RunInstances"), "{code}");
            cases += 1;
        }
    }
    assert!(cases >= 300, "{cases} cases");
    assert!(same >= 200 && other >= 2, "{same} over one connection, {other} over two");
    launch(&client).await.unwrap();
    keeps_secrets("").unwrap();
}

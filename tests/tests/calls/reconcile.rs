//! Launches whose answers are lost, and what is found out about them afterwards.

use std::collections::BTreeSet;

use ecm_client::ecm::{self, Isp, RunInstancesRequest, ZoneInstanceCountIsp};
use ecm_client::{Client, Credentials, Outcome, Request as _, TrackingTag};
use ecm_test_server::{Anomalies, Fault, FaultRule, Moment, TestServer};

async fn start() -> (TestServer, ecm::Client) {
    let server = TestServer::builder()
        .shipped("ecm-2019-07-19")
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .start()
        .await
        .unwrap();
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint(server.url())
        .build()
        .unwrap();
    (server, ecm::Client::new(core))
}

fn wish(count: i64) -> RunInstancesRequest {
    RunInstancesRequest::builder()
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new(
            "ap-zhengzhou-1",
            count,
            Isp::Cmcc,
        )])
        .module_id("em-0vag13d1")
        .build()
}

#[tokio::test]
async fn what_a_lost_launch_did_is_found_by_its_tag() {
    let (server, client) = start().await;
    // Somebody else's, with a tag of the same key.
    let mut other = wish(3);
    TrackingTag::random("launch").apply_to(&mut other).unwrap();
    client.run_instances(&other).await.unwrap();
    for (committed, expected) in [(true, 2), (false, 0)] {
        let tag = TrackingTag::random("launch");
        let mut request = wish(2);
        tag.apply_to(&mut request).unwrap();
        let lost = FaultRule::new(Fault::reset(Moment::Request)).take(1);
        server.inject(if committed { lost.after_commit() } else { lost });
        let before = server.ledger().commits.len();
        let error = client.run_instances(&request).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown, "{error}");
        let made: BTreeSet<String> = server.ledger().commits[before..]
            .iter()
            .flat_map(|commit| commit.ids.clone())
            .collect();
        let found = tag.reconcile::<RunInstancesRequest>(client.core()).await.unwrap();
        assert_eq!(found.len(), expected);
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), made);
    }
    server.shutdown().await;
}

#[tokio::test]
async fn a_wish_in_parts_with_one_mark_is_counted_over_pages() {
    let (server, client) = start().await;
    let tag = TrackingTag::random("launch");
    let mut request = wish(250);
    tag.apply_to(&mut request).unwrap();
    let parts = request.split();
    server.inject(FaultRule::new(Fault::reset(Moment::Request)).after_commit().take(1));
    let outcomes = client.core().send_all(&parts, 1, |_| {}).await;
    let failed = outcomes.iter().filter(|outcome| outcome.is_err()).count();
    assert_eq!((outcomes.len(), failed), (3, 1));
    let found = tag.reconcile::<RunInstancesRequest>(client.core()).await.unwrap();
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 250);
    server.shutdown().await;
}

#[tokio::test]
async fn a_list_whose_filter_was_not_applied_is_an_error() {
    let (server, client) = start().await;
    client.run_instances(&wish(1)).await.unwrap();
    let tag = TrackingTag::random("launch");
    let mut anomalies = Anomalies::default();
    anomalies.ignores_filters = true;
    server.set_anomalies(anomalies);
    let error = tag.reconcile::<RunInstancesRequest>(client.core()).await.unwrap_err();
    assert!(error.to_string().contains("does not carry the tag"), "{error}");
    assert_eq!(error.items_read::<String>().map(<[String]>::len), Some(0));
    assert!(error.request_id().is_some());
    server.shutdown().await;
}

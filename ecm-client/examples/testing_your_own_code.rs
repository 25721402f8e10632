//! A function of yours that takes an `ecm::Client`, tested against a server that loses a response.
//!
//! ```sh
//! cargo run -p ecm-client --example testing_your_own_code
//! ```

#![allow(clippy::print_stdout, reason = "showing what happens is what the example is for")]

use ecm_client::ecm::{self, Isp, RunInstancesRequest, ZoneInstanceCountIsp};
use ecm_client::{Client, Credentials, Outcome, TrackingTag};
use ecm_test_server::{Fault, FaultRule, Moment, TestServer};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Code under test: launches instances, and finds them again where the response is lost.
async fn launch(client: &ecm::Client, count: i64) -> Result<Vec<String>> {
    let zone = ZoneInstanceCountIsp::new("ap-zhengzhou-1", count, Isp::Cmcc);
    let mut request = RunInstancesRequest::builder()
        .zone_instance_count_isp_set([zone])
        .module_id("em-0vag13d1")
        .build();
    let tag = TrackingTag::random("launch");
    tag.apply_to(&mut request)?;
    match client.run_instances(&request).await {
        Ok(response) => Ok(response.into_inner().instance_id_set.unwrap_or_default()),
        Err(error) if error.outcome() == Outcome::Unknown => {
            Ok(tag.reconcile::<RunInstancesRequest>(client.core()).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Test, which has `#[tokio::test]` in place of a caller in a package of yours.
async fn a_lost_response_launches_nothing_twice() -> Result<()> {
    let lost = FaultRule::new(Fault::reset(Moment::Request)).action("RunInstances").nth(1);
    let server = TestServer::builder()
        .shipped("ecm-2019-07-19")
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .fault(lost.after_commit())
        .start()
        .await?;
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint(server.url())
        .build()?;

    let mut ids = launch(&ecm::Client::new(core), 3).await?;

    // The ledger has what really happened, whether the client heard of it or not.
    let ledger = server.ledger();
    let sent: Vec<&str> = ledger.requests.iter().map(|request| request.action.as_str()).collect();
    assert_eq!(sent, ["RunInstances", "DescribeInstances"]);
    let mut created: Vec<String> = ledger.commits.into_iter().flat_map(|one| one.ids).collect();
    created.sort();
    ids.sort();
    assert_eq!(ids, created);
    println!("one launch, {} instances, all found", ids.len());

    server.shutdown().await;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    a_lost_response_launches_nothing_twice().await?;
    println!("passed");
    Ok(())
}

//! Three ways to fail, told apart by `Outcome`, and a create that is not repeated.
//!
//! ```sh
//! cargo run -p ecm-client --example retries_and_outcomes
//! ```

#![allow(clippy::print_stdout, reason = "showing what happens is what the example is for")]

use ecm_client::ecm::{self, DescribeInstancesRequest, Isp, RunInstancesRequest};
use ecm_client::{Client, Credentials, Outcome, TrackingTag, ecm::ZoneInstanceCountIsp};
use ecm_test_server::{Fault, FaultRule, Moment, TestServer};

fn launch(count: i64) -> RunInstancesRequest {
    RunInstancesRequest::builder()
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new(
            "ap-zhengzhou-1",
            count,
            Isp::Cmcc,
        )])
        .module_id("em-0vag13d1")
        .build()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sold_out = FaultRule::new(Fault::error("ResourcesSoldOut.SpecifiedInstanceType"));
    let lost = FaultRule::new(Fault::reset(Moment::Request));
    let server = TestServer::builder()
        .shipped("ecm-2019-07-19")
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .fault(lost.clone().action("DescribeInstances").nth(1))
        .fault(sold_out.action("RunInstances").nth(1))
        .fault(lost.action("RunInstances").nth(2).after_commit())
        .start()
        .await?;
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint(server.url())
        .build()?;
    let client = ecm::Client::new(core);

    // The response to a read is lost: the client sends it again.
    let listed = client.describe_instances(&DescribeInstancesRequest::new()).await?.into_inner();
    println!("read: {:?} instances after {} requests", listed.total_count, server.requests().len());

    // A request that breaks a rule, one that is rejected, and one whose response is lost.
    let tag = TrackingTag::random("launch");
    let mut tagged = launch(2);
    tag.apply_to(&mut tagged)?;
    for request in [launch(0), launch(1), tagged] {
        let Err(error) = client.run_instances(&request).await else { continue };
        match error.outcome() {
            Outcome::NotSent => println!("not sent: {error}"),
            Outcome::Rejected => println!("rejected: {}", error.code().unwrap_or_default()),
            Outcome::Unknown => {
                println!("unknown, attempts: {}", error.attempts());
                // Look for what the request has created; do not send it again.
                let ids = tag.reconcile::<RunInstancesRequest>(client.core()).await?;
                println!("found by its tag: {} instances", ids.len());
            }
        }
    }
    println!("creates that were carried out: {}", server.ledger().commits.len());

    server.shutdown().await;
    Ok(())
}

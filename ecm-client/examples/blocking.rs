//! A program without an async runtime: calls, pages and a waiter that block.
//!
//! ```sh
//! cargo run -p ecm-client --features blocking --example blocking
//! ```

#![allow(clippy::print_stdout, reason = "showing what happens is what the example is for")]

use std::time::Duration;

use ecm_client::ecm::{self, DescribeInstancesRequest, Isp, RunInstancesRequest};
use ecm_client::{Client, Credentials, blocking, ecm::ZoneInstanceCountIsp};
use ecm_test_server::TestServer;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Only the test server needs a runtime; a program against the service has none.
    let runtime = tokio::runtime::Runtime::new()?;
    let server =
        TestServer::builder().shipped("ecm-2019-07-19").credentials("AKIDEXAMPLE", "SECRETEXAMPLE");
    let server = runtime.block_on(server.start())?;

    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint(server.url())
        .build()?;
    let client = ecm::blocking::Client::new(blocking::Client::new(core)?);

    let request = RunInstancesRequest::builder()
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new("ap-zhengzhou-1", 2, Isp::Cmcc)])
        .module_id("em-0vag13d1")
        .build();
    let launched = client.run_instances(&request)?.into_inner();
    let ids = launched.instance_id_set.unwrap_or_default();
    println!("launched {}", ids.len());

    let waiter = client.wait_until_instances_running(&ids);
    let output = waiter.poll_interval(Duration::from_secs(1)).wait()?;
    println!("running {}", output.states().len());

    // A paginator is an ordinary iterator here.
    for instance in client.describe_instances_pages(DescribeInstancesRequest::new()).items() {
        println!("instance {}", instance?.instance_id.unwrap_or_default());
    }

    runtime.block_on(server.shutdown());
    Ok(())
}

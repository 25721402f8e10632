//! A waiter polls new instances until all of them are running.
//!
//! ```sh
//! cargo run -p ecm-client --example waiter
//! ```

#![allow(clippy::print_stdout, reason = "showing what happens is what the example is for")]

use std::time::Duration;

use ecm_client::ecm::{self, Isp, RunInstancesRequest, ZoneInstanceCountIsp};
use ecm_client::{Client, Credentials};
use ecm_test_server::TestServer;

// With paused time, tokio skips the pauses between two polls. A program against the service has
// `#[tokio::main]` alone.
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = TestServer::builder()
        .shipped("ecm-2019-07-19")
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .start()
        .await?;
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint(server.url())
        .build()?;
    let client = ecm::Client::new(core);

    let request = RunInstancesRequest::builder()
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new("ap-zhengzhou-1", 2, Isp::Cmcc)])
        .module_id("em-0vag13d1")
        .build();
    let launched = client.run_instances(&request).await?.into_inner();
    let ids = launched.instance_id_set.unwrap_or_default();
    println!("launched {}", ids.len());

    let output = client
        .wait_until_instances_running(&ids)
        .timeout(Duration::from_secs(120))
        .poll_interval(Duration::from_secs(1))
        .await?;
    for seen in output.states() {
        println!("{} is {}", seen.id(), seen.state().unwrap_or("not listed"));
    }

    // No instance stops by itself: the waiter gives up, and its error has the last states.
    let stopped = client.wait_until_instances_stopped(&ids).timeout(Duration::from_secs(5)).await;
    if let Err(error) = stopped {
        println!("{error}");
        println!("last seen: {:?}", error.states().first().and_then(|seen| seen.state()));
    }

    server.shutdown().await;
    Ok(())
}

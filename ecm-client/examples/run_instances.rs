//! One `RunInstances` call from beginning to end, against a server inside this program: no
//! credentials, no network, no bill.
//!
//! ```sh
//! cargo run -p ecm-client --example run_instances
//! ```

#![allow(clippy::print_stdout, reason = "showing what happens is what the example is for")]

use ecm_client::ecm::{self, Isp, Login, RunInstancesRequest, ZoneInstanceCountIsp};
use ecm_client::{Client, Credentials};
use ecm_test_server::TestServer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Where the service would be. It checks the signature and every rule of the spec by itself.
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
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new("ap-zhengzhou-1", 1, Isp::Cmcc)])
        .module_id("em-0vag13d1")
        .instance_name("live-{R:1}")
        .login(Login::Password("not-To-Be-Shown-1".into()))
        .build();

    println!("--- what is sent, secrets redacted\n{}\n", client.core().prepare(&request).await?);

    let response = client.run_instances(&request).await?;
    println!("--- what came back");
    println!("request id {}", response.request_id());
    for id in response.into_inner().instance_id_set.unwrap_or_default() {
        println!("instance   {id}");
    }

    server.shutdown().await;
    Ok(())
}

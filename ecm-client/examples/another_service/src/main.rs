//! A client for another service, Cloud Virtual Machine (CVM), that a build script generates.
//!
//! The spec holds one action of the service; `ecm import` makes a whole one from the vendor's metadata.
//!
//! ```sh
//! cargo run --manifest-path ecm-client/examples/another_service/Cargo.toml
//! ```

use ecm_client::{Client, Credentials};
use ecm_test_server::TestServer;
use serde_json::json;

include!(concat!(env!("OUT_DIR"), "/cvm.rs"));

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let zones = json!({
        "TotalCount": 1,
        "ZoneSet": [{ "Zone": "ap-guangzhou-3", "ZoneId": "100003", "ZoneState": "AVAILABLE" }]
    });
    let server = TestServer::builder()
        .spec(include_str!("../specs/cvm-2017-03-12.json"))
        .respond_with("DescribeZones", zones)
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .start()
        .await?;
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .region("ap-guangzhou")
        .endpoint(server.url())
        .build()?;
    let client = cvm::Client::new(core);

    let zones = client.describe_zones(&cvm::DescribeZonesRequest::new()).await?.into_inner();
    for zone in zones.zone_set.unwrap_or_default() {
        let (name, state) = (zone.zone.unwrap_or_default(), zone.zone_state.unwrap_or_default());
        println!("{name} is {state}");
    }

    server.shutdown().await;
    Ok(())
}

//! A client that `api!` generates from a spec of your own, here an invented service for lamps.
//!
//! ```sh
//! cargo run -p ecm-client --example own_spec
//! ```

#![allow(clippy::print_stdout, reason = "showing what happens is what the example is for")]

use ecm_client::{Client, Credentials};
use ecm_test_server::TestServer;
use serde_json::json;

ecm_client::api! {
    spec: "specs/lamp-2024-01-01.json",
    /// Lamps in rooms.
    mod lamp,
    actions: [SwitchOn, ListLamps],
}

use lamp::{Color, Light, ListLampsRequest, SwitchOnRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The test server works from the same spec.
    let lamps = json!({ "TotalCount": 1, "LampSet": [{ "LampId": "lamp-1", "State": "ON" }] });
    let server = TestServer::builder()
        .spec(include_str!("../specs/lamp-2024-01-01.json"))
        .respond_with("ListLamps", lamps)
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .start()
        .await?;
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint(server.url())
        .build()?;
    let client = lamp::Client::new(core);

    // `Color` and `Kelvin` exclude each other in the spec, so they are one enum, `Light`.
    let request = SwitchOnRequest::builder()
        .lamp_ids(["lamp-1"])
        .brightness(80)
        .light(Light::Color(Color::Red))
        .build();
    client.switch_on(&request).await?;
    println!(
        "sent {}",
        server.requests().iter().map(|one| one.body.to_string()).collect::<String>()
    );

    // Rules of the spec are checked before a request is sent.
    let glaring = SwitchOnRequest::builder().lamp_ids(["lamp-1"]).brightness(180).build();
    if let Err(error) = client.switch_on(&glaring).await {
        println!("{error}");
    }

    client.wait_until_lamps_on(["lamp-1"]).await?;
    let listed = client.list_lamps(&ListLampsRequest::new()).await?.into_inner();
    for lamp in listed.lamp_set.unwrap_or_default() {
        println!("{} is {:?}", lamp.lamp_id.unwrap_or_default(), lamp.state);
    }

    server.shutdown().await;
    Ok(())
}

// What was meant is generated all the same, so that only the wrong word is reported.
ecm_client::api! {
    spec: "tests/specs/workshop-2024-02-29.json",
    pub mod workshop,
    actions: [Rset],
}

use workshop::{Client, ResetRequest};

async fn reset(client: &Client) {
    let request = ResetRequest::builder().r#async(true).build();
    let _ = client.reset(&request).await;
}

fn main() {
    let core = ecm_client::Client::builder().build().unwrap();
    let _ = reset(&Client::new(core));
}

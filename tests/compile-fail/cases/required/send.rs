use ecm_client::ecm::{Client, RunInstancesRequest};

fn main() {
    let core = ecm_client::Client::builder().build().unwrap();
    let client = Client::new(core);
    let _ = RunInstancesRequest::builder().module_id("em-1").send(&client);
}

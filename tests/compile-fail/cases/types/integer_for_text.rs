use ecm_client::ecm::{RunInstancesRequest};

fn main() {
    let _ = RunInstancesRequest::builder().module_id(5);
}

use ecm_client::ecm::{RunInstancesRequest};

fn main() {
    let _ = RunInstancesRequest::builder().instance_nmae("a");
}

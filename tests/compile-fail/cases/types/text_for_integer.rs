use ecm_client::ecm::{RunInstancesRequest};

fn main() {
    let _ = RunInstancesRequest::builder().internet_max_bandwidth_out("50");
}

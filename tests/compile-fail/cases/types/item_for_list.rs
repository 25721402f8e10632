use ecm_client::ecm::{RunInstancesRequest};

fn main() {
    let _ = RunInstancesRequest::builder().security_group_ids(7);
}

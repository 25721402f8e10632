use ecm_client::ecm::{RunInstancesRequest};

fn main() {
    let _ = RunInstancesRequest::builder().system_disk_size(-1);
}

use ecm_client::ecm::{DataDisk, RunInstancesRequest};

fn main() {
    let _ = RunInstancesRequest::builder().system_disk(DataDisk::new(50));
}

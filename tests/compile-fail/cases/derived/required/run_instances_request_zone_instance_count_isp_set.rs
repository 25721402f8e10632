use ecm_client::ecm;

fn main() {
    let _ = ecm::RunInstancesRequest::builder().build();
}

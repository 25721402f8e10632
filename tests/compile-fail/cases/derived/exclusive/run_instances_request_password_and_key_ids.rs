use ecm_client::ecm;

fn main() {
    let _ = ecm::RunInstancesRequest::builder().password("a").key_ids(["a"]);
}

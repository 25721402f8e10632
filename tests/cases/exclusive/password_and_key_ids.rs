use ecm_client::ecm::RunInstancesRequest;

fn main() {
    let _ = RunInstancesRequest::builder()
        .password("long-Enough-1")
        .key_ids(["skey-1"]);
}

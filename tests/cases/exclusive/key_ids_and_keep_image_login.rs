use ecm_client::ecm::RunInstancesRequest;

fn main() {
    let _ = RunInstancesRequest::builder()
        .key_ids(["skey-1"])
        .keep_image_login("TRUE");
}

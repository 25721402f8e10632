use ecm_client::ecm;

fn main() {
    let _ = ecm::RunInstancesRequest::builder().key_ids(["a"]).keep_image_login("TRUE");
}

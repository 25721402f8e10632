use ecm_client::ecm::RunInstancesRequest;

fn main() {
    let _ = RunInstancesRequest::builder()
        .keep_image_login("TRUE")
        .password("long-Enough-1");
}

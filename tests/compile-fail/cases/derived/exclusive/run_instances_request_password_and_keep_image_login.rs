use ecm_client::ecm;

fn main() {
    let _ = ecm::RunInstancesRequest::builder().password("a").keep_image_login("TRUE");
}

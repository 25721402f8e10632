use ecm_client::ecm::RunInstancesRequest;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        RunInstancesRequest::KEEP_IMAGE_LOGIN,
        "true",
    );
}

use ecm_client::ecm::RunInstancesRequest;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        RunInstancesRequest::INTERNET_MAX_BANDWIDTH_IN,
        -1,
    );
}

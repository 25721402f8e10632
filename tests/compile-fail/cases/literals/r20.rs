use ecm_client::ecm::RunInstancesRequest;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        #[deny(warnings)] RunInstancesRequest::INSTANCE_NAME,
        "a{R:}",
    );
}

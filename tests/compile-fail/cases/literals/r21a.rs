use ecm_client::ecm::RunInstancesRequest;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        #[deny(warnings)] RunInstancesRequest::HOST_NAME,
        "a_b.c",
    );
}

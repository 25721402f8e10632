use ecm_client::ecm;

fn main() {
    let _ = ecm::RunInstancesRequest::builder().client_token("a");
}

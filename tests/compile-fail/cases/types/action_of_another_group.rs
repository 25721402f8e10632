fn main() {
    let core = ecm_client::Client::builder().build().unwrap();
    let request = ecm_client::ecm::RunInstancesRequest::builder();
    let _ = ecm_client::ecm::Client::new(core).describe_vpcs(&request);
}

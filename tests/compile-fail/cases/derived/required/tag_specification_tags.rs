use ecm_client::ecm;

fn main() {
    let _ = ecm::TagSpecification::builder().resource_type("instance").build();
}

use ecm_client::ecm::{TagSpecification};

fn main() {
    let _ = TagSpecification::builder().resource_type("instance").build();
}

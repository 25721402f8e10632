use ecm_client::ecm::TagSpecification;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        TagSpecification::RESOURCE_TYPE,
        "modules",
    );
}

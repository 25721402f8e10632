use ecm_client::ecm;

fn main() {
    let _ = ecm::TagSpecification::builder().tags([ecm::Tag::new("a", "a")]).build();
}

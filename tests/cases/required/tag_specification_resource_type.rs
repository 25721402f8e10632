use ecm_client::ecm::{Tag, TagSpecification};

fn main() {
    let _ = TagSpecification::builder().tags([Tag::new("k", "v")]).build();
}

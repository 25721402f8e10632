use ecm_client::ecm;

fn main() {
    let _ = ecm::Tag::builder().key("a").build();
}

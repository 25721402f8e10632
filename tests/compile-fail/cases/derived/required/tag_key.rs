use ecm_client::ecm;

fn main() {
    let _ = ecm::Tag::builder().value("a").build();
}

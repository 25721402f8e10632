use ecm_client::ecm::{Tag};

fn main() {
    let _ = Tag::builder().key("k").build();
}

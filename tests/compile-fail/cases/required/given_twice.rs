use ecm_client::ecm::{Tag};

fn main() {
    let _ = Tag::builder().key("k").key("again").value("v").build();
}

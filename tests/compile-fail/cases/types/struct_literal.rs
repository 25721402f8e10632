use ecm_client::ecm::{Tag};

fn main() {
    let _ = Tag { key: "k".into(), value: "v".into() };
}

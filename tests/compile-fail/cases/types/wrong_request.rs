use ecm_client::ecm::{Client, Tag};

fn main() {
    let core = ecm_client::Client::builder().build().unwrap();
    let _ = Client::new(core).run_instances(&Tag::new("k", "v"));
}

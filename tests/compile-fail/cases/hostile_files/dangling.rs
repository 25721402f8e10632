ecm_client::api! {
    spec: "dangling.json",
    pub mod hostile,
}

fn main() {}

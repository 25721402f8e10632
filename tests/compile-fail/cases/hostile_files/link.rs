ecm_client::api! {
    spec: "link.json",
    pub mod hostile,
}

fn main() {}

ecm_client::api! {
    spec: "large.json",
    pub mod hostile,
}

fn main() {}

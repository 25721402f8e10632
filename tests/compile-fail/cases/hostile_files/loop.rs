ecm_client::api! {
    spec: "loop.json",
    pub mod hostile,
}

fn main() {}

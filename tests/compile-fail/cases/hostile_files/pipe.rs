ecm_client::api! {
    spec: "pipe.json",
    pub mod hostile,
}

fn main() {}

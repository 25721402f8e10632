ecm_client::api! {
    spec: "../workshop.json",
    pub mod workshop,
}

fn main() {}

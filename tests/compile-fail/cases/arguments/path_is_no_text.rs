ecm_client::api! {
    spec: 5,
    pub mod workshop,
}

fn main() {}

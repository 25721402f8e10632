ecm_client::api! {
    spec: "",
    pub mod workshop,
}

fn main() {}

ecm_client::api! {
    pub mod workshop,
}

fn main() {}

ecm_client::api! {
    spec: "tests/specs/workshpo.json",
    pub mod workshop,
}

fn main() {}

ecm_client::api! {
    shipped: "ecm-2019-07-18",
    pub mod workshop,
}

fn main() {}

ecm_client::api! {
    spec: "/etc/hostname",
    pub mod workshop,
}

fn main() {}

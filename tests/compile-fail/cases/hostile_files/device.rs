ecm_client::api! {
    spec: "device.json",
    pub mod hostile,
}

fn main() {}

ecm_client::api! {
    spec: "folder.json",
    pub mod hostile,
}

fn main() {}

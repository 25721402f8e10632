ecm_client::api! {
    spec: "linked_folder/outside.json",
    pub mod hostile,
}

fn main() {}

ecm_client::api! {
    spec: "tests/specs/attics-2024-09-01.json",
    pub mod attics,
}

fn main() {
    let core = ecm_client::Client::builder().build().unwrap();
    let _ = core.send(&attics::PutNoteRequest::new("attic-1"));
}

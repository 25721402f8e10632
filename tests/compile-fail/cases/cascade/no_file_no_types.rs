// Without a file there are no names to stand in for; the module is there all the same.
ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknwon-type.json",
    pub mod lamp,
}

fn main() {
    let core = ecm_client::Client::builder().build().unwrap();
    let client = lamp::Client::new(core);
    client.switch_on();
}

// The spec has one problem; what a program does with its types is not to be reported as well.
ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-type.json",
    pub mod lamp,
}

use ecm_client::ErrorCode as _;
use lamp::error::SwitchOnErrorCode;
use lamp::{Client, SwitchOnRequest};

async fn switch_on(client: &Client, lamp: &str) -> Option<lamp::SwitchOnResponse> {
    let request = SwitchOnRequest::builder().lamp(lamp).build();
    let mut other = SwitchOnRequest::new(lamp);
    other.room = Some("kitchen".into());
    match client.switch_on(&request).await {
        Ok(answer) => Some(answer.into_inner()),
        Err(error) => match error.code_as() {
            Some(SwitchOnErrorCode::NoLamp) => None,
            Some(other) => panic!("{}", other.as_str()),
            None => None,
        },
    }
}

fn main() {
    let core = ecm_client::Client::builder().build().unwrap();
    let _ = switch_on(&Client::new(core), "one");
}

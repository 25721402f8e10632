#![deny(deprecated)]

use ecm_client::ecm::{Isp, RunInstancesRequest, ZoneInstanceCountIsp};

fn main() {
    let zone = ZoneInstanceCountIsp::new("z", 1, Isp::Cmcc);
    let mut request = RunInstancesRequest::new([zone]);
    request.client_token = Some("once".into());
}

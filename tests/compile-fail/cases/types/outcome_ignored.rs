#![deny(unused_must_use)]

use ecm_client::ecm::{Client, Isp, RunInstancesRequest, ZoneInstanceCountIsp};

fn main() {
    let zone = ZoneInstanceCountIsp::new("z", 1, Isp::Cmcc);
    let core = ecm_client::Client::builder().build().unwrap();
    Client::new(core).run_instances(&RunInstancesRequest::new([zone]));
}

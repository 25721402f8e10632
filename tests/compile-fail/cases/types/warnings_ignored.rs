#![deny(unused_must_use)]

use ecm_client::ecm::{Isp, RunInstancesRequest, ZoneInstanceCountIsp};

fn main() {
    let zone = ZoneInstanceCountIsp::new("z", 1, Isp::Cmcc);
    RunInstancesRequest::new([zone]).validate();
}

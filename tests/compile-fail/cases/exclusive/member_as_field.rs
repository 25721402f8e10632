use ecm_client::ecm::{Isp, RunInstancesRequest, ZoneInstanceCountIsp};

fn main() {
    let zone = ZoneInstanceCountIsp::new("z", 1, Isp::Cmcc);
    let mut request = RunInstancesRequest::new([zone]);
    request.password = Some("long-Enough-1".into());
}

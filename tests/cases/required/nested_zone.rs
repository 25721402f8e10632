use ecm_client::ecm::{Isp, ZoneInstanceCountIsp};

fn main() {
    let _ = ZoneInstanceCountIsp::builder().instance_count(1).isp(Isp::Cmcc).build();
}

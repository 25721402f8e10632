use ecm_client::ecm::{Isp, ZoneInstanceCountIsp};

fn main() {
    let _ = ZoneInstanceCountIsp::builder().zone("z").isp(Isp::Cmcc).build();
}

use ecm_client::ecm;

fn main() {
    let _ = ecm::ZoneInstanceCountIsp::builder().instance_count(1).isp("CTCC").build();
}

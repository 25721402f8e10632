use ecm_client::ecm;

fn main() {
    let _ = ecm::ZoneInstanceCountIsp::builder().zone("a").isp("CTCC").build();
}

use ecm_client::ecm;

fn main() {
    let _ = ecm::ZoneInstanceCountIsp::builder().zone("a").instance_count(1).build();
}

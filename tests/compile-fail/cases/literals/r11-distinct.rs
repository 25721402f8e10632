use ecm_client::ecm::ZoneInstanceCountIsp;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        ZoneInstanceCountIsp::IPV6_SUBNET_IDS,
        ["a", "b", "a"],
    );
}

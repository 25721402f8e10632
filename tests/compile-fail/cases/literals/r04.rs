use ecm_client::ecm::ZoneInstanceCountIsp;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        ZoneInstanceCountIsp::INSTANCE_COUNT,
        0,
    );
}

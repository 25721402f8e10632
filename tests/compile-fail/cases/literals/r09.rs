use ecm_client::ecm::ZoneInstanceCountIsp;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        #[deny(warnings)] ZoneInstanceCountIsp::PRIVATE_IP_ADDRESSES,
        ["10.0.0.256"],
    );
}

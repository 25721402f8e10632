use ecm_client::ecm::RunInstancesRequest;
use ecm_client::items;

fn main() {
    let _: [ecm_client::ecm::ZoneInstanceCountIsp; 0] = items!(
        RunInstancesRequest::ZONE_INSTANCE_COUNT_ISP_SET,
        [],
    );
}

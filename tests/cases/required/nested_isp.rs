use ecm_client::ecm::{ZoneInstanceCountIsp};

fn main() {
    let _ = ZoneInstanceCountIsp::builder().zone("z").instance_count(1).build();
}

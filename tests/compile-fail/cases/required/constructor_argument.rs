use ecm_client::ecm::{ZoneInstanceCountIsp};

fn main() {
    let _ = ZoneInstanceCountIsp::new("z", 1);
}

use ecm_client::ecm::SystemDisk;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        #[deny(warnings)] SystemDisk::DISK_TYPE,
        "CLOUD_BASIC",
    );
}

use ecm_client::ecm::SystemDisk;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        SystemDisk::DISK_TYPE,
        "CLOUD_SSD",
    );
}

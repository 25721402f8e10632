use ecm_client::ecm::DataDisk;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        DataDisk::DISK_TYPE,
        "CLOUD_BASIC",
    );
}

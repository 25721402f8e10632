#![deny(deprecated)]

use ecm_client::ecm;

fn main() {
    let _ = ecm::SystemDisk::builder().disk_id("a");
}

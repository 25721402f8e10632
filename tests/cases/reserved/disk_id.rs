#![deny(deprecated)]

use ecm_client::ecm::{SystemDisk};

fn main() {
    let _ = SystemDisk::builder().disk_id("ldisk-1");
}

use ecm_client::ecm::{DataDisk};

fn main() {
    let _ = DataDisk::builder().disk_type("LOCAL_BASIC").build();
}

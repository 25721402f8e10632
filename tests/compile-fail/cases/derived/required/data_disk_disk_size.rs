use ecm_client::ecm;

fn main() {
    let _ = ecm::DataDisk::builder().build();
}

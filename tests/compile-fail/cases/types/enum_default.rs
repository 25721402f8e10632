fn main() {
    let _ = ecm_client::ecm::Isp::default();
}

use ecm_client::ecm::{Isp};

fn main() {
    let _ = Isp::Cmc;
}

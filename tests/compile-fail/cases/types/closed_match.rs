use ecm_client::ecm::{Isp};

fn main() {
    match Isp::Cmcc {
        Isp::Cmcc | Isp::Cucc | Isp::Ctcc | Isp::AllThree => {}
        Isp::Other(_) => {}
    }
}

use ecm_client::ecm::RunSecurityServiceEnabled;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        #[deny(warnings)] RunSecurityServiceEnabled::VERSION,
        1,
    );
}

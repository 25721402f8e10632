use ecm_client::ecm::{Login};

fn main() {
    let _ = Login::Passwort("long-Enough-1".into());
}

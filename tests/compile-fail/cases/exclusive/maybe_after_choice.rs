use ecm_client::ecm::{Login, RunInstancesRequest};

fn main() {
    let _ = RunInstancesRequest::builder()
        .login(Login::KeyIds(vec!["skey-1".into()]))
        .maybe_login(None);
}

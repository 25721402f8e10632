use ecm_client::ecm::{Login, RunInstancesRequest};

fn main() {
    let _ = RunInstancesRequest::builder()
        .login(Login::Password("long-Enough-1".into()))
        .login(Login::KeyIds(vec!["skey-1".into()]));
}

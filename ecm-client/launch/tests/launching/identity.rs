//! Keys that belong to another service, host, region or account, and actions that cannot be launched.

use ecm_client::{Credentials, SignatureMethod};
use ecm_launch::{LaunchError, LaunchState, Launcher};
use ecm_test_server::{Fault, FaultRule, Moment};

use super::fixture::{FENCE, Fixture};

async fn pending(fixture: &Fixture, account: Option<&str>) {
    fixture.server.inject(FaultRule::new(Fault::reset(Moment::Request)).take(1));
    let launcher = fixture.launcher();
    let launcher = match account {
        Some(account) => launcher.account(account),
        None => launcher,
    };
    let launch = launcher.launch("order-1", &fixture.request(1)).await.unwrap();
    assert_eq!(launch.state, LaunchState::Pending);
    fixture.clock.pass(FENCE);
}

async fn refused(launcher: &Launcher) -> String {
    let mut settled = launcher.recover().await.unwrap();
    let error = settled.remove(0).1.unwrap_err();
    assert!(matches!(error, LaunchError::OtherTarget { .. }), "{error}");
    error.to_string()
}

#[tokio::test]
async fn another_region_is_refused_with_both_values() {
    let fixture = Fixture::start().await;
    pending(&fixture, None).await;
    let client = fixture.client().region("ap-guangzhou").build().unwrap();
    let requests = fixture.requests();
    let text = refused(&fixture.launcher_of(client)).await;
    assert!(text.contains("region no region") && text.contains("ap-guangzhou"), "{text}");
    assert_eq!(fixture.requests(), requests);
}

#[tokio::test]
async fn another_host_is_refused_with_both_values() {
    let fixture = Fixture::start().await;
    pending(&fixture, None).await;
    let client = fixture.client().endpoint("http://127.0.0.1:9").build().unwrap();
    let text = refused(&fixture.launcher_of(client)).await;
    assert!(text.contains("host 127.0.0.1:") && text.contains("127.0.0.1:9"), "{text}");
}

#[tokio::test]
async fn another_secret_id_needs_the_same_account() {
    let fixture = Fixture::start().await;
    pending(&fixture, Some("100000000001")).await;
    let rotated = || {
        let credentials = Credentials::new("AKIDROTATED", "SECRETROTATED");
        fixture.launcher_of(fixture.client().credentials(credentials).build().unwrap())
    };
    let text = refused(&rotated()).await;
    assert!(text.contains("AKIDEXAMPLE") && text.contains("AKIDROTATED"), "{text}");
    let text = refused(&rotated().account("100000000002")).await;
    assert!(text.contains("100000000001") && text.contains("100000000002"), "{text}");
    fixture.server.replace_credentials("AKIDROTATED", "SECRETROTATED", None);
    let settled = rotated().account("100000000001").recover().await.unwrap();
    assert_eq!(settled[0].1.as_ref().unwrap().state, LaunchState::NotCreated);
}

#[tokio::test]
async fn only_creates_with_signatures_that_expire_are_launched() {
    let fixture = Fixture::start().await;
    let client = fixture.client().signature(SignatureMethod::HmacSha256).build().unwrap();
    let error = Launcher::new(client, fixture.api, fixture.journal.clone()).unwrap_err();
    assert!(error.to_string().contains("TC3-HMAC-SHA256"), "{error}");
    for (action, why) in [
        ("DescribeInstances", "its effect is not `create`"),
        ("CreateVpc", "the spec has no `tracking_tag`"),
    ] {
        let request = fixture.api.action(action).unwrap().request("{}").unwrap();
        let error = fixture.launcher().launch("order-1", &request).await.unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
    }
    for key in ["", "two words", "\u{e9}"] {
        let error = fixture.launcher().launch(key, &fixture.request(1)).await.unwrap_err();
        assert!(error.to_string().contains("visible ASCII"), "{error}");
    }
    assert!(fixture.launcher().tag_key("qcs:mine").is_err());
    assert_eq!(fixture.requests(), 0);
}

//! Keys that belong to another service, host, region or account, and actions that cannot be launched.

use ecm_client::{Credentials, SignatureMethod};
use ecm_launch::{LaunchError, LaunchState, Launcher};
use ecm_test_server::{Fault, FaultRule, Moment};
use serde_json::json;

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
    let text = refused(&rotated().account("100000000002")).await;
    assert!(text.contains("100000000001") && text.contains("100000000002"), "{text}");
    fixture.server.replace_credentials("AKIDROTATED", "SECRETROTATED", None);
    let settled = rotated().account("100000000001").recover().await.unwrap();
    assert_eq!(settled[0].1.as_ref().unwrap().state, LaunchState::NotCreated);
}

#[tokio::test]
async fn a_key_that_nobody_can_look_up_for_sure_is_left_to_a_person() {
    let fixture = Fixture::start().await;
    pending(&fixture, None).await;
    fixture.clock.pass(-FENCE);
    let credentials = Credentials::new("AKIDROTATED", "SECRETROTATED");
    fixture.server.replace_credentials("AKIDROTATED", "SECRETROTATED", None);
    let launcher = fixture.launcher_of(fixture.client().credentials(credentials).build().unwrap());
    // Before the fence, those who have the old credentials may still settle it.
    let text = refused(&launcher).await;
    assert!(text.contains("AKIDEXAMPLE") && text.contains("AKIDROTATED"), "{text}");
    fixture.clock.pass(FENCE);
    let settled = launcher.recover().await.unwrap();
    assert_eq!(settled[0].1.as_ref().unwrap().state, LaunchState::Undecided);
    assert!(launcher.recover().await.unwrap().is_empty());
}

/// Service whose STS tells an account.
async fn with_account(account: &'static str) -> Fixture {
    Fixture::start_with(|server| {
        server.respond_with("GetCallerIdentity", json!({ "AccountId": account, "Type": "CAMUser" }))
    })
    .await
}

#[tokio::test]
async fn sts_tells_that_another_secret_id_is_of_the_same_account() {
    let fixture = with_account("100000000001").await;
    let asking = |client| fixture.launcher_of(client).account_lookup(true);
    fixture.server.inject(FaultRule::new(Fault::reset(Moment::Request)).action("RunInstances"));
    let launcher = asking(fixture.client().build().unwrap());
    for key in ["order-1", "order-2"] {
        let launch = launcher.launch(key, &fixture.request(1)).await.unwrap();
        assert_eq!(launch.state, LaunchState::Pending);
        assert!(fixture.journal.text(key).await.contains("100000000001"));
    }
    let questions =
        || fixture.server.requests().iter().filter(|one| one.action == "GetCallerIdentity").count();
    assert_eq!(questions(), 1, "each secret id is asked about once");

    fixture.clock.pass(FENCE);
    let credentials = Credentials::new("AKIDROTATED", "SECRETROTATED");
    fixture.server.replace_credentials("AKIDROTATED", "SECRETROTATED", None);
    let client = fixture.client().credentials(credentials).build().unwrap();
    let settled = asking(client).recover().await.unwrap();
    assert_eq!(settled.len(), 2);
    for (_, settled) in settled {
        assert_eq!(settled.unwrap().state, LaunchState::NotCreated);
    }
    assert_eq!(questions(), 2);
}

#[tokio::test]
async fn sts_tells_that_another_secret_id_is_of_another_account() {
    let fixture = with_account("100000000002").await;
    pending(&fixture, Some("100000000001")).await;
    let credentials = Credentials::new("AKIDROTATED", "SECRETROTATED");
    fixture.server.replace_credentials("AKIDROTATED", "SECRETROTATED", None);
    let client = fixture.client().credentials(credentials).build().unwrap();
    let text = refused(&fixture.launcher_of(client).account_lookup(true)).await;
    assert!(text.contains("100000000001") && text.contains("100000000002"), "{text}");
}

#[tokio::test]
async fn an_sts_that_does_not_answer_keeps_no_launch_from_being_sent() {
    let fixture = Fixture::start_with(|server| {
        server.respond_with_error("GetCallerIdentity", "InternalError", "try later")
    })
    .await;
    let launcher = fixture.launcher().account_lookup(true);
    let launch = launcher.launch("order-1", &fixture.request(1)).await.unwrap();
    assert_eq!(launch.state, LaunchState::Created);
    assert!(fixture.journal.text("order-1").await.contains(r#""account":null"#));
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

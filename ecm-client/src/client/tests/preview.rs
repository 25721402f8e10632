//! What a client does before anything is sent.

use std::time::Duration;

use crate::client::*;
use crate::testing::records::{SwitchOn, switch_on};
use crate::testing::socket::{assert_no_secrets, builder, client};
use crate::{Credentials, Outcome, RetryAdvice, Secret, Violations};

#[tokio::test]
async fn checking_can_be_turned_down() {
    let client = client("http://127.0.0.1:9");
    let bad = SwitchOn { lamps: None, names: Some(vec!["x".into()]), ..switch_on() };
    let error = client.prepare(&bad).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!(error.violations().map(Violations::len), Some(2));
    let warn = client.with_validation_mode(ValidationMode::Warn).prepare(&bad).await.unwrap();
    assert_eq!(warn.warnings().len(), 2);
    let off = client.with_validation_mode(ValidationMode::Off).prepare(&bad).await.unwrap();
    assert!(off.warnings().is_empty());
    assert!(client.prepare(&bad).await.is_err(), "the client itself is as it was");
}

#[tokio::test]
async fn what_json_cannot_express_is_refused_however_little_is_checked() {
    let client = client("http://127.0.0.1:9");
    for mode in [ValidationMode::Strict, ValidationMode::Warn, ValidationMode::Off] {
        let endless = SwitchOn { bright: Some(f64::INFINITY), ..switch_on() };
        let error = client.with_validation_mode(mode).prepare(&endless).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent);
        assert!(error.to_string().contains("finite"), "{error}");
    }
}

#[tokio::test]
async fn what_is_shown_has_no_secret_in_it() {
    let client = client("http://127.0.0.1:9");
    let prepared = client.prepare(&switch_on()).await.unwrap();
    let authorization = prepared.headers().find(|(name, _)| *name == "authorization").unwrap().1;
    let signature = authorization.rsplit_once('=').unwrap().1;
    let shown = format!("{prepared} {prepared:?} {client:?} {:?} {:#?}", builder("x"), switch_on());
    assert_no_secrets(&shown);
    assert!(!shown.contains(signature), "{shown}");
    assert!(shown.contains("Credential=[redacted]/2019-02-25/lamp/tc3_request"), "{shown}");
    assert!(shown.contains(r#""Code":"[redacted]""#), "{shown}");
    assert!(shown.contains("x-tc-token: [redacted]"), "{shown}");
}

#[tokio::test]
async fn what_cannot_stand_in_a_header_is_not_sent_and_not_repeated() {
    let client = client("http://127.0.0.1:9");
    let error = client.with_region("a\r\nb").prepare(&switch_on()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    for credentials in [
        Credentials::new("hunter2\u{e9}", "key"),
        Credentials::new("id", "key").with_token("hunter2\u{e9}"),
    ] {
        let client = builder("http://127.0.0.1:9").credentials(credentials).build().unwrap();
        let error = client.prepare(&switch_on()).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent);
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn a_request_has_a_largest_size() {
    let request =
        SwitchOn { code: Some(Secret::from("x".repeat(10 * 1024 * 1024))), ..switch_on() };
    let client = client("http://127.0.0.1:9").with_validation_mode(ValidationMode::Off);
    let error = client.prepare(&request).await.unwrap_err();
    assert_eq!((error.outcome(), error.retry()), (Outcome::NotSent, RetryAdvice::Never));
    assert!(error.to_string().contains("make the request smaller"), "{error}");
}

#[test]
fn a_client_that_cannot_work_is_not_built() {
    let problem = |builder: ClientBuilder| builder.build().unwrap_err().to_string();
    let says = |text: &str| format!("the client cannot be built: {text}");
    let missing =
        "no credentials are set; call `credentials` or `credentials_provider` of the builder";
    assert_eq!(problem(Client::builder()), says(missing));
    for (half, credentials) in
        [("id", Credentials::new("", "key")), ("key", Credentials::new("id", ""))]
    {
        let builder = Client::builder().credentials(credentials);
        let empty = format!("the secret {half} is empty; check the source that it comes from");
        assert_eq!(problem(builder), says(&empty));
    }
    let clear = "the endpoint must be https; plain http is for this machine only, and for hosts that \
                 `allow_http` names";
    assert_eq!(problem(builder("http://example.com")), says(clear));
    let region =
        "the region must be letters, digits, hyphens and underscores, such as `ap-guangzhou`";
    assert_eq!(problem(builder("https://h").region("a b")), says(region));
    let language =
        "the language has characters that a header cannot hold; use printable ASCII only";
    assert_eq!(problem(builder("https://h").language("é")), says(language));
    let late = "connect_timeout (60s) must be less than timeout (20s); shorten the one or extend the other";
    let timeouts = builder("https://h").timeout(Duration::from_secs(20));
    assert_eq!(problem(timeouts.connect_timeout(Duration::from_secs(60))), says(late));
    assert!(
        problem(builder("https://h").connect_timeout(Duration::MAX)).contains("connect_timeout")
    );
}

#[tokio::test]
async fn the_host_of_the_spec_is_the_default() {
    let client = Client::builder().credentials(Credentials::new("id", "key")).build().unwrap();
    let prepared = client.prepare(&switch_on()).await.unwrap();
    assert_eq!(prepared.url(), "https://lamp.tencentcloudapi.com/");
    let host = prepared.headers().find(|(name, _)| *name == "host");
    assert_eq!(host, Some(("host", "lamp.tencentcloudapi.com")));
}

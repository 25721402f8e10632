//! Exchanges with STS: assertions, codes of a device, tags and the caller's identity.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ecm_client::Secret;
use ecm_client::credentials::{CallerIdentity, SamlCredentialsProvider};

use super::*;

const ASSERTION: &str = "saml+assertion/never+shown==";
const CODE: &str = "never-shown-426017";
const PRINCIPAL: &str = "qcs::cam::uin/100000000001:saml-provider/company";

#[track_caller]
fn is_hidden(shown: &str) {
    tells_nothing(shown);
    assert!(!shown.contains(ASSERTION) && !shown.contains(CODE), "{shown}");
}

#[tokio::test]
async fn an_assertion_is_exchanged_without_a_signature() {
    let sts = TestServer::builder()
        .shipped(STS)
        .respond_with("AssumeRoleWithSAML", exchanged())
        .start()
        .await
        .unwrap();
    let service = service().await;
    let builder = SamlCredentialsProvider::builder(PRINCIPAL, ROLE, || Ok(Secret::from(ASSERTION)));
    let builder = builder.session_name("tests").duration(Duration::from_secs(3600));
    is_hidden(&format!("{builder:?}"));
    let provider = builder.endpoint(sts.url()).build();
    is_hidden(&format!("{provider:?}"));
    client(&service, provider).run_instances(&request()).await.unwrap();
    let expected = json!({
        "SAMLAssertion": ASSERTION, "PrincipalArn": PRINCIPAL, "RoleArn": ROLE,
        "RoleSessionName": "tests", "DurationSeconds": 3600,
    });
    assert_eq!(sts.requests()[0].body, expected);
}

#[tokio::test]
async fn an_assertion_that_is_refused_or_missing_is_told_without_it() {
    let sts = TestServer::builder()
        .shipped(STS)
        .respond_with_error(
            "AssumeRoleWithSAML",
            "InvalidParameter.ParamError",
            format!("the assertion {ASSERTION} is old"),
        )
        .start()
        .await
        .unwrap();
    let refused = SamlCredentialsProvider::builder(PRINCIPAL, ROLE, || Ok(Secret::from(ASSERTION)));
    let error = refused.endpoint(sts.url()).build().credentials().await.unwrap_err();
    assert!(error.to_string().contains("InvalidParameter.ParamError"), "{error}");
    is_hidden(&format!("{error} {error:?}"));
    let missing = SamlCredentialsProvider::builder(PRINCIPAL, ROLE, || {
        Err(CredentialsError::new("the identity provider is closed"))
    });
    let error = missing.endpoint(sts.url()).build().credentials().await.unwrap_err();
    assert_eq!(error.to_string(), "the identity provider is closed");
    assert_eq!(sts.requests().len(), 1);
}

#[tokio::test]
async fn a_role_is_assumed_with_a_code_that_is_asked_for_each_time() {
    let sts = TestServer::builder()
        .shipped(STS)
        .credentials("AKIDuser", LONG_KEY)
        .respond_with("AssumeRole", exchanged())
        .start()
        .await
        .unwrap();
    let asked = Arc::new(AtomicUsize::default());
    let counted = Arc::clone(&asked);
    let device = "qcs::cam:uin/100000000001::mfa/softToken";
    let builder =
        AssumeRoleCredentialsProvider::builder(Credentials::new("AKIDuser", LONG_KEY), ROLE)
            .tag("team", "edge")
            .tag("stage", "test")
            .source_identity("100000000002")
            .mfa(device, move || {
                let number = counted.fetch_add(1, Ordering::SeqCst);
                Ok(Secret::from(format!("{CODE}-{number}")))
            });
    is_hidden(&format!("{builder:?}"));
    let provider = builder.endpoint(sts.url()).build();
    let given = provider.credentials().await.unwrap();
    provider.refresh(&given).await.unwrap();
    is_hidden(&format!("{provider:?} {given:?}"));
    let expected = |number: usize| {
        json!({
            "RoleArn": ROLE, "RoleSessionName": "ecm-client",
            "Tags": [{ "Key": "team", "Value": "edge" }, { "Key": "stage", "Value": "test" }],
            "SourceIdentity": "100000000002", "SerialNumber": device,
            "TokenCode": format!("{CODE}-{number}"),
        })
    };
    let bodies: Vec<Value> = sts.requests().iter().map(|request| request.body.clone()).collect();
    assert_eq!(bodies, [expected(0), expected(1)]);
    assert_eq!(asked.load(Ordering::SeqCst), 2);

    let sts = TestServer::builder()
        .shipped(STS)
        .credentials("AKIDuser", LONG_KEY)
        .respond_with_error("AssumeRole", "AuthFailure.MFAFailure", format!("not {CODE}"))
        .start()
        .await
        .unwrap();
    let refused =
        AssumeRoleCredentialsProvider::builder(Credentials::new("AKIDuser", LONG_KEY), ROLE)
            .mfa(device, || Ok(Secret::from(CODE)))
            .endpoint(sts.url())
            .build();
    let error = refused.credentials().await.unwrap_err();
    assert!(error.to_string().contains("AuthFailure.MFAFailure"), "{error}");
    is_hidden(&format!("{error} {error:?}"));
}

#[tokio::test]
async fn the_service_tells_whose_credentials_these_are() {
    let sts = TestServer::builder()
        .shipped(STS)
        .credentials("AKIDuser", LONG_KEY)
        .respond_with(
            "GetCallerIdentity",
            json!({ "Arn": "qcs::cam::uin/1:uin/2", "AccountId": "1" }),
        )
        .start()
        .await
        .unwrap();
    let client = |key| {
        let builder = Client::builder().credentials(Credentials::new("AKIDuser", key));
        builder.endpoint(sts.url()).build().unwrap()
    };
    let identity = CallerIdentity::of(&client(LONG_KEY)).await.unwrap();
    assert_eq!(identity.arn.as_deref(), Some("qcs::cam::uin/1:uin/2"));
    assert_eq!((identity.account_id.as_deref(), identity.user_id), (Some("1"), None));
    assert_eq!(identity.request_id, sts.requests()[0].request_id);
    let error = CallerIdentity::of(&client("another")).await.unwrap_err();
    assert_eq!(
        (error.outcome(), error.code()),
        (Outcome::Rejected, Some("AuthFailure.SignatureFailure"))
    );
}

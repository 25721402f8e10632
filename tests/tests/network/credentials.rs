//! Where credentials come from, each against a server that speaks as the real one does.

mod exchanges;
mod logins;
mod metadata;
mod named;
mod network;
mod passing;
mod precedence;
mod probe;
mod profiles;
mod replaced;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ecm_client::credentials::{
    AssumeRoleCredentialsProvider, Credentials, CredentialsError, CredentialsProvider,
    CredentialsProviderChain, EnvironmentCredentialsProvider, InstanceRoleCredentialsProvider,
    ProfileCredentialsProvider, WebIdentityCredentialsProvider,
};
use ecm_client::ecm::{self, Isp, RunInstancesRequest, ZoneInstanceCountIsp};
use ecm_client::{Client, Outcome};
use ecm_test_server::TestServer;
use metadata::Metadata;
use serde_json::{Value, json};

const ROLE: &str = "qcs::cam::uin/100000000001:roleName/worker";
const STS: &str = "sts-2018-08-13";
const LONG_KEY: &str = "LONGLIVED/+key=of-the-user";
const TEMPORARY_KEY: &str = "TEMPORARY/+key=of-the-role";
const TOKEN: &str = "token/of+the=session";

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// What the metadata server says of a role.
fn role(number: u32, life: u64) -> Value {
    json!({
        "TmpSecretId": format!("AKIDrole{number}"), "TmpSecretKey": TEMPORARY_KEY, "Token": TOKEN,
        "ExpiredTime": seconds(SystemTime::now()) + life, "Code": "Success",
    })
}

/// What STS answers.
fn exchanged() -> Value {
    json!({
        "Credentials": {
            "TmpSecretId": "AKIDrole1", "TmpSecretKey": TEMPORARY_KEY, "Token": TOKEN,
        },
        "ExpiredTime": seconds(SystemTime::now()) + 7200, "Expiration": "2099-01-01T00:00:00Z",
    })
}

/// A service that lets the session of the role in, and nobody else.
async fn service() -> TestServer {
    TestServer::builder()
        .spec(ecm::SPEC)
        .credentials_with_token("AKIDrole1", TEMPORARY_KEY, TOKEN)
        .rate_limits(false)
        .start()
        .await
        .unwrap()
}

fn client(service: &TestServer, provider: impl CredentialsProvider + 'static) -> ecm::Client {
    let core = Client::builder().credentials_provider(provider).endpoint(service.url());
    ecm::Client::new(core.rate_limit(false).build().unwrap())
}

fn request() -> RunInstancesRequest {
    RunInstancesRequest::builder()
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new("ap-zhengzhou-1", 1, Isp::Cmcc)])
        .module_id("em-0vag13d1")
        .build()
}

/// A hundred calls at once, all of which are to succeed.
async fn hundred_calls(client: &ecm::Client) {
    let call = |_| {
        let client = client.clone();
        tokio::spawn(async move { client.run_instances(&request()).await.map(drop) })
    };
    for task in (0..100).map(call).collect::<Vec<_>>() {
        task.await.unwrap().unwrap();
    }
}

/// Nothing that anybody could sign with.
fn tells_nothing(shown: &str) {
    for secret in [LONG_KEY, TEMPORARY_KEY, TOKEN, "AKIDrole", "web.identity.token"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

fn variables(pairs: &[(&str, &str)]) -> impl Fn(&str) -> Option<String> + Send + Sync + 'static {
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let map: BTreeMap<String, String> = pairs.collect();
    move |name| map.get(name).cloned()
}

fn no_variables() -> impl Fn(&str) -> Option<String> + Send + Sync + 'static {
    variables(&[])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_instance_role_signs_a_hundred_calls_after_one_look() {
    let metadata = Metadata::start(&[("", "worker"), ("worker", &role(1, 7200).to_string())]).await;
    let service = service().await;
    let provider = InstanceRoleCredentialsProvider::builder().endpoint(metadata.url()).build();
    let client = client(&service, provider);
    hundred_calls(&client).await;
    assert_eq!(metadata.asked(), ["", "worker"]);
    assert_eq!(service.requests().iter().filter(|request| request.error.is_none()).count(), 100);
    tells_nothing(&format!("{client:?}"));
}

#[tokio::test]
async fn an_instance_role_that_is_refused_is_fetched_once_more() {
    let metadata = Metadata::start(&[("worker", &role(9, 7200).to_string())]).await;
    let service = TestServer::builder()
        .spec(ecm::SPEC)
        .credentials_with_token("AKIDrole9", TEMPORARY_KEY, "another token")
        .credentials_with_token("AKIDrole1", TEMPORARY_KEY, TOKEN)
        .start()
        .await
        .unwrap();
    let provider =
        InstanceRoleCredentialsProvider::builder().endpoint(metadata.url()).role("worker").build();
    let client = client(&service, provider);
    let error = client.run_instances(&request()).await.unwrap_err();
    assert_eq!(error.code(), Some("AuthFailure.TokenFailure"), "the same again: {error}");
    assert_eq!(metadata.asked().len(), 2);
    metadata.say("worker", &role(1, 7200).to_string());
    // What the service refused a moment ago is not fetched again at once.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    client.run_instances(&request()).await.unwrap();
    assert_eq!(metadata.asked().len(), 3);
}

#[tokio::test]
async fn a_machine_without_metadata_server_is_no_instance() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = InstanceRoleCredentialsProvider::builder()
        .endpoint(nobody)
        .build()
        .credentials()
        .await
        .unwrap_err();
    assert!(error.is_absent() && error.to_string().contains("cannot be reached"), "{error}");

    let metadata = Metadata::start(&[]).await;
    let error = InstanceRoleCredentialsProvider::builder().endpoint(metadata.url()).build();
    let error = error.credentials().await.unwrap_err();
    assert_eq!((error.to_string().as_str(), error.is_absent()), ("the instance has no role", true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_is_assumed_once_for_a_hundred_calls() {
    let sts = TestServer::builder()
        .shipped(STS)
        .credentials("AKIDuser", LONG_KEY)
        .respond_with("AssumeRole", exchanged())
        .start()
        .await
        .unwrap();
    let service = service().await;
    let provider =
        AssumeRoleCredentialsProvider::builder(Credentials::new("AKIDuser", LONG_KEY), ROLE)
            .session_name("tests")
            .duration(Duration::from_secs(3600))
            .policy(r#"{"version": "2.0"}"#)
            .external_id("ext=1")
            .region("ap-hongkong")
            .endpoint(sts.url())
            .build();
    let client = client(&service, provider);
    hundred_calls(&client).await;
    let exchanges = sts.requests();
    assert_eq!(exchanges.len(), 1);
    assert_eq!(exchanges[0].region.as_deref(), Some("ap-hongkong"));
    let expected = json!({
        "RoleArn": ROLE, "RoleSessionName": "tests", "DurationSeconds": 3600,
        "Policy": "%7B%22version%22%3A%20%222%2E0%22%7D", "ExternalId": "ext=1",
    });
    assert_eq!(exchanges[0].body, expected);
}

#[tokio::test]
async fn a_role_that_cannot_be_assumed_is_told_without_a_secret() {
    let sts = TestServer::builder()
        .shipped(STS)
        .credentials("AKIDuser", LONG_KEY)
        .respond_with_error(
            "AssumeRole",
            "ResourceNotFound.RoleNotFound",
            format!("no, {LONG_KEY}"),
        )
        .start()
        .await
        .unwrap();
    let service = service().await;
    let source = Credentials::new("AKIDuser", LONG_KEY);
    let provider =
        AssumeRoleCredentialsProvider::builder(source.clone(), ROLE).endpoint(sts.url()).build();
    let client = client(&service, provider);
    let error = client.run_instances(&request()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert!(error.to_string().contains("ResourceNotFound.RoleNotFound"), "{error}");
    tells_nothing(&format!("{error} {error:?}"));
    assert!(service.requests().is_empty());

    let bad = AssumeRoleCredentialsProvider::builder(source.clone(), ROLE)
        .session_name("a b")
        .endpoint(sts.url());
    let error = bad.build().credentials().await.unwrap_err();
    assert!(error.to_string().contains("RoleSessionName"), "{error}");
    let bad =
        AssumeRoleCredentialsProvider::builder(source, ROLE).endpoint("http://example.com").build();
    assert!(bad.credentials().await.unwrap_err().to_string().contains("https"));
    let without = CredentialsProviderChain::new();
    let bad = AssumeRoleCredentialsProvider::builder(without, ROLE).endpoint(sts.url()).build();
    let error = bad.credentials().await.unwrap_err();
    assert!(!error.is_absent() && error.to_string().contains("no source"), "{error}");
}

/// Values that credentials are made of have to be read; others may be what they like.
#[tokio::test]
async fn credentials_that_cannot_be_read_are_none() {
    for (place, odd, path) in [
        ("/Credentials", json!([]), "Credentials"),
        ("/Credentials/Token", json!({"a": TOKEN}), "Credentials.Token"),
        ("/Credentials/TmpSecretKey", json!([TEMPORARY_KEY]), "Credentials.TmpSecretKey"),
        ("/Credentials/TmpSecretId", json!({}), "Credentials.TmpSecretId"),
        ("/ExpiredTime", json!(8.5), "ExpiredTime"),
        ("/Expiration", json!([]), ""),
    ] {
        let mut answer = exchanged();
        *answer.pointer_mut(place).unwrap() = odd;
        let sts = TestServer::builder()
            .shipped(STS)
            .credentials("AKIDuser", LONG_KEY)
            .respond_with("AssumeRole", answer.clone())
            .respond_with("AssumeRoleWithWebIdentity", answer);
        let sts = sts.start().await.unwrap();
        let source = Credentials::new("AKIDuser", LONG_KEY);
        let assumed =
            AssumeRoleCredentialsProvider::builder(source, ROLE).endpoint(sts.url()).build();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("token");
        fs::write(&file, "web.identity.token").unwrap();
        let exchanged =
            WebIdentityCredentialsProvider::builder("p", ROLE, &file).endpoint(sts.url()).build();
        for result in [assumed.credentials().await, exchanged.credentials().await] {
            match (result, path) {
                (Ok(_), "") => {}
                (Ok(_), path) => panic!("{path} was read"),
                (Err(error), path) => {
                    let text = error.to_string();
                    let says = format!("cannot be read: {path}: expected ");
                    assert!(!path.is_empty() && text.contains(&says), "{text}");
                    tells_nothing(&format!("{error} {error:?}"));
                }
            }
        }
    }
}

/// The variables that a container has, with its token in this file.
fn container(token_file: &Path) -> [(&'static str, String); 4] {
    [
        ("TKE_REGION", "ap-nanjing".to_owned()),
        ("TKE_PROVIDER_ID", "cls-provider".to_owned()),
        ("TKE_WEB_IDENTITY_TOKEN_FILE", token_file.to_str().unwrap().to_owned()),
        ("TKE_ROLE_ARN", ROLE.to_owned()),
    ]
}

async fn sts_for_containers() -> TestServer {
    let answer = exchanged();
    // No account is let in: what is signed would be refused.
    let sts = TestServer::builder().shipped(STS).respond_with("AssumeRoleWithWebIdentity", answer);
    sts.start().await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_container_exchanges_its_token_without_a_signature() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    fs::write(&file, "web.identity.token\n").unwrap();
    let (sts, service) = (sts_for_containers().await, service().await);
    let map = BTreeMap::from(container(&file));
    let provider = WebIdentityCredentialsProvider::from_variables()
        .variables(move |name| map.get(name).cloned())
        .endpoint(sts.url())
        .build();
    let client = client(&service, provider);
    hundred_calls(&client).await;
    let exchanges = sts.requests();
    assert_eq!(exchanges.len(), 1);
    assert_eq!(exchanges[0].region.as_deref(), Some("ap-nanjing"));
    let expected = json!({
        "ProviderId": "cls-provider", "WebIdentityToken": "web.identity.token", "RoleArn": ROLE,
        "RoleSessionName": "ecm-client",
    });
    assert_eq!(exchanges[0].body, expected);

    // The token may be another by the time it is needed again.
    fs::write(&file, "web.identity.token.2").unwrap();
    let given =
        WebIdentityCredentialsProvider::builder("p", ROLE, &file).endpoint(sts.url()).build();
    given.credentials().await.unwrap();
    assert_eq!(sts.requests()[1].body["WebIdentityToken"], "web.identity.token.2");
    assert_eq!(sts.requests()[1].region.as_deref(), Some("ap-guangzhou"));
}

#[tokio::test]
async fn a_container_that_is_not_set_up_is_passed_over_and_one_that_is_half_is_an_error() {
    let none = WebIdentityCredentialsProvider::from_variables().variables(no_variables()).build();
    assert!(none.credentials().await.unwrap_err().is_absent());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    let all = container(&file);
    for missing in 0..all.len() {
        let mut map = BTreeMap::from(all.clone());
        map.remove(all[missing].0);
        let half = WebIdentityCredentialsProvider::from_variables()
            .variables(move |name| map.get(name).cloned());
        let error = half.build().credentials().await.unwrap_err();
        let expected = format!("not set: {}; set all four TKE_ variables or none", all[missing].0);
        assert_eq!((error.to_string(), error.is_absent()), (expected, false));
    }
    for (token, expected) in
        [(None, "no such file"), (Some(&b" \n"[..]), "empty"), (Some(b"\xFFweb"), "not UTF-8")]
    {
        if let Some(token) = token {
            fs::write(&file, token).unwrap();
        }
        let given = WebIdentityCredentialsProvider::builder("provider", ROLE, &file).build();
        let error = given.credentials().await.unwrap_err();
        assert!(!error.is_absent() && error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn the_chain_goes_from_source_to_source() {
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    fs::write(&token, "web.identity.token").unwrap();
    let (metadata, sts) = (Metadata::start(&[]).await, sts_for_containers().await);
    let home = folder.path().to_str().unwrap().to_owned();
    let chain = |pairs: &[(&str, &str)]| {
        let map = BTreeMap::from(container(&token));
        let home = variables(&[("HOME", &home), ("USERPROFILE", &home)]);
        CredentialsProviderChain::new()
            .or_else(
                "environment",
                EnvironmentCredentialsProvider::with_variables(variables(pairs)),
            )
            .or_else("profile", ProfileCredentialsProvider::builder().variables(home).build())
            .or_else(
                "instance role",
                InstanceRoleCredentialsProvider::builder().endpoint(metadata.url()).build(),
            )
            .or_else(
                "web identity",
                WebIdentityCredentialsProvider::from_variables()
                    .variables(move |name| map.get(name).cloned())
                    .endpoint(sts.url())
                    .build(),
            )
    };
    let id = async |chain: CredentialsProviderChain| {
        let given = chain.credentials().await;
        given.map(|given| given.secret_id().to_owned()).map_err(|error| error.to_string())
    };
    // From the last to the first, each goes before those that were there already.
    assert_eq!(id(chain(&[])).await.as_deref(), Ok("AKIDrole1"));
    assert_eq!(sts.requests().len(), 1);
    metadata.say("", "worker");
    metadata.say("worker", &role(7, 7200).to_string());
    assert_eq!(id(chain(&[])).await.as_deref(), Ok("AKIDrole7"));
    let profile = folder.path().join(".tencentcloud/credentials");
    fs::create_dir(profile.parent().unwrap()).unwrap();
    fs::write(&profile, "[default]\nsecret_id = AKIDprofile\nsecret_key = hunter2").unwrap();
    assert_eq!(id(chain(&[])).await.as_deref(), Ok("AKIDprofile"));
    let pair =
        [("TENCENTCLOUD_SECRET_ID", "AKIDenvironment"), ("TENCENTCLOUD_SECRET_KEY", "hunter2")];
    assert_eq!(id(chain(&pair)).await.as_deref(), Ok("AKIDenvironment"));
    // What is broken is not passed over.
    fs::write(&profile, "[default]\nsecret_id AKIDprofile").unwrap();
    let error = id(chain(&[])).await.unwrap_err();
    let place = "profile: ~/.tencentcloud/credentials: line 2: neither `[profile]` nor \
                 `name = value`; correct or remove the line";
    assert!(error.contains(place) && !error.contains("AKIDprofile"), "{error}");
    assert!(id(chain(&pair[..1])).await.unwrap_err().contains("TENCENTCLOUD_SECRET_KEY"));
    assert_eq!(sts.requests().len(), 1);
}

//! A key that was replaced: it is read anew from where it came, when the service refuses the old one.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use ecm_client::credentials::CachedCredentialsProvider;
use ecm_client::ecm::DescribeInstancesRequest;
use ecm_client::{Error, blocking, dynamic};
use ecm_test_server::{Fault, FaultRule};

use super::*;

const OLD_KEY: &str = "hunter2-of-the-old-pair";

/// What happens as soon as the service has refused the old key.
type Replace = Box<dyn Fn() + Send + Sync>;

/// A service that lets in the new pair, and in whose sight the old one is replaced.
async fn service(spec: &str, replace: Replace) -> TestServer {
    TestServer::builder()
        .shipped(spec)
        .credentials("AKIDnew", LONG_KEY)
        .credentials_with_token("AKIDrole1", TEMPORARY_KEY, TOKEN)
        .respond_with_if_sts(spec)
        .on_request(move |request| {
            if request.error.is_some() {
                replace();
            }
        })
        .rate_limits(false)
        .start()
        .await
        .unwrap()
}

trait OfSts {
    fn respond_with_if_sts(self, spec: &str) -> Self;
}

impl OfSts for ecm_test_server::TestServerBuilder {
    fn respond_with_if_sts(self, spec: &str) -> Self {
        match spec {
            STS => self.respond_with("AssumeRole", exchanged()),
            _ => self,
        }
    }
}

/// A credentials file with this pair.
fn write(file: &Path, id: &str, key: &str) {
    let text = format!("[default]\nsecret_id = {id}\nsecret_key = {key}\n");
    let new = file.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, file).unwrap();
}

/// A file with the old pair, and how the new one gets into it.
fn profile(folder: &Path) -> (ProfileCredentialsProvider, Replace, PathBuf) {
    let file = folder.join("credentials");
    write(&file, "AKIDold", OLD_KEY);
    let provider = ProfileCredentialsProvider::builder().file(&file).build();
    let replaced = file.clone();
    (provider, Box::new(move || write(&replaced, "AKIDnew", LONG_KEY)), file)
}

fn never() -> Replace {
    Box::new(|| {})
}

fn ids(service: &TestServer) -> Vec<Option<String>> {
    service.requests().iter().map(|request| request.error.clone()).collect()
}

fn refused_and_done() -> Vec<Option<String>> {
    vec![Some("AuthFailure.SecretIdNotFound".to_owned()), None]
}

#[tokio::test]
async fn every_source_is_asked_again_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let sources = ["environment", "profile", "instance role", "chain", "cached chain"];
    for source in sources {
        let environment = Arc::new(Mutex::new(BTreeMap::from([
            ("TENCENTCLOUD_SECRET_ID".to_owned(), "AKIDold".to_owned()),
            ("TENCENTCLOUD_SECRET_KEY".to_owned(), OLD_KEY.to_owned()),
        ])));
        let variables = Arc::clone(&environment);
        let of_environment = EnvironmentCredentialsProvider::with_variables(move |name| {
            variables.lock().unwrap().get(name).cloned()
        });
        let metadata = Arc::new(
            Metadata::start(&[("", "worker"), ("worker", &super::role(0, 7200).to_string())]).await,
        );
        let of_instance =
            InstanceRoleCredentialsProvider::builder().endpoint(metadata.url()).build();
        let (of_profile, replace_profile, _) = profile(folder.path());
        let replace: Replace = match source {
            "environment" => Box::new(move || {
                let pair = [("ID", "AKIDnew"), ("KEY", LONG_KEY)];
                let pair = pair
                    .map(|(half, value)| (format!("TENCENTCLOUD_SECRET_{half}"), value.to_owned()));
                environment.lock().unwrap().extend(pair);
            }),
            "instance role" => {
                let metadata = Arc::clone(&metadata);
                Box::new(move || metadata.say("worker", &super::role(1, 7200).to_string()))
            }
            _ => replace_profile,
        };
        let service = service("ecm-2019-07-19", replace).await;
        let empty = EnvironmentCredentialsProvider::with_variables(no_variables());
        // What comes behind is of another account.
        let behind = Credentials::new("AKIDnew", "hunter2");
        let chain = CredentialsProviderChain::new()
            .or_else("environment", empty)
            .or_else("profile", of_profile)
            .or_else("behind", behind);
        let client = match source {
            "environment" => client(&service, of_environment),
            "instance role" => client(&service, of_instance),
            "cached chain" => client(&service, CachedCredentialsProvider::new(chain)),
            _ => client(&service, chain),
        };
        client.run_instances(&request()).await.unwrap();
        assert_eq!(ids(&service), refused_and_done(), "{source}");
        client.run_instances(&request()).await.unwrap();
        assert_eq!(service.requests().len(), 3, "{source}: the new one is kept");
        assert_eq!(service.ledger().commits.len(), 2, "{source}");
    }
}

#[tokio::test]
async fn the_pair_that_a_role_is_exchanged_for_is_asked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let (provider, replace, _) = profile(folder.path());
    let sts = service(STS, replace).await;
    let service = service("ecm-2019-07-19", never()).await;
    let role = AssumeRoleCredentialsProvider::builder(provider, ROLE).endpoint(sts.url()).build();
    client(&service, role).run_instances(&request()).await.unwrap();
    assert_eq!(ids(&sts), refused_and_done());
    assert_eq!(ids(&service), [None]);
}

#[tokio::test]
async fn every_kind_of_call_goes_on_with_the_new_key() {
    let api = dynamic::Api::new(ecm_tests::read("ecm", ecm::SPEC));
    let list = api.action("DescribeInstances").unwrap().request("{}").unwrap();
    let folder = tempfile::tempdir().unwrap();
    for call in ["create", "read", "dynamic"] {
        let (provider, replace, _) = profile(folder.path());
        let service = service("ecm-2019-07-19", replace).await;
        let client = client(&service, provider);
        match call {
            "create" => client.run_instances(&request()).await.map(drop),
            "read" => client.describe_instances(&DescribeInstancesRequest::new()).await.map(drop),
            _ => client.core().send_dynamic(&list).await.map(drop),
        }
        .unwrap();
        assert_eq!(ids(&service), refused_and_done(), "{call}");
    }
}

#[test]
fn a_blocking_call_goes_on_with_the_new_key() {
    let folder = tempfile::tempdir().unwrap();
    let (provider, replace, _) = profile(folder.path());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let service = runtime.block_on(service("ecm-2019-07-19", replace));
    let core = client(&service, provider).core().clone();
    let client = ecm::blocking::Client::new(blocking::Client::new(core).unwrap());
    client.run_instances(&request()).unwrap();
    assert_eq!(ids(&service), refused_and_done());
    runtime.block_on(service.shutdown());
}

#[tokio::test]
async fn a_hundred_that_were_refused_cost_one_look() {
    let metadata =
        Metadata::start(&[("", "worker"), ("worker", &super::role(0, 7200).to_string())]).await;
    let metadata = Arc::new(metadata);
    let hook = Arc::clone(&metadata);
    let replace = move || hook.say("worker", &super::role(1, 7200).to_string());
    let service = service("ecm-2019-07-19", Box::new(replace)).await;
    let provider = InstanceRoleCredentialsProvider::builder().endpoint(metadata.url()).build();
    hundred_calls(&client(&service, provider)).await;
    // A list and a role, twice.
    assert_eq!(metadata.asked().len(), 4);
    assert_eq!(service.ledger().commits.len(), 100, "one create for each call");
}

#[tokio::test]
async fn what_does_not_prove_a_refusal_is_no_reason_to_send_a_create_again() {
    let folder = tempfile::tempdir().unwrap();
    let (provider, replace, _) = profile(folder.path());
    let service = service("ecm-2019-07-19", replace).await;
    let cut = Fault::Truncate {
        at: ecm_test_server::Position::Body(20),
        disconnect: ecm_test_server::Disconnect::Close,
    };
    service.inject(FaultRule::new(cut).take(1));
    let client = client(&service, provider);
    let error: Error = client.run_instances(&request()).await.unwrap_err();
    assert_eq!((error.outcome(), service.requests().len()), (Outcome::Unknown, 1));
}

#[tokio::test]
async fn a_key_that_stays_the_same_is_not_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let (provider, _, file) = profile(folder.path());
    let seen = Arc::new(OnceLock::new());
    let first = Arc::clone(&seen);
    let replace = move || {
        // Another secret key alone is no other login.
        write(&file, "AKIDold", "another");
        let _ = first.set(());
    };
    let service = service("ecm-2019-07-19", Box::new(replace)).await;
    let error = client(&service, provider).run_instances(&request()).await.unwrap_err();
    assert_eq!(error.code(), Some("AuthFailure.SecretIdNotFound"));
    assert!(error.to_string().contains("renew the credentials"), "{error}");
    tells_nothing(&format!("{error} {error:?}"));
    assert_eq!((error.attempts(), service.requests().len()), (1, 1));
    assert!(seen.get().is_some());
}

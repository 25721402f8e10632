//! Sources that cannot answer for a moment.

use ecm_client::{Error, RetryAdvice, blocking, dynamic};
use ecm_test_server::{Fault, FaultRule, Moment, ServedResponse};
use futures_util::future::join_all;

use super::metadata::Reply;
use super::*;

/// Answers 500 for so long, and well after that.
fn recovers(metadata: Metadata, page: &'static str, after: Duration) -> Metadata {
    metadata.say("", "worker");
    metadata.say("worker", &role(1, 7200).to_string());
    metadata.reply(page, Reply::Page("500 Internal Server Error", String::new()));
    let good = if page.is_empty() { "worker".to_owned() } else { role(1, 7200).to_string() };
    let later = metadata.later(page, after, good);
    tokio::spawn(later);
    metadata
}

#[tokio::test]
async fn a_metadata_server_that_stumbles_costs_a_moment_and_no_call() {
    join_all(["", "worker"].map(|page| async move {
        let metadata = Metadata::start(&[]).await;
        let metadata = recovers(metadata, page, Duration::from_millis(1500));
        let service = service().await;
        let provider = InstanceRoleCredentialsProvider::builder().endpoint(metadata.url());
        let client = client(&service, provider.build());
        hundred_calls(&client).await;
        assert_eq!(service.ledger().commits.len(), 100);
        assert!(metadata.asked().len() < 20, "{:?}", metadata.asked());
    }))
    .await;
}

#[tokio::test]
async fn every_kind_of_call_waits_for_it() {
    let api = dynamic::Api::new(ecm_tests::read("ecm", ecm::SPEC));
    let list = api.action("DescribeInstances").unwrap().request("{}").unwrap();
    for call in ["dynamic", "prepared"] {
        let metadata = recovers(Metadata::start(&[]).await, "worker", Duration::from_millis(300));
        let service = service().await;
        let provider = InstanceRoleCredentialsProvider::builder().endpoint(metadata.url());
        let client = client(&service, provider.build());
        match call {
            "dynamic" => client.core().send_dynamic(&list).await.map(drop),
            _ => client.core().prepare(&request()).await.map(drop),
        }
        .unwrap();
    }
}

#[test]
fn a_blocking_call_waits_for_it() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let metadata = runtime.block_on(async {
        recovers(Metadata::start(&[]).await, "worker", Duration::from_millis(300))
    });
    let service = runtime.block_on(service());
    let provider = InstanceRoleCredentialsProvider::builder().endpoint(metadata.url()).build();
    let core = client(&service, provider).core().clone();
    let client = ecm::blocking::Client::new(blocking::Client::new(core).unwrap());
    client.run_instances(&request()).unwrap();
    runtime.block_on(service.shutdown());
}

/// Providers that exchange something at this address.
fn exchanges(url: &str, token: &Path) -> [(&'static str, Box<dyn CredentialsProvider>); 2] {
    let source = Credentials::new("AKIDuser", LONG_KEY);
    let role = AssumeRoleCredentialsProvider::builder(source, ROLE).endpoint(url).build();
    let web = WebIdentityCredentialsProvider::builder("p", ROLE, token).endpoint(url).build();
    [("role", Box::new(role)), ("web identity", Box::new(web))]
}

async fn sts(port: u16) -> TestServer {
    TestServer::builder()
        .shipped(STS)
        .credentials("AKIDuser", LONG_KEY)
        .respond_with("AssumeRole", exchanged())
        .respond_with("AssumeRoleWithWebIdentity", exchanged())
        .port(port)
        .start()
        .await
        .unwrap()
}

fn token(folder: &Path) -> std::path::PathBuf {
    let file = folder.join("token");
    fs::write(&file, "web.identity.token").unwrap();
    file
}

/// One call that needs an exchange, which meets this fault more often than it tries again itself.
async fn stumbles(number: usize, fault: Fault, token: std::path::PathBuf) {
    let (sts, service) = (sts(0).await, service().await);
    sts.inject(FaultRule::new(fault.clone()).take(4));
    let (name, provider) = exchanges(&sts.url(), &token).into_iter().nth(number).unwrap();
    let result = client(&service, provider).run_instances(&request()).await;
    result.unwrap_or_else(|error| panic!("{name} after {fault:?}: {error}"));
    assert_eq!(sts.requests().len(), 5, "{name} after {fault:?}");
}

#[tokio::test]
async fn an_sts_that_stumbles_costs_a_moment_and_no_call() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    let mut calls = Vec::new();
    for fault in [
        Fault::Response(ServedResponse::html(500)),
        Fault::Response(ServedResponse::html(503)),
        Fault::reset(Moment::Request),
        Fault::error("InternalError"),
    ] {
        for number in 0..2 {
            calls.push(tokio::spawn(stumbles(number, fault.clone(), token.clone())));
        }
    }
    for call in calls {
        call.await.unwrap();
    }
}

#[tokio::test]
async fn an_sts_that_is_not_reachable_for_a_moment_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let service = service().await;
    let [(_, role), (_, web)] = exchanges(&format!("http://127.0.0.1:{port}"), &token);
    let calls = [role, web].map(|provider| {
        let client = client(&service, provider);
        tokio::spawn(async move { client.run_instances(&request()).await.map(drop) })
    });
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let sts = sts(port).await;
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(sts.requests().len(), 2);
}

async fn fails(provider: impl CredentialsProvider + 'static, timeout: u64) -> Error {
    let service = service().await;
    let core = Client::builder().credentials_provider(provider).endpoint(service.url());
    let core = core.timeout(Duration::from_secs(timeout)).build().unwrap();
    let client = ecm::Client::new(core);
    let error = client.run_instances(&request()).await.unwrap_err();
    assert_eq!((error.outcome(), service.requests().len()), (Outcome::NotSent, 0));
    error
}

#[tokio::test]
async fn when_the_time_is_over_the_cause_is_named() {
    let metadata = Metadata::start(&[("", "worker")]).await;
    for (reply, says) in [
        (Reply::Page("502 Bad Gateway", String::new()), "with the HTTP status 502"),
        (Reply::End, "the connection to the metadata server was lost"),
    ] {
        metadata.reply("worker", reply);
        let provider = InstanceRoleCredentialsProvider::builder().endpoint(metadata.url()).build();
        let error = fails(provider, 2).await;
        assert_eq!((error.retry(), error.is_timeout()), (RetryAdvice::AfterBackoff, true));
        assert!(error.to_string().contains(says), "{error}");
        assert!(error.to_string().ends_with("it can be sent again."), "{error}");
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, provider) in exchanges("http://127.0.0.1:9", &token(folder.path())) {
        let error = fails(provider, 2).await;
        assert_eq!(error.retry(), RetryAdvice::AfterBackoff, "{name}");
        assert!(error.to_string().contains("cannot connect to 127.0.0.1:9"), "{name}: {error}");
    }
    // What is wrong is wrong at once.
    let sts = sts(0).await;
    for code in ["InvalidParameter", "AuthFailure.UnauthorizedOperation"] {
        for (name, provider) in exchanges(&sts.url(), &token(folder.path())) {
            sts.inject(FaultRule::new(Fault::error(code)));
            let error = fails(provider, 60).await;
            assert_eq!((error.retry(), error.is_timeout()), (RetryAdvice::Never, false), "{name}");
            assert!(error.to_string().contains(code), "{error}");
            sts.clear_faults();
        }
    }
}

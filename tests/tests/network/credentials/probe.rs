//! What answers at the address of the metadata server need not be one.

use ecm_client::{Error, RetryAdvice};
use tokio::time::Instant;

use super::metadata::Reply;
use super::*;

/// A chain as the default one, in a container with a web identity, with what answers there.
struct Machine {
    metadata: Metadata,
    sts: TestServer,
    _folder: tempfile::TempDir,
    token: std::path::PathBuf,
}

impl Machine {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let token = folder.path().join("token");
        fs::write(&token, "web.identity.token").unwrap();
        let (metadata, sts) = (Metadata::start(&[]).await, sts_for_containers().await);
        Self { metadata, sts, _folder: folder, token }
    }

    fn chain(&self, role: Option<&str>, is_container: bool) -> CredentialsProviderChain {
        let mut instance = InstanceRoleCredentialsProvider::builder()
            .endpoint(self.metadata.url())
            .variables(no_variables());
        if let Some(role) = role {
            instance = instance.role(role);
        }
        let map = BTreeMap::from(container(&self.token));
        let map = if is_container { map } else { BTreeMap::new() };
        let web_identity = WebIdentityCredentialsProvider::from_variables()
            .variables(move |name| map.get(name).cloned())
            .endpoint(self.sts.url());
        CredentialsProviderChain::new()
            .or_else("environment", EnvironmentCredentialsProvider::with_variables(no_variables()))
            .or_else("instance role", instance.build())
            .or_else("web identity", web_identity.build())
    }
}

fn page(status: &'static str, text: &str) -> Reply {
    Reply::Page(status, text.to_owned())
}

#[tokio::test]
async fn what_is_not_the_metadata_server_is_passed_over() {
    for reply in [
        page("302 Found\r\nLocation: http://portal.example.com/", ""),
        page("403 Forbidden", "no"),
        page("404 Not Found", ""),
        page("200 OK", "<!DOCTYPE html><title>Sign in</title>"),
        page("200 OK", ""),
        Reply::Silence,
        // These decide nothing, and the container's identity signs.
        page("500 Internal Server Error", ""),
        page("200 OK", "{}"),
        Reply::End,
    ] {
        let machine = Machine::new().await;
        machine.metadata.reply("", reply.clone());
        let service = service().await;
        let client = client(&service, machine.chain(None, true));
        let start = Instant::now();
        client.run_instances(&request()).await.unwrap_or_else(|error| panic!("{reply:?}: {error}"));
        assert!(start.elapsed() < Duration::from_millis(2500), "{reply:?}: {:?}", start.elapsed());
        assert_eq!(machine.sts.requests().len(), 1, "{reply:?}");

        // From then on it alone is asked.
        let looks = machine.metadata.asked().len();
        machine.metadata.say("", "worker");
        client.run_instances(&request()).await.unwrap();
        assert_eq!(machine.metadata.asked().len(), looks, "{reply:?}");
    }
}

#[tokio::test]
async fn a_server_that_recovers_within_the_second_is_the_one() {
    let machine = Machine::new().await;
    machine.metadata.reply("", page("503 Service Unavailable", ""));
    let service = service().await;
    let client = client(&service, machine.chain(None, true));
    let call = tokio::spawn(async move { client.run_instances(&request()).await.map(drop) });
    while machine.metadata.asked().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    machine.metadata.say("worker", &role(1, 7200).to_string());
    machine.metadata.say("", "worker");
    call.await.unwrap().unwrap();
    assert!(machine.sts.requests().is_empty());
}

async fn fails(machine: &Machine, chain: CredentialsProviderChain) -> (Error, usize) {
    let service = service().await;
    let core = Client::builder().credentials_provider(chain).endpoint(service.url());
    let core = core.timeout(Duration::from_secs(3)).build().unwrap();
    let client = ecm::Client::new(core);
    let error = client.run_instances(&request()).await.unwrap_err();
    assert_eq!((error.outcome(), service.requests().len()), (Outcome::NotSent, 0));
    (error, machine.sts.requests().len())
}

#[tokio::test]
async fn a_role_that_was_named_is_not_passed_over() {
    let machine = Machine::new().await;
    machine.metadata.reply("worker", page("500 Internal Server Error", ""));
    let (error, exchanges) = fails(&machine, machine.chain(Some("worker"), true)).await;
    assert_eq!((error.retry(), exchanges), (RetryAdvice::AfterBackoff, 0));
    let text = error.to_string();
    for part in [
        "environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set",
        "instance role: the metadata server responded with the HTTP status 500",
        "web identity: not asked",
    ] {
        assert!(text.contains(part), "{text}");
    }
}

#[tokio::test]
async fn where_nobody_signs_every_source_has_its_say() {
    let machine = Machine::new().await;
    machine.metadata.reply("", page("500 Internal Server Error", ""));
    let (error, _) = fails(&machine, machine.chain(None, false)).await;
    // It may be there a moment later.
    assert_eq!(error.retry(), RetryAdvice::AfterBackoff);
    let text = error.to_string();
    for part in ["environment: ", "instance role: ", "500", "web identity: ", "TKE_ROLE_ARN"] {
        assert!(text.contains(part), "{text}");
    }
    machine.metadata.reply("", page("404 Not Found", ""));
    let start = Instant::now();
    let (error, _) = fails(&machine, machine.chain(None, false)).await;
    assert_eq!(error.retry(), RetryAdvice::Never);
    assert!(start.elapsed() < Duration::from_secs(1), "there is nothing to wait for");

    // Uncut, however long.
    let long = "hop ".repeat(3_000) + "end";
    let mut chain = CredentialsProviderChain::new();
    for name in ["first", "second"] {
        let source: Result<Credentials, _> = Err(CredentialsError::absent(long.clone()));
        chain = chain.or_else(name, source);
    }
    let (error, _) = fails(&machine, chain).await;
    let text = error.to_string();
    assert!(text.contains(&format!("first: {long}; second: {long}. Nothing was done")), "{text}");
}

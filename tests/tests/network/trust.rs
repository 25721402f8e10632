//! Whom a client trusts: a private authority, by every way in which it can be named, for every kind
//! of call.

use std::process::Command;
use std::{env, fs};

use crate::authority::{Authority, ISSUER, Identity, TlsFront, VALID, with_system_store};
use ecm_client::credentials::AssumeRoleCredentialsProvider;
use ecm_client::ecm::{self, DescribeInstancesRequest};
use ecm_client::{Client, ClientBuilder, Credentials, Error, Outcome, TrustedRoots};
use ecm_test_server::TestServer;
use serde_json::json;

const ID: &str = "AKIDEXAMPLE";
const KEY: &str = "SECRETEXAMPLE";
const ROLE: &str = "qcs::cam::uin/100000000001:roleName/worker";

/// Answers ECM and STS, in clear.
async fn service() -> TestServer {
    let exchanged = json!({
        "Credentials": { "TmpSecretId": ID, "TmpSecretKey": KEY, "Token": "a-token" },
        "ExpiredTime": 4_000_000_000_u64, "Expiration": "2096-10-02T07:06:40Z",
    });
    TestServer::builder()
        .shipped("ecm-2019-07-19")
        .shipped("sts-2018-08-13")
        .credentials(ID, KEY)
        .credentials_with_token(ID, KEY, "a-token")
        .respond_with("AssumeRole", exchanged)
        .start()
        .await
        .unwrap()
}

fn port(server: &TestServer) -> u16 {
    server.url().rsplit(':').next().unwrap().trim_end_matches('/').parse().unwrap()
}

fn builder(url: &str) -> ClientBuilder {
    Client::builder().endpoint(url).credentials(Credentials::new(ID, KEY)).region("ap-guangzhou")
}

async fn describe(builder: ClientBuilder) -> Result<(), Error> {
    let client = ecm::Client::new(builder.build().unwrap());
    client.describe_instances(&DescribeInstancesRequest::new()).await.map(|_| ())
}

/// Makes every kind of call with a client of its own, and returns what came of each.
async fn every_kind(
    url: &str,
    configure: impl Fn(ClientBuilder) -> ClientBuilder,
) -> Vec<(&'static str, Result<(), Error>)> {
    let typed = describe(configure(builder(url))).await;
    let role =
        AssumeRoleCredentialsProvider::builder(Credentials::new(ID, KEY), ROLE).endpoint(url);
    let of_role = configure(builder(url)).credentials_provider(role.build());
    let assumed = describe(of_role).await;
    let core = configure(builder(url)).build().unwrap();
    let blocking = tokio::task::spawn_blocking(move || {
        let client = ecm_client::blocking::Client::new(core).unwrap();
        client.send(&DescribeInstancesRequest::new()).map(|_| ())
    });
    vec![("typed", typed), ("AssumeRole", assumed), ("blocking", blocking.await.unwrap())]
}

/// The sentence about a certificate under the authority, which nobody has named.
fn unknown(error: &Error) {
    let text = error.to_string();
    assert_eq!(error.outcome(), Outcome::NotSent, "{text}");
    assert!(text.contains("the certificate of localhost is not trusted: its issuer"), "{text}");
    assert!(text.contains(&format!("`{ISSUER}`")), "{text}");
    assert!(text.contains("SSL_CERT_FILE") && text.contains("`root_certificate`"), "{text}");
}

#[tokio::test]
async fn an_authority_that_the_builder_was_given_is_trusted() {
    let (authority, server) = (Authority::new(), service().await);
    let front = TlsFront::start(&authority.issue(&["localhost"], VALID), port(&server), None);
    for roots in [TrustedRoots::Given, TrustedRoots::Bundled, TrustedRoots::System] {
        let trusting =
            |builder: ClientBuilder| builder.root_certificate(&*authority.pem).trusted_roots(roots);
        for (kind, result) in every_kind(&front.url(), trusting).await {
            result.unwrap_or_else(|error| panic!("{kind}, {roots:?}: {error}"));
        }
    }
    front.connections();
    for (kind, result) in every_kind(&front.url(), |builder| builder).await {
        unknown(&result.expect_err(kind));
    }
    assert_eq!(front.connections(), 3, "one attempt each");
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_tried_once_and_nothing_is_sent() {
    let (authority, server) = (Authority::new(), service().await);
    let good = authority.issue(&["localhost"], VALID);
    let (expired, early) = ((2000, 2010), (2120, 2130));
    let issued = format!("the certificate of localhost (issuer `{ISSUER}`)");
    for (identity, trusted, expected) in [
        (
            &good,
            false,
            format!("the certificate of localhost is not trusted: its issuer `{ISSUER}`"),
        ),
        (
            &Authority::new().issue(&["localhost"], VALID),
            true,
            format!(
                "is not trusted: another key than that of the `{ISSUER}` known here has signed it"
            ),
        ),
        (
            &Identity::self_signed(&["localhost"]),
            true,
            "the certificate of localhost (issuer `CN=lamp, O=Lamps`) is not trusted: it is \
             self-signed. If it is the right one, name its certificate in SSL_CERT_FILE"
                .to_owned(),
        ),
        (
            &Identity::of_authority(&["localhost"]),
            true,
            "the certificate of localhost (issuer `CN=lamp, O=Lamps`) is that of an authority, \
             which no server may have. It needs one that an authority has issued"
                .to_owned(),
        ),
        (
            &authority.issue(&["localhost"], expired),
            true,
            format!("{issued} expired at 2010-01-01T00:00:00Z, and it is "),
        ),
        (
            &authority.issue(&["localhost"], early),
            true,
            format!("{issued} is not valid before 2120-01-01T00:00:00Z, and it is "),
        ),
        (
            &authority.issue(&["lamp.example.com", "127.0.0.9"], VALID),
            true,
            format!("{issued} is for `lamp.example.com`, `127.0.0.9`, not for localhost. Correct"),
        ),
    ] {
        let front = TlsFront::start(identity, port(&server), None);
        let configure = |builder: ClientBuilder| match trusted {
            true => builder.root_certificate(&*authority.pem),
            false => builder,
        };
        let error = describe(configure(builder(&front.url()))).await.unwrap_err();
        assert!(error.to_string().contains(&expected), "{error}\n{expected}");
        assert!(error.to_string().ends_with(" Nothing was done."), "{error}");
        assert_eq!((error.outcome(), error.attempts()), (Outcome::NotSent, 1), "{error}");
        assert!(error.is_untrusted_certificate() && error.is_connect(), "{error}");
        assert_eq!(front.connections(), 1, "{error}");
        // The exchange for a role is tried as often, and so is the call that waits for it.
        let role = AssumeRoleCredentialsProvider::builder(Credentials::new(ID, KEY), ROLE);
        let provider = role.endpoint(front.url()).build();
        let of_role = configure(builder("https://localhost:1")).credentials_provider(provider);
        let error = describe(of_role).await.unwrap_err();
        assert!(error.to_string().contains(&expected), "{error}");
        assert_eq!((error.outcome(), front.connections()), (Outcome::NotSent, 1), "{error}");
    }
    assert!(server.requests().is_empty(), "{:?}", server.requests());
}

#[tokio::test]
async fn a_server_may_ask_for_a_certificate_of_the_client() {
    let (authority, clients, server) = (Authority::new(), Authority::new(), service().await);
    let identity = authority.issue(&["localhost"], VALID);
    let front = TlsFront::start(&identity, port(&server), Some(&clients));
    let trusting = || builder(&front.url()).root_certificate(&*authority.pem);
    let client = clients.issue(&["lamp"], VALID);
    describe(trusting().client_certificate(client.chain_pem.clone(), client.key_pem.clone()))
        .await
        .unwrap();
    let stranger = authority.issue(&["lamp"], VALID);
    let shown = stranger.key_pem.lines().nth(1).unwrap().to_owned();
    for refused in [trusting(), trusting().client_certificate(stranger.chain_pem, stranger.key_pem)]
    {
        let error = describe(refused).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains(&shown), "{error}");
    }
    assert_eq!(server.requests().len(), 1);
}

/// Set where a test runs the next one again, in an environment that names roots.
const URL: &str = "ECM_TESTS_TRUST_URL";

/// Prints what came of every kind of call: `ok`, or the error.
#[tokio::test]
async fn calls_of_a_process() {
    let Ok(url) = env::var(URL) else { return };
    for (kind, result) in every_kind(&url, |builder| builder).await {
        match result {
            Ok(()) => println!("{kind}: ok"),
            Err(error) => println!("{kind}: {:?}: {error}", error.outcome()),
        }
    }
    // Loaded once: what the variable names may be gone by now.
    if let Some(file) = env::var_os("SSL_CERT_FILE") {
        let _ = fs::remove_file(file);
        println!("again: {:?}", describe(builder(&url)).await.is_ok());
    }
}

/// Command that makes the calls in a process without variables that name roots.
fn process(url: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "trust::calls_of_a_process", "--nocapture", "--test-threads", "1"]);
    command.env(URL, url).env_remove("SSL_CERT_FILE").env_remove("SSL_CERT_DIR");
    command
}

async fn printed(mut command: Command) -> String {
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text} {}", String::from_utf8_lossy(&output.stderr));
    text
}

fn all_are_ok(text: &str) {
    for kind in ["typed", "AssumeRole", "blocking"] {
        assert!(text.contains(&format!("{kind}: ok\n")), "{kind}: {text}");
    }
}

/// Every kind of call failed with this, once.
fn all_fail(text: &str, front: &TlsFront, expected: &str, connections: usize) {
    for kind in ["typed", "AssumeRole", "blocking"] {
        let line = text.lines().find(|line| line.contains(&format!("{kind}: NotSent: ")));
        let line = line.unwrap_or_else(|| panic!("{kind}: {text}"));
        assert!(line.contains(expected), "{kind}: {line}\n{expected}");
    }
    assert_eq!(front.connections(), connections, "{text}");
}

#[tokio::test]
async fn variables_replace_the_roots_of_the_system() {
    let folder = tempfile::tempdir().unwrap();
    let (authority, other) = (Authority::new(), Authority::named("Another Root"));
    let server = service().await;
    let front = TlsFront::start(&authority.issue(&["localhost"], VALID), port(&server), None);
    let file = authority.write(folder.path(), "root.pem");
    let (named, strange, empty) =
        (folder.path().join("named"), folder.path().join("strange"), folder.path().join("empty"));
    for folder in [&named, &strange, &empty] {
        fs::create_dir(folder).unwrap();
    }
    authority.write(&named, "0a1b2c3d.0");
    let stranger = other.write(&strange, "root.pem");

    let mut by_folder = process(&front.url());
    by_folder.env("SSL_CERT_DIR", &named);
    all_are_ok(&printed(by_folder).await);
    let mut by_file = process(&front.url());
    by_file.env("SSL_CERT_FILE", &file);
    let text = printed(by_file).await;
    all_are_ok(&text);
    assert!(text.contains("again: true"), "{text}");

    front.connections();
    let unknown = format!("its issuer `{ISSUER}` is none of the authorities known here");
    let mut by_stranger = process(&front.url());
    by_stranger.env("SSL_CERT_DIR", &strange);
    all_fail(&printed(by_stranger).await, &front, &unknown, 3);
    let mut without = process(&front.url());
    without.env("SSL_CERT_FILE", &stranger);
    all_fail(&printed(without).await, &front, &unknown, 4);
    // Nothing usable is an error that says so; other roots are not fallen back to.
    for (name, value, expected) in [
        ("SSL_CERT_FILE", folder.path().join("gone"), "SSL_CERT_FILE names `"),
        ("SSL_CERT_DIR", empty, "SSL_CERT_DIR names `"),
    ] {
        let mut unusable = process(&front.url());
        unusable.env(name, &value);
        let expected = format!("{expected}{}`: ", value.display());
        all_fail(&printed(unusable).await, &front, &expected, 0);
    }
}

#[tokio::test]
async fn the_system_has_its_say_where_no_variable_is_set() {
    let folder = tempfile::tempdir().unwrap();
    let (authority, server) = (Authority::new(), service().await);
    let front = TlsFront::start(&authority.issue(&["localhost"], VALID), port(&server), None);
    let process = process(&front.url());
    let Some(trusting) = with_system_store(&process, folder.path(), Some(&authority.pem)) else {
        println!("skipped: a process cannot be given a system's store of its own here");
        return;
    };
    all_are_ok(&printed(trusting).await);
    // Without any, the bundled ones apply, and they do not know the authority.
    front.connections();
    let folder = tempfile::tempdir().unwrap();
    let empty = with_system_store(&process, folder.path(), None).unwrap();
    let unknown = format!("its issuer `{ISSUER}` is none of the authorities known here");
    all_fail(&printed(empty).await, &front, &unknown, 3);
}

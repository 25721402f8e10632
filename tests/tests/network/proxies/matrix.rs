//! Every manner of a proxy, for every kind of call, in clear and over TLS.

use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ecm_client::credentials::AssumeRoleCredentialsProvider;
use ecm_client::ecm::{
    self, DescribeInstancesRequest, Isp, RunInstancesRequest, ZoneInstanceCountIsp,
};
use ecm_client::{Client, ClientBuilder, Credentials, Error, Outcome, RetryPolicy};
use ecm_test_server::TestServer;
use ecm_tests::secrets::{PROXY_PASSWORD, SECRET_ID, SECRET_KEY, TOKEN, seen_in};
use futures_util::future::join_all;
use serde_json::json;

use crate::authority::{Authority, Identity, TlsFront, VALID};
use crate::proxies::capture;
use crate::proxies::logged::{Asked, LoggedProxy, Manner};
use crate::proxies::parrots::{self, ChatRequest};

const ROLE: &str = "qcs::cam::uin/100000000001:roleName/worker";

/// Time that a call may take; a silent proxy takes all of it.
const TIMEOUT: Duration = Duration::from_secs(3);

const REGION: &str = "ap-guangzhou";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Read,
    Create,
    Stream,
    /// A read that is signed for a role, which STS is asked for first.
    Role,
}

const KINDS: [Kind; 4] = [Kind::Read, Kind::Create, Kind::Stream, Kind::Role];

struct World {
    authority: Authority,
    service: TestServer,
    front: TlsFront,
}

impl World {
    async fn start() -> Self {
        let exchanged = json!({
            "Credentials": { "TmpSecretId": SECRET_ID, "TmpSecretKey": SECRET_KEY, "Token": TOKEN },
            "ExpiredTime": 4_000_000_000_u64, "Expiration": "2096-10-02T07:06:40Z",
        });
        let service = TestServer::builder()
            .shipped("ecm-2019-07-19")
            .shipped("sts-2018-08-13")
            .spec(include_str!("../../../specs/parrots-2024-08-01.json"))
            .credentials(SECRET_ID, SECRET_KEY)
            .credentials_with_token(SECRET_ID, SECRET_KEY, TOKEN)
            .respond_with("AssumeRole", exchanged)
            .rate_limits(false)
            .start()
            .await
            .unwrap();
        let authority = Authority::new();
        let identity = authority.issue(&["localhost"], VALID);
        let front = TlsFront::start(&identity, service.address().port(), None);
        Self { authority, service, front }
    }

    /// Server as the proxy is to be asked for it, and its URL.
    fn server(&self, is_tls: bool) -> (String, String) {
        let port = if is_tls { self.front.port } else { self.service.address().port() };
        let server = format!("localhost:{port}");
        let scheme = if is_tls { "https" } else { "http" };
        (server.clone(), format!("{scheme}://{server}"))
    }

    async fn call(&self, kind: Kind, is_tls: bool, proxy: &str) -> Result<(), Error> {
        self.call_of(REGION, kind, is_tls, proxy).await
    }

    async fn call_of(
        &self,
        region: &str,
        kind: Kind,
        is_tls: bool,
        proxy: &str,
    ) -> Result<(), Error> {
        let (_, url) = self.server(is_tls);
        let pair = Credentials::new(SECRET_ID, SECRET_KEY);
        let builder: ClientBuilder = Client::builder()
            .endpoint(&url)
            .region(region)
            .root_certificate(&*self.authority.pem)
            .timeout(TIMEOUT)
            .connect_timeout(TIMEOUT * 3 / 4)
            .retry_policy(RetryPolicy::disabled())
            .metrics(capture::Measured)
            .proxy(proxy);
        let builder = match kind {
            Kind::Role => {
                let role = AssumeRoleCredentialsProvider::builder(pair, ROLE).endpoint(&url);
                builder.credentials_provider(role.build())
            }
            _ => builder.credentials(pair),
        };
        let core = builder.build().unwrap();
        match kind {
            Kind::Read | Kind::Role => {
                let client = ecm::Client::new(core);
                client.describe_instances(&DescribeInstancesRequest::new()).await.map(|_| ())
            }
            Kind::Create => {
                let zones = [ZoneInstanceCountIsp::new("ap-zhengzhou-1", 1, Isp::Cmcc)];
                let request = RunInstancesRequest::builder()
                    .zone_instance_count_isp_set(zones)
                    .module_id("em-0vag13d1")
                    .login(ecm::Login::Password(PASSWORD_OF_MACHINE.into()))
                    .build();
                ecm::Client::new(core).run_instances(&request).await.map(|_| ())
            }
            Kind::Stream => {
                let client = parrots::Client::new(core);
                let mut stream = client.chat_stream(&ChatRequest::new("hello")).await?;
                let mut count = 0;
                while let Some(event) = stream.next().await {
                    event?;
                    count += 1;
                }
                assert_eq!(count, 3);
                Ok(())
            }
        }
    }
}

/// A password as the service takes it.
const PASSWORD_OF_MACHINE: &str = "never-To-Be-Seen-1";

/// Proxies with the login that they are given, and what comes of a call over TLS and in clear.
fn manners() -> Vec<(Manner, &'static str, [Option<Outcome>; 2])> {
    const WANTED: &str = "Basic dXNlcjpwcm94eU5ldmVyVG9CZVNob3duNQ==";
    let (unsent, unknown) = (Some(Outcome::NotSent), Some(Outcome::Unknown));
    vec![
        (Manner::Forward, "", [None, None]),
        (Manner::Login(WANTED), "user", [None, None]),
        (Manner::Login("Basic another"), "user", [unsent, unknown]),
        (Manner::Login(WANTED), "", [unsent, unknown]),
        (Manner::Refuse, "user", [unsent, unknown]),
        (Manner::Silent, "user", [unsent, unknown]),
        // Within the handshake of TLS, and within the head of an answer in clear.
        (Manner::Cut(20), "user", [unsent, unknown]),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_manner_for_every_kind_of_call() {
    capture::begin();
    let world = World::start().await;
    let identity = world.authority.issue(&["localhost"], VALID);
    let (world, identity) = (&world, &identity);
    let ways = manners().into_iter().flat_map(|way| [(way, false), (way, true)]);
    // At once, as most of them wait until their time is over.
    let cases = ways.map(|((manner, user, outcomes), is_tls_proxy)| async move {
        let login = match user {
            "" => String::new(),
            user => format!("{user}:{PROXY_PASSWORD}@"),
        };
        let scheme = if is_tls_proxy { "https" } else { "http" };
        let route = Route { scheme, login: &login, identity: is_tls_proxy.then_some(identity) };
        let calls = [true, false].into_iter().zip(outcomes).flat_map(|(is_tls, expected)| {
            KINDS.map(|kind| one_call(world, manner, &route, (is_tls, kind, expected)))
        });
        join_all(calls).await.len()
    });
    assert_eq!(join_all(cases).await.into_iter().sum::<usize>(), 7 * 2 * 2 * 4);
}

/// Way to a proxy: its scheme, the login for it, and its certificate.
struct Route<'a> {
    scheme: &'a str,
    login: &'a str,
    identity: Option<&'a Identity>,
}

async fn one_call(
    world: &World,
    manner: Manner,
    route: &Route<'_>,
    (is_tls, kind, expected): (bool, Kind, Option<Outcome>),
) {
    let Route { scheme, login, identity } = route;
    let name = format!("{manner:?}, {scheme} proxy, TLS {is_tls}, {kind:?}");
    // One for each, as the exchange for a role may outlive its call.
    let proxy = LoggedProxy::start(manner, *identity);
    let start = Instant::now();
    let url = format!("{scheme}://{login}localhost:{}", proxy.port);
    let result = world.call(kind, is_tls, &url).await;
    assert!(start.elapsed() < TIMEOUT * 3, "{name}: {:?}", start.elapsed());
    // Without credentials, the call itself was not sent.
    let expected = match kind {
        Kind::Role => expected.map(|_| Outcome::NotSent),
        _ => expected,
    };
    assert_eq!(result.as_ref().err().map(Error::outcome), expected, "{name}: {result:?}");
    let shown = result.err().map(|error| format!("{error} {error:?}"));
    let shown = shown.unwrap_or_default() + &capture::taken();
    assert_eq!(seen_in(&shown), None, "{name}: {shown}");
    assert!(!shown.contains(PASSWORD_OF_MACHINE), "{name}: {shown}");
    has_come_by(&proxy, world, (is_tls, kind, expected), login, &name);
}

/// The proxy was asked for the right server, as often as there was something to send.
fn has_come_by(
    proxy: &LoggedProxy,
    world: &World,
    (is_tls, kind, expected): (bool, Kind, Option<Outcome>),
    login: &str,
    name: &str,
) {
    let (server, _) = world.server(is_tls);
    let basic = STANDARD.encode(login.trim_end_matches('@'));
    let login = (!login.is_empty()).then(|| format!("Basic {basic}"));
    let method = if is_tls { "CONNECT" } else { "POST" }.to_owned();
    let asked = Asked { method, server, login };
    let log = proxy.taken();
    // An exchange that fails for a moment is tried again; it changes nothing.
    let expected = match (kind, expected) {
        (Kind::Role, None) if is_tls => vec![asked; 1],
        (Kind::Role, None) => vec![asked; 2],
        (Kind::Role, Some(_)) => {
            assert!(!log.is_empty(), "{name}");
            vec![asked; log.len()]
        }
        _ => vec![asked],
    };
    assert_eq!(log, expected, "{name}");
}

#[tokio::test]
async fn wherever_it_is_cut_the_outcome_tells_the_truth() {
    for (is_tls, end) in [(true, 2400), (false, 1200)] {
        for kind in [Kind::Read, Kind::Create, Kind::Stream] {
            let world = World::start().await;
            let (mut unsent, mut unknown, mut done) = (Vec::new(), 0, 0);
            for bytes in (0..end).step_by(100) {
                let proxy = LoggedProxy::start(Manner::Cut(bytes), None);
                // What was sent before a cut may arrive much later: each call is told by its region.
                let region = format!("ap-cut-{bytes}");
                let url = format!("http://localhost:{}", proxy.port);
                let result = world.call_of(&region, kind, is_tls, &url).await;
                assert_eq!(proxy.taken().len(), 1, "{kind:?}, cut at {bytes}");
                let outcome = result.err().map(|error| error.outcome());
                match outcome {
                    None => done += 1,
                    Some(Outcome::Unknown) => unknown += 1,
                    outcome => {
                        assert_eq!(outcome, Some(Outcome::NotSent));
                        unsent.push(region);
                    }
                }
            }
            let counts = (!unsent.is_empty(), unknown > 0, done > 0);
            assert_eq!(counts, (is_tls, true, true), "{kind:?}: {unsent:?} {unknown} {done}");
            for request in world.service.ledger().requests {
                let region = request.region.unwrap();
                assert!(!unsent.contains(&region), "{kind:?}, {region}");
            }
        }
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there_proves_that_nothing_was_sent() {
    let world = World::start().await;
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let url = format!("http://user:{PROXY_PASSWORD}@{}", socket.local_addr().unwrap());
    for is_tls in [true, false] {
        for kind in KINDS {
            let error = world.call(kind, is_tls, &url).await.unwrap_err();
            assert_eq!(error.outcome(), Outcome::NotSent, "{kind:?}: {error}");
            assert_eq!(seen_in(&format!("{error} {error:?}")), None);
        }
    }
    assert!(world.service.requests().is_empty());
}

#[tokio::test]
async fn plain_http_goes_to_the_hosts_that_are_named_only() {
    let world = World::start().await;
    let proxy = LoggedProxy::start(Manner::Refuse, None);
    let builder = |host: &str| {
        Client::builder()
            .endpoint("http://mock.internal:8080")
            .credentials(Credentials::new(SECRET_ID, SECRET_KEY))
            .region("ap-guangzhou")
            .proxy(format!("http://localhost:{}", proxy.port))
            .allow_http(host)
    };
    let error = builder("mock.example").build().unwrap_err().to_string();
    assert!(error.contains("plain http is for this machine only"), "{error}");
    let client = ecm::Client::new(builder("Mock.internal").build().unwrap());
    client.describe_instances(&DescribeInstancesRequest::new()).await.unwrap_err();
    assert_eq!(proxy.taken()[0].server, "mock.internal:8080");
    drop(world);
}

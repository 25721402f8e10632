//! Calls over a client of `reqwest` that the program configures, against servers that tempt it to
//! send a request again or elsewhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::authority::{Authority, TlsFront, VALID};
use bytes::Bytes;
use ecm_client::ecm::{
    self, DescribeInstancesRequest, Isp, RunInstancesRequest, ZoneInstanceCountIsp,
};
use ecm_client::{Client, Credentials, Error, Outcome, ReqwestTransport, RetryPolicy};
use ecm_test_server::{Fault, FaultRule, TestServer};
use reqwest::ClientBuilder;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const ID: &str = "AKIDEXAMPLE";
const KEY: &str = "SECRETEXAMPLE";

/// A builder that would do everything that a transport must not do.
fn tempting() -> ClientBuilder {
    ClientBuilder::new()
        .no_proxy()
        .tls_backend_preconfigured(tls())
        .redirect(reqwest::redirect::Policy::limited(10))
        .retry(
            reqwest::retry::for_host("localhost")
                .max_retries_per_request(5)
                .classify_fn(|request| request.retryable()),
        )
        .referer(true)
        .gzip(true)
}

fn tls() -> rustls::ClientConfig {
    tls_with(rustls::RootCertStore::empty())
}

fn tls_with(roots: rustls::RootCertStore) -> rustls::ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// Both kinds of transport over the same builder.
fn transports(make: fn() -> ClientBuilder) -> [ReqwestTransport; 2] {
    [ReqwestTransport::from_builder(make()).unwrap(), ReqwestTransport::from_fn(make).unwrap()]
}

fn client(url: &str, transport: ReqwestTransport) -> ecm::Client {
    let core = Client::builder()
        .endpoint(url)
        .credentials(Credentials::new(ID, KEY))
        .region("ap-guangzhou")
        .timeout(Duration::from_secs(20))
        .retry_policy(RetryPolicy::disabled())
        .transport(transport);
    ecm::Client::new(core.build().unwrap())
}

fn machine() -> RunInstancesRequest {
    RunInstancesRequest::builder()
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new("ap-zhengzhou-1", 1, Isp::Cmcc)])
        .module_id("em-0vag13d1")
        .build()
}

async fn describe(client: &ecm::Client) -> Result<(), Error> {
    client.describe_instances(&DescribeInstancesRequest::new()).await.map(|_| ())
}

#[tokio::test]
async fn calls_are_carried_over_it() {
    let server = TestServer::builder().shipped("ecm-2019-07-19").credentials(ID, KEY);
    let server = server.start().await.unwrap();
    for transport in transports(tempting) {
        let client = client(&server.url(), transport);
        describe(&client).await.unwrap();
        client.run_instances(&machine()).await.unwrap();
    }
    assert_eq!(server.requests().len(), 4);
}

/// Answers every request with these bytes, and counts them.
async fn answering(answer: &'static [u8]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let counted = Arc::clone(&counted);
            tokio::spawn(async move {
                let mut request = Vec::new();
                let mut buffer = [0; 4096];
                while let Ok(read @ 1..) = socket.read(&mut buffer).await {
                    request.extend_from_slice(&buffer[..read]);
                    // Who follows to another page has no body.
                    if request.ends_with(b"}") || request.starts_with(b"GET") {
                        counted.fetch_add(1, Ordering::SeqCst);
                        let _ = socket.write_all(answer).await;
                        return;
                    }
                }
            });
        }
    });
    (url, count)
}

#[tokio::test]
async fn a_request_is_sent_once_whatever_comes_back() {
    let moved = b"HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n";
    let unavailable = b"HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n";
    for answer in [&moved[..], unavailable, b"", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"] {
        for transport in transports(tempting) {
            let (url, count) = answering(answer).await;
            let error = client(&url, transport).run_instances(&machine()).await.unwrap_err();
            assert_eq!((error.outcome(), error.attempts()), (Outcome::Unknown, 1), "{error}");
            tokio::time::sleep(Duration::from_millis(20)).await;
            assert_eq!(count.load(Ordering::SeqCst), 1, "{error}");
        }
    }
}

#[tokio::test]
async fn an_answer_is_not_unpacked() {
    // Nobody has asked for it; a client that unpacked it would read an empty text.
    let packed = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 20\r\n\r\n\
                   \x1f\x8b\x08\0\0\0\0\0\x02\x03\x03\0\0\0\0\0\0\0\0\0";
    for transport in transports(tempting) {
        let (url, _) = answering(packed).await;
        let error = describe(&client(&url, transport)).await.unwrap_err();
        assert_eq!(error.raw_body().map(<[u8]>::len), Some(20), "{error}");
        assert!(error.to_string().contains("compressed"), "{error}");
    }
}

#[tokio::test]
async fn a_connection_that_met_a_fault_is_not_used_again() {
    let fault = FaultRule::new(Fault::error("InternalError")).action("DescribeInstances").nth(1);
    for (transport, reused) in transports(tempting).into_iter().zip([false, true]) {
        let server = TestServer::builder().shipped("ecm-2019-07-19").credentials(ID, KEY);
        let server = server.fault(fault.clone()).start().await.unwrap();
        let client = client(&server.url(), transport);
        describe(&client).await.unwrap_err();
        for _ in 0..3 {
            describe(&client).await.unwrap();
        }
        let mut connections: Vec<_> =
            server.requests().iter().map(|request| request.connection).collect();
        connections.dedup();
        assert_eq!(connections.len(), if reused { 2 } else { 4 });
    }
}

#[tokio::test]
async fn what_cannot_be_reached_was_not_sent() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let impatient = || tempting().timeout(Duration::from_millis(100));
    for url in ["https://lamp.invalid".to_owned(), format!("https://localhost:{port}")] {
        for transport in transports(impatient) {
            let error = client(&url, transport).run_instances(&machine()).await.unwrap_err();
            assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
        }
    }
    for transport in transports(impatient) {
        let url = format!("http://localhost:{port}");
        let error = client(&url, transport).run_instances(&machine()).await.unwrap_err();
        assert_eq!((error.outcome(), error.is_timeout()), (Outcome::Unknown, true), "{error}");
    }
}

#[tokio::test]
async fn a_certificate_that_its_own_tls_refuses_is_final() {
    let authority = Authority::new();
    let front = TlsFront::start(&authority.issue(&["localhost"], VALID), 1, None);
    let [transport, _] = transports(|| {
        let stranger = Authority::named("Another Root").issue(&["lamp"], VALID);
        let mut roots = rustls::RootCertStore::empty();
        roots.add(stranger.certificate()).unwrap();
        ClientBuilder::new().no_proxy().tls_backend_preconfigured(tls_with(roots))
    });
    let core = Client::builder().endpoint(front.url()).credentials(Credentials::new(ID, KEY));
    let core = core.region("ap-guangzhou").transport(transport).build().unwrap();
    let error = describe(&ecm::Client::new(core)).await.unwrap_err();
    assert_eq!((error.outcome(), error.attempts()), (Outcome::NotSent, 1), "{error}");
    assert!(error.is_untrusted_certificate(), "{error}");
    assert!(error.to_string().contains("certificate of the server is not accepted: "), "{error}");
    assert_eq!(front.connections(), 1);
}

/// Treatment of the requests of a connection by an HTTP/2 server.
#[derive(Clone, Copy)]
enum Streams {
    Refused,
    /// The first is answered, and there is never room for the body of the next.
    Without,
}

/// Serves HTTP/2 without TLS, and counts the requests that begin.
async fn http2(streams: Streams) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(answer_streams(socket, streams, Arc::clone(&counted)));
        }
    });
    (url, count)
}

async fn answer_streams(socket: TcpStream, streams: Streams, counted: Arc<AtomicUsize>) {
    let mut builder = h2::server::Builder::new();
    if matches!(streams, Streams::Without) {
        builder.initial_window_size(0);
    }
    let mut connection = builder.handshake::<_, Bytes>(socket).await.unwrap();
    let mut open = Vec::new();
    while let Some(Ok((request, mut respond))) = connection.accept().await {
        let number = counted.fetch_add(1, Ordering::SeqCst);
        match streams {
            Streams::Refused => respond.send_reset(h2::Reason::REFUSED_STREAM),
            Streams::Without if number == 0 => {
                let mut body = respond.send_response(http::Response::new(()), false).unwrap();
                let answer = br#"{"Response":{"RequestId":"r-1"}}"#;
                body.send_data(Bytes::from_static(answer), true).unwrap();
            }
            Streams::Without => open.push((request, respond)),
        }
    }
}

fn over_http2() -> ClientBuilder {
    tempting().http2_prior_knowledge().timeout(Duration::from_millis(500))
}

#[tokio::test]
async fn over_http2_a_refused_stream_is_not_repeated() {
    for transport in transports(over_http2) {
        let (url, count) = http2(Streams::Refused).await;
        let error = client(&url, transport).run_instances(&machine()).await.unwrap_err();
        assert_eq!((error.outcome(), error.attempts()), (Outcome::Unknown, 1), "{error}");
        assert_eq!(count.load(Ordering::SeqCst), 1, "{error}");
    }
}

#[tokio::test]
async fn over_http2_a_head_that_left_is_not_taken_for_nothing() {
    let (url, count) = http2(Streams::Without).await;
    let client = client(&url, ReqwestTransport::from_fn(over_http2).unwrap());
    client.run_instances(&machine()).await.unwrap();
    let error = client.run_instances(&machine()).await.unwrap_err();
    assert_eq!((error.outcome(), error.is_timeout()), (Outcome::Unknown, true), "{error}");
    assert_eq!(count.load(Ordering::SeqCst), 2, "over one connection");
}

#[test]
fn a_client_without_cryptography_is_an_error() {
    // No crate of this build gives reqwest any, and nothing is installed for the process.
    let made = ReqwestTransport::from_builder(ClientBuilder::new().no_proxy());
    let error = made.err().map(|error| error.to_string()).unwrap_or_default();
    assert!(error.contains("no provider of cryptography; turn on the feature"), "{error}");
}

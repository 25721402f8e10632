//! A second host, for when there is no connection to the first.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use crate::authority::{Authority, TlsFront, VALID};
use ecm_client::ecm::{
    self, DescribeInstancesRequest, Isp, RunInstancesRequest, ZoneInstanceCountIsp,
};
use ecm_client::{
    BoxFuture, Client, ClientBuilder, Credentials, Error, HttpResponse, Outcome, RetryPolicy,
    SignedRequest, Transport, TransportError,
};
use ecm_test_server::{Fault, FaultRule, Moment, TestServer};

const ID: &str = "AKIDEXAMPLE";
const KEY: &str = "SECRETEXAMPLE";

fn builder() -> ClientBuilder {
    Client::builder()
        .credentials(Credentials::new(ID, KEY))
        .region("ap-guangzhou")
        .retry_policy(RetryPolicy::disabled())
        .rate_limit(false)
}

fn client(builder: ClientBuilder) -> ecm::Client {
    ecm::Client::new(builder.build().unwrap())
}

async fn read(client: &ecm::Client) -> Result<(), Error> {
    client.describe_instances(&DescribeInstancesRequest::new()).await.map(|_| ())
}

async fn create(client: &ecm::Client) -> Result<(), Error> {
    let request = RunInstancesRequest::builder()
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new("ap-zhengzhou-1", 1, Isp::Cmcc)])
        .module_id("em-0vag13d1")
        .build();
    client.run_instances(&request).await.map(|_| ())
}

async fn server(fault: Option<FaultRule>) -> TestServer {
    let builder = TestServer::builder().shipped("ecm-2019-07-19").credentials(ID, KEY);
    let builder = fault.into_iter().fold(builder, |builder, fault| builder.fault(fault));
    builder.start().await.unwrap()
}

/// An address that nobody listens on, for as long as the socket is kept.
fn closed() -> (tokio::net::TcpSocket, String) {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    (socket, url)
}

#[tokio::test]
async fn reads_and_creates_move_where_the_first_cannot_be_reached() {
    let (_socket, first) = closed();
    let second = server(None).await;
    let client = client(builder().endpoint(&first).fallback_endpoint(second.url()));
    create(&client).await.unwrap();
    read(&client).await.unwrap();
    // It checks signatures, which name the host.
    assert_eq!(second.requests().len(), 2);
    assert_eq!(second.ledger().commits.len(), 1);
}

#[tokio::test]
async fn nothing_moves_once_a_request_has_left() {
    for moment in [Moment::Head, Moment::Request] {
        let first = server(Some(FaultRule::new(Fault::reset(moment)))).await;
        let second = server(None).await;
        let client = client(builder().endpoint(first.url()).fallback_endpoint(second.url()));
        for error in [create(&client).await.unwrap_err(), read(&client).await.unwrap_err()] {
            assert_eq!((error.outcome(), error.attempts()), (Outcome::Unknown, 1), "{error}");
        }
        assert!(second.requests().is_empty());
    }
}

#[tokio::test]
async fn an_impostor_is_not_evaded() {
    let second = server(None).await;
    let front = TlsFront::start(&Authority::new().issue(&["localhost"], VALID), 1, None);
    let client = client(builder().endpoint(front.url()).fallback_endpoint(second.url()));
    let error = create(&client).await.unwrap_err();
    assert!(error.is_untrusted_certificate(), "{error}");
    assert_eq!((front.connections(), second.requests().len()), (1, 0));
}

#[tokio::test]
async fn two_hosts_that_cannot_be_reached_are_both_named() {
    let ((_one, first), (_other, second)) = (closed(), closed());
    let client = client(builder().endpoint(&first).fallback_endpoint(&second));
    let error = create(&client).await.unwrap_err();
    let bare = |url: &str| url.trim_start_matches("http://").to_owned();
    let expected = format!("cannot connect to {}, nor to {} before: ", bare(&second), bare(&first));
    assert!(error.to_string().contains(&expected), "{error}\n{expected}");
    assert_eq!((error.outcome(), error.attempts()), (Outcome::NotSent, 2), "{error}");
}

/// Request as far as it depends on the host: where it goes, whom it names, its signature.
type Sent = (String, String, String);

/// Service of which one host cannot be reached.
#[derive(Clone, Default)]
struct OneIsDown {
    down: Arc<Mutex<String>>,
    sent: Arc<Mutex<Vec<Sent>>>,
}

impl OneIsDown {
    fn hosts(&self) -> Vec<String> {
        let sent = std::mem::take(&mut *self.sent.lock().unwrap());
        sent.into_iter()
            .map(|(url, host, _)| {
                assert_eq!(url, format!("https://{host}/"), "the header names the server");
                host.split('.').nth(1).unwrap().to_owned()
            })
            .collect()
    }
}

impl Transport for OneIsDown {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let header = |name: &str| request.headers()[name].to_str().unwrap().to_owned();
        let sent = (request.url().to_owned(), header("host"), header("authorization"));
        let is_down = sent.1.contains(&*self.down.lock().unwrap());
        self.sent.lock().unwrap().push(sent);
        Box::pin(async move {
            match is_down {
                true => Err(TransportError::not_sent(&io::Error::other("nobody is there"))),
                false => Ok(HttpResponse::new(200, r#"{"Response":{"RequestId":"r-1"}}"#)),
            }
        })
    }
}

#[tokio::test(start_paused = true)]
async fn the_signature_names_the_host_and_further_calls_begin_with_the_one_that_answered() {
    let service = OneIsDown::default();
    *service.down.lock().unwrap() = "one.example".to_owned();
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let client = client(
        builder()
            .domain("one.example")
            .fallback_domain("two.example")
            .clock(move || time)
            .transport(service.clone()),
    );
    create(&client).await.unwrap();
    let signatures: Vec<String> =
        service.sent.lock().unwrap().iter().map(|(.., signature)| signature.clone()).collect();
    assert_eq!(signatures.len(), 2);
    assert_ne!(signatures[0], signatures[1], "of the same second, for two hosts");
    assert_eq!(service.hosts(), ["one", "two"]);
    for _ in 0..2 {
        create(&client).await.unwrap();
        assert_eq!(service.hosts(), ["two"], "it answered a moment ago");
    }
    // The other way, if that is the one that is down now; and back.
    *service.down.lock().unwrap() = "two.example".to_owned();
    create(&client).await.unwrap();
    assert_eq!(service.hosts(), ["two", "one"]);
    create(&client).await.unwrap();
    assert_eq!(service.hosts(), ["one"]);
    *service.down.lock().unwrap() = "one.example".to_owned();
    create(&client).await.unwrap();
    assert_eq!(service.hosts(), ["one", "two"]);
    tokio::time::advance(Duration::from_secs(31)).await;
    create(&client).await.unwrap();
    assert_eq!(service.hosts(), ["one", "two"], "the first is tried again after a while");
}

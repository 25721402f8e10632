//! Every fault as a client would see it, byte by byte.

use std::io::ErrorKind;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use super::fixture::{Call, lamp_server};
use crate::{Disconnect, Fault, FaultRule, Moment, Position, ServedResponse, TestServer};

fn install() -> String {
    Call::new("Install", &json!({ "Rooms": [{ "Count": 2 }] })).signed("POST")
}

/// A server where each request for `Install` meets the fault.
async fn with(rule: FaultRule) -> TestServer {
    lamp_server().fault(rule.action("Install")).start().await.unwrap()
}

/// What came back, and how it ended.
async fn exchange(server: &TestServer) -> (Vec<u8>, Option<ErrorKind>) {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let mut answer = Vec::new();
    let sent = stream.write_all(install().as_bytes()).await;
    let read = stream.read_to_end(&mut answer).await;
    (answer, sent.and(read.map(|_| ())).err().map(|error| error.kind()))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn commits(server: &TestServer) -> usize {
    server.ledger().commits.len()
}

/// The answer without fault, of which the faulty ones are parts.
async fn whole() -> Vec<u8> {
    let server = lamp_server().start().await.unwrap();
    exchange(&server).await.0
}

#[tokio::test]
async fn errors_come_in_answers_that_are_well_formed() {
    let server = with(FaultRule::new(Fault::error("ResourcesSoldOut")).nth(2)).await;
    let call = Call::new("Install", &json!({ "Rooms": [{ "Count": 2 }] }));
    assert_eq!(call.code(&server).await, "none");
    assert_eq!(call.code(&server).await, "ResourcesSoldOut");
    assert_eq!(call.code(&server).await, "none");
    assert_eq!(commits(&server), 2);
    server.inject(FaultRule::new(Fault::error("InternalError")).after_commit());
    assert_eq!(call.code(&server).await, "InternalError");
    assert_eq!(commits(&server), 3, "an error can be a lie");
    server.clear_faults();
    assert_eq!(call.code(&server).await, "none");
    let requests = server.ledger().requests;
    assert_eq!(requests[1].fault, Some(Fault::error("ResourcesSoldOut")));
    assert_eq!(requests[1].body["Rooms"][0]["Count"], 2);
    assert_eq!(requests[4].fault, None);
}

#[tokio::test]
async fn silence_falls_at_every_moment_and_ends_in_every_way() {
    for after in [Moment::Head, Moment::Body(5), Moment::Body(9_999), Moment::Request] {
        for (disconnect, expected) in
            [(Disconnect::Reset, Some(ErrorKind::ConnectionReset)), (Disconnect::Close, None)]
        {
            let server = with(FaultRule::new(Fault::NoResponse { after, disconnect })).await;
            let (answer, error) = exchange(&server).await;
            assert!(answer.is_empty(), "{after:?} {disconnect:?}");
            assert_eq!(error, expected, "{after:?} {disconnect:?}");
            let ledger = server.ledger();
            assert_eq!((ledger.commits.len(), ledger.requests.len()), (0, 1));
            // The next request is answered.
            server.clear_faults();
            assert_eq!(exchange(&server).await.1, None);
            assert_eq!(commits(&server), 1);
        }
    }
}

#[tokio::test]
async fn a_connection_can_be_refused_before_anything_is_read() {
    let rule = FaultRule::new(Fault::reset(Moment::Connected)).nth(2);
    let server = lamp_server().fault(rule).start().await.unwrap();
    assert!(exchange(&server).await.0.starts_with(b"HTTP/1.1 200"));
    assert!(exchange(&server).await.0.is_empty());
    assert!(exchange(&server).await.0.starts_with(b"HTTP/1.1 200"));
    assert_eq!(commits(&server), 2);
    assert_eq!(server.ledger().connections, 3);
}

#[tokio::test]
async fn what_is_committed_can_be_lost() {
    let lost = Fault::NoResponse { after: Moment::Request, disconnect: Disconnect::Reset };
    let server = with(FaultRule::new(lost).after_commit()).await;
    assert_eq!(exchange(&server).await, (Vec::new(), Some(ErrorKind::ConnectionReset)));
    let commits = server.ledger().commits;
    assert_eq!(commits.len(), 1);
    assert_eq!((commits[0].action.as_str(), commits[0].connection), ("Install", 1));
    assert_eq!(commits[0].ids.len(), 3, "two lamps and an order: {commits:?}");
    assert_eq!(commits[0].body["Rooms"][0]["Count"], 2);
}

#[tokio::test]
async fn connections_stall_until_the_client_has_enough() {
    for disconnect in [Disconnect::Stall, Disconnect::HalfClose] {
        let server =
            with(FaultRule::new(Fault::NoResponse { after: Moment::Request, disconnect })).await;
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(install().as_bytes()).await.unwrap();
        let mut byte = [0];
        let read = timeout(Duration::from_millis(100), stream.read(&mut byte)).await;
        assert_eq!(read.is_err(), disconnect == Disconnect::Stall, "{disconnect:?}");
        assert_eq!(server.ledger().open_connections, 1);
        drop(stream);
        let begun = Instant::now();
        while server.ledger().open_connections > 0 {
            assert!(begun.elapsed() < Duration::from_secs(5), "{disconnect:?}: still open");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(commits(&server), 0);
    }
}

#[tokio::test]
async fn answers_are_cut_at_every_byte() {
    let whole = whole().await;
    let head = text(&whole).find("\r\n\r\n").unwrap() + 4;
    let server = lamp_server().start().await.unwrap();
    for length in 0..whole.len() {
        let at = if length < head { Position::Head(length) } else { Position::Body(length - head) };
        server.clear_faults();
        server.inject(FaultRule::new(Fault::Truncate { at, disconnect: Disconnect::Close }));
        let (answer, error) = exchange(&server).await;
        assert_eq!((answer.len(), error), (length, None), "{at:?}");
    }
    assert_eq!(commits(&server), whole.len(), "a cut answer is to a request that was carried out");
}

#[tokio::test]
async fn answers_come_late_or_in_drops() {
    let server = with(FaultRule::new(Fault::Delay(Duration::from_millis(80)))).await;
    let begun = Instant::now();
    assert!(exchange(&server).await.0.starts_with(b"HTTP/1.1 200"));
    assert!(begun.elapsed() >= Duration::from_millis(80));

    let whole = whole().await;
    let slow = |from| Fault::Trickle { from, pause: Duration::from_millis(1) };
    for (from, at_least) in [(Position::Head(3), whole.len() - 3), (Position::Body(0), 20)] {
        let server = with(FaultRule::new(slow(from))).await;
        let begun = Instant::now();
        let (answer, _) = exchange(&server).await;
        assert_eq!(answer.len(), whole.len(), "{from:?}");
        assert!(begun.elapsed() >= Duration::from_millis(at_least as u64), "{from:?}");
    }
}

#[tokio::test]
async fn headers_can_lie() {
    let lies = [("content-length", "100000"), ("content-encoding", "gzip")];
    let lies = lies.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let server = with(FaultRule::new(Fault::Headers(lies.into()))).await;
    let answer = text(&exchange(&server).await.0);
    assert!(answer.contains("\r\ncontent-length: 100000\r\n"), "{answer}");
    assert!(answer.contains("\r\ncontent-encoding: gzip\r\n"), "{answer}");
    assert_eq!(answer.matches("content-length").count(), 1);
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["Response"]["LampIds"].as_array().unwrap().len(), 2);
    assert_eq!(commits(&server), 1);
}

#[tokio::test]
async fn anything_can_be_answered() {
    for (response, begins) in [
        (ServedResponse::html(502), "HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\n"),
        (
            ServedResponse::redirect(307, "http://127.0.0.1:1/"),
            "HTTP/1.1 307 Temporary Redirect\r\n",
        ),
        (ServedResponse::json("null"), "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"),
        (ServedResponse::json("[".repeat(10_000)), "HTTP/1.1 200 OK\r\n"),
    ] {
        let body = text(&response.body);
        let server = with(FaultRule::new(Fault::Response(response))).await;
        let answer = text(&exchange(&server).await.0);
        assert!(answer.starts_with(begins), "{answer}");
        assert!(answer.ends_with(&format!("\r\n\r\n{body}")), "{answer}");
        assert_eq!(commits(&server), 0);
    }
    let noise = "\x16\x03\x01\x02\0";
    let server = with(FaultRule::new(Fault::Raw(noise.into())).after_commit()).await;
    assert_eq!(exchange(&server).await.0, noise.as_bytes());
    assert_eq!(commits(&server), 1);
}

#[tokio::test]
async fn a_fault_for_an_action_that_is_not_there_is_told_at_the_start() {
    let rule = FaultRule::new(Fault::error("x")).action("Instal");
    let error = lamp_server().fault(rule).start().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "a response or a fault is for Instal, which no spec has; correct the name or add the spec"
    );
}

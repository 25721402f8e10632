//! The client against a socket on this machine that answers with prepared bytes.

use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;

mod answers;
mod common_names;
mod format;
mod preview;
mod runtimes;
mod schedule;
mod trace;
mod unsigned;

use super::*;
use crate::testing::records::{SwitchOnResponse, switch_on};
use crate::testing::socket::*;
use crate::{Outcome, Response, RetryAdvice};

async fn outcome(answer: &'static [u8]) -> Error {
    let (endpoint, task) = serve(answer, Duration::ZERO).await;
    let error = client(&endpoint).send(&switch_on()).await.unwrap_err();
    task.await.unwrap();
    assert_no_secrets(&format!("{error} {error:?} {error:#?}"));
    error
}

#[tokio::test]
async fn a_call_is_one_signed_request_and_one_answer() {
    let answer = http("200 OK", r#"{"Response": {"Ids": ["ein-1"], "RequestId": "r-1"}}"#);
    let (endpoint, task) = serve(answer, Duration::ZERO).await;
    let client = client(&endpoint);
    let prepared = client.prepare(&switch_on()).await.unwrap();
    let answer = client.send(&switch_on()).await.unwrap();
    assert_eq!(answer.ids, Some(vec!["ein-1".to_owned()]));
    assert_eq!(answer.request_id(), "r-1");
    assert!(answer.warnings().is_empty());
    let sent = task.await.unwrap();
    let (head, body) = sent.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST / HTTP/1.1\r\n"), "{head}");
    assert_eq!(body.as_bytes(), prepared.body());
    for (name, value) in prepared.headers() {
        assert_eq!(head.matches(&format!("\r\n{name}: {value}")).count(), 1, "{name}: {head}");
    }
    for line in [
        "x-tc-action: SwitchOn",
        "x-tc-version: 2024-01-01",
        "x-tc-timestamp: 1551113065",
        "x-tc-region: ap-guangzhou",
        "x-tc-token: tokentokentoken",
        "content-type: application/json",
    ] {
        assert!(head.contains(line), "{line}: {head}");
    }
    assert!(head.contains("SignedHeaders=content-type;host;x-tc-action, Signature="), "{head}");
}

#[tokio::test]
async fn a_refused_connection_proves_that_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = client(&endpoint).send(&switch_on()).await.unwrap_err();
    assert_eq!((error.outcome(), error.retry()), (Outcome::NotSent, RetryAdvice::AfterBackoff));
    assert!(error.is_connect() && !error.is_timeout());
    assert!(std::error::Error::source(&error).is_some());
    assert_no_secrets(&format!("{error} {error:?}"));
}

#[tokio::test]
async fn a_tls_failure_proves_that_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        socket.write_all(b"HTTP/1.1 400 plain\r\n\r\n").await.unwrap();
    });
    let error = client(&endpoint).send(&switch_on()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    task.await.unwrap();
}

#[tokio::test]
async fn whatever_is_no_answer_leaves_the_outcome_unknown() {
    for (answer, says) in [
        (&b""[..], "the connection broke"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", "the connection broke"),
        (b"garbage\r\n\r\n", "the connection broke"),
        (http("502 Bad Gateway", "<html>"), "HTTP status 502"),
        (http("307 Temporary Redirect", ""), "HTTP status 307"),
        (http("200 OK", "<html>"), "a page"),
        (http("200 OK", ""), "empty"),
        (http("200 OK", "null"), "without a `Response`"),
        (http("200 OK", r#"{"Response": {"Ids": []}, "Response": {}}"#), "without exactly one"),
    ] {
        let error = outcome(answer).await;
        assert_eq!(error.outcome(), Outcome::Unknown, "{error}");
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[tokio::test]
async fn the_request_id_survives_a_status_that_is_not_200() {
    let error = outcome(http("500 Oops", r#"{"Response": {"RequestId": "r-7"}}"#)).await;
    assert_eq!((error.outcome(), error.request_id()), (Outcome::Unknown, Some("r-7")));
}

#[tokio::test]
async fn a_refusal_is_typed_and_quotes_no_secret() {
    let body = r#"{"Response": {"Error": {"Code": "InvalidParameterValue.Code",
        "Message": "opensesame is weak, says tokentokentoken of AKIDidididid"}, "RequestId": "r-2"}}"#;
    let error = outcome(http("200 OK", body)).await;
    assert_eq!(error.outcome(), Outcome::Rejected);
    assert_eq!(error.code(), Some("InvalidParameterValue.Code"));
    assert_eq!(error.message(), Some("[redacted] is weak, says [redacted] of [redacted]"));
    assert_eq!(error.request_id(), Some("r-2"));
}

#[tokio::test]
async fn a_connection_that_breaks_when_used_again_is_not_replaced() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        read_request(&mut socket).await;
        socket.write_all(http("200 OK", r#"{"Response": {"RequestId": "r"}}"#)).await.unwrap();
        read_request(&mut socket).await;
        drop(socket);
        let again = tokio::time::timeout(Duration::from_millis(300), listener.accept());
        assert!(again.await.is_err(), "the request came a second time");
    });
    let client = client(&endpoint);
    client.send(&switch_on()).await.unwrap();
    let error = client.send(&switch_on()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown, "{error}");
    task.await.unwrap();
}

#[tokio::test]
async fn an_answer_has_a_largest_size() {
    let chunked =
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc8\r\n{}", "x".repeat(200));
    for answer in [http("200 OK", &"x".repeat(101)), chunked.into_bytes().leak()] {
        let (endpoint, task) = serve(answer, Duration::ZERO).await;
        let client = builder(&endpoint).max_response_size(100).build().unwrap();
        let error = client.send(&switch_on()).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown);
        assert!(error.to_string().contains("larger than the 100 bytes"), "{error}");
        task.await.unwrap();
    }
}

#[tokio::test]
async fn time_runs_out_within_the_deadline() {
    for begun in [&b"HTTP/1.1 200 OK\r\n"[..], b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"] {
        let (endpoint, task) = serve(begun, Duration::from_secs(2)).await;
        let client = builder(&endpoint).timeout(Duration::from_millis(200)).build().unwrap();
        let start = Instant::now();
        let error = client.send(&switch_on()).await.unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        assert_eq!(error.outcome(), Outcome::Unknown);
        assert!(error.is_timeout() && !error.is_connect());
        task.abort();
    }
}

#[tokio::test]
async fn time_that_runs_out_before_there_is_a_connection_proves_that_nothing_was_sent() {
    // The system takes the connection, and nobody ever answers the first word of TLS.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    let builder = builder(&endpoint).connect_timeout(Duration::from_millis(200));
    let error = builder.build().unwrap().send(&switch_on()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
    assert!(error.is_timeout() && error.is_connect());
}

#[tokio::test]
async fn localhost_is_this_machine() {
    let (endpoint, task) = serve(http("200 OK", r#"{"Response": {}}"#), Duration::ZERO).await;
    let client = client(&endpoint.replace("127.0.0.1", "localhost"));
    client.send(&switch_on()).await.unwrap();
    assert!(task.await.unwrap().contains("\r\nhost: localhost:"));
}

#[test]
fn a_call_can_be_spawned() {
    fn spawnable<T: Send>(_: T) {}
    let client = client("http://127.0.0.1:9");
    let request = switch_on();
    spawnable(client.send(&request));
    spawnable(client);
    let _: fn(&Response<SwitchOnResponse>) -> &SwitchOnResponse = |answer| answer;
}

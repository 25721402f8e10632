//! Faults before, between and within events.

use std::io::ErrorKind;
use std::time::Duration;

use serde_json::json;
use tokio::io::AsyncReadExt;
use tokio::time::{Instant, timeout};

use super::{chat, chat_server, connect, read_until, streams};
use crate::{Disconnect, Fault, FaultRule, Moment, Position, ServedEvent, StreamState, TestServer};

/// A server whose `Chat` sends two events and the end mark, and meets the fault.
async fn with(fault: Fault) -> TestServer {
    let events = ["\u{e9}t\u{e9}", "2"].map(ServedEvent::data);
    let builder = chat_server().respond_with_events("Chat", events);
    builder.fault(FaultRule::new(fault).action("Chat")).start().await.unwrap()
}

const EVENTS: [&str; 3] =
    ["d\r\ndata: \u{e9}t\u{e9}\n\n\r\n", "9\r\ndata: 2\n\n\r\n", "e\r\ndata: [DONE]\n\n\r\n"];
const LAST: &str = "0\r\n\r\n";

/// Reads the head and what follows it, and how it ended.
async fn answer(server: &TestServer) -> (usize, Vec<u8>, Option<ErrorKind>) {
    let mut stream = connect(server, &chat()).await;
    let mut answer = Vec::new();
    let ended = timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    let error = ended.expect("no end").err().map(|error| error.kind());
    let end =
        answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(answer.len(), |at| at + 4);
    (end, answer.split_off(end), error)
}

#[tokio::test]
async fn a_stream_ends_after_any_event_in_every_way() {
    for (events, state) in [
        (0, StreamState::Truncated),
        (1, StreamState::Truncated),
        (2, StreamState::Truncated),
        (3, StreamState::Truncated),
        (4, StreamState::Complete),
    ] {
        let whole = if events > 3 { LAST } else { "" };
        let expected = EVENTS[..events.min(3)].concat() + whole;
        for (disconnect, error) in
            [(Disconnect::Close, None), (Disconnect::Reset, Some(ErrorKind::ConnectionReset))]
        {
            let at = Position::Events(events);
            let server = with(Fault::Truncate { at, disconnect }).await;
            let (head, body, ended) = answer(&server).await;
            assert!(head > 0, "{events} {disconnect:?}");
            assert_eq!(String::from_utf8(body).unwrap(), expected, "{events} {disconnect:?}");
            assert_eq!(ended, error, "{events} {disconnect:?}");
            assert_eq!(streams(&server), [(events.min(2) as u64, state)]);
        }
    }
}

#[tokio::test]
async fn a_stream_is_cut_at_every_byte() {
    let whole = EVENTS.concat() + LAST;
    for bytes in 0..=whole.len() {
        let at = Position::Body(bytes);
        let server = with(Fault::Truncate { at, disconnect: Disconnect::Close }).await;
        assert_eq!(answer(&server).await.1, whole.as_bytes()[..bytes], "{bytes}");
        let written = [EVENTS[0].len(), EVENTS[..2].concat().len()];
        let events = written.into_iter().filter(|end| bytes >= *end).count() as u64;
        let complete = bytes == whole.len();
        let state = if complete { StreamState::Complete } else { StreamState::Truncated };
        assert_eq!(streams(&server), [(events, state)], "{bytes}");
    }
    let at = Position::Head(9);
    let server = with(Fault::Truncate { at, disconnect: Disconnect::Close }).await;
    assert_eq!(answer(&server).await.0, 9);
    assert_eq!(streams(&server), [(0, StreamState::Truncated)]);
}

#[tokio::test]
async fn a_stream_is_cut_within_a_character() {
    for (after, bytes, expected) in [
        (0, 7, &b"d\r\ndata: \xc3"[..]),
        (0, 0, b"d\r\n"),
        (1, 6, b"d\r\ndata: \xc3\xa9t\xc3\xa9\n\n\r\n9\r\ndata: "),
    ] {
        let at = Position::WithinEvent { after, bytes };
        let server = with(Fault::Truncate { at, disconnect: Disconnect::Close }).await;
        assert_eq!(answer(&server).await.1, expected);
        assert_eq!(streams(&server), [(after as u64, StreamState::Truncated)]);
    }
}

#[tokio::test]
async fn faults_meet_the_requests_that_a_rule_selects() {
    let at = Position::Events(1);
    let rule = FaultRule::new(Fault::Truncate { at, disconnect: Disconnect::Close }).nth(2);
    let server = chat_server().fault(rule).start().await.unwrap();
    for _ in 0..3 {
        let mut stream = connect(&server, &chat()).await;
        let _ = timeout(Duration::from_millis(50), stream.read_to_end(&mut Vec::new())).await;
    }
    let complete = (3, StreamState::Complete);
    assert_eq!(streams(&server), [complete, (1, StreamState::Truncated), complete]);
    assert!(server.requests()[1].fault.is_some());
    // Nothing is begun where the fault comes before the response.
    server.clear_faults();
    server.inject(FaultRule::new(Fault::reset(Moment::Request)).after_commit());
    assert_eq!(answer(&server).await.0, 0);
    assert_eq!(streams(&server).len(), 3);
}

#[tokio::test]
async fn streams_come_late_or_in_drops() {
    let server = with(Fault::Delay(Duration::from_millis(80))).await;
    let begun = Instant::now();
    let mut stream = connect(&server, &chat()).await;
    read_until(&mut stream, "\r\n\r\n").await;
    assert!(begun.elapsed() >= Duration::from_millis(80));

    for from in [Position::Events(1), Position::WithinEvent { after: 1, bytes: 0 }] {
        let server = with(Fault::Trickle { from, pause: Duration::from_millis(2) }).await;
        let begun = Instant::now();
        let mut stream = connect(&server, &chat()).await;
        let answer = read_until(&mut stream, LAST).await;
        assert!(answer.ends_with(&(EVENTS.concat() + LAST)), "{answer}");
        let slow = EVENTS[1..].concat().len() + LAST.len() - 3;
        assert!(begun.elapsed() >= 2 * Duration::from_millis(slow as u64), "{from:?}");
        assert_eq!(streams(&server), [(2, StreamState::Complete)]);
    }
}

#[tokio::test]
async fn headers_of_a_stream_can_lie() {
    let lie = ("Content-Type".to_owned(), "text/html".to_owned());
    let server = with(Fault::Headers(vec![lie])).await;
    let mut stream = connect(&server, &chat()).await;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("\r\nContent-Type: text/html\r\n"), "{answer}");
    assert_eq!(answer.to_lowercase().matches("content-type").count(), 1);
    assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
    assert!(answer.ends_with(&(EVENTS.concat() + LAST)), "{answer}");
}

#[tokio::test]
async fn a_json_response_counts_as_one_event() {
    let body = json!({ "Text": "x" });
    let mut lengths = Vec::new();
    for at in [
        Position::Events(0),
        Position::WithinEvent { after: 0, bytes: 5 },
        Position::Events(1),
        Position::WithinEvent { after: 1, bytes: 5 },
    ] {
        let server = with(Fault::Truncate { at, disconnect: Disconnect::Close }).await;
        let mut stream = connect(&server, &super::call("Chat", &body)).await;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        lengths.push(answer.split_once("\r\n\r\n").unwrap().1.len());
    }
    let whole = lengths[2];
    assert_eq!(lengths, [0, 5, whole, whole]);
    assert!(whole > 50, "{whole}");
}

//! Pauses between events, and what is left once a client or the server has gone.

use std::time::Duration;

use serde_json::json;
use tokio::io::AsyncReadExt;
use tokio::runtime::Handle;
use tokio::time::{self, Instant, timeout};

use super::{chat, chat_server, connect, read_until, scripted, streams};
use crate::{Disconnect, Fault, FaultRule, Position, ServedEvent, ServedEvents, StreamState};

const HOUR: Duration = Duration::from_secs(3600);
const MINUTE: Duration = Duration::from_secs(60);

fn tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

/// Waits until the server has so many tasks, however its connections end.
async fn until_tasks(expected: usize) {
    let begun = Instant::now();
    while tasks() != expected {
        assert!(begun.elapsed() < Duration::from_secs(5), "{} tasks, not {expected}", tasks());
        time::sleep(Duration::from_millis(2)).await;
    }
}

#[tokio::test]
async fn a_silent_stream_stays_open_until_its_client_leaves() {
    let at = Position::Events(2);
    let silent = FaultRule::new(Fault::Truncate { at, disconnect: Disconnect::Stall });
    let server = chat_server().fault(silent).start().await.unwrap();
    let before = tasks();
    let mut stream = connect(&server, &chat()).await;
    for _ in 0..2 {
        read_until(&mut stream, "\n\n\r\n").await;
    }
    let mut byte = [0];
    assert!(timeout(Duration::from_millis(100), stream.read(&mut byte)).await.is_err());
    assert_eq!((server.ledger().open_connections, tasks()), (1, before + 1));
    drop(stream);
    until_tasks(before).await;
    assert_eq!(server.ledger().open_connections, 0);
    assert_eq!(streams(&server), [(2, StreamState::Truncated)]);
}

#[tokio::test]
async fn a_client_that_leaves_ends_its_stream_and_no_other() {
    let late = || ServedEvent::new(json!({ "Number": 2 })).delay(HOUR);
    let server = scripted([ServedEvent::new(json!({ "Number": 1 })), late(), late()]).await;
    let before = tasks();
    let mut clients = Vec::new();
    for _ in 0..8 {
        let mut stream = connect(&server, &chat()).await;
        read_until(&mut stream, "}\n\n\r\n").await;
        clients.push(stream);
    }
    assert_eq!((server.ledger().open_connections, tasks()), (8, before + 8));
    clients.truncate(1);
    until_tasks(before + 1).await;
    assert_eq!(server.ledger().open_connections, 1);
    let mut states = streams(&server);
    assert_eq!(states.remove(0), (1, StreamState::Open));
    assert_eq!(states, [(1, StreamState::Disconnected); 7]);
    drop(clients);
    until_tasks(before).await;
}

#[tokio::test]
async fn a_client_that_leaves_during_a_fault_ends_its_stream() {
    for fault in [Fault::Delay(HOUR), Fault::Trickle { from: Position::Events(1), pause: HOUR }] {
        let server = scripted([json!({ "Number": 1 })]).await;
        server.inject(FaultRule::new(fault.clone()));
        let before = tasks();
        let stream = connect(&server, &chat()).await;
        while streams(&server).is_empty() {
            time::sleep(Duration::from_millis(2)).await;
        }
        drop(stream);
        until_tasks(before).await;
        assert_eq!(streams(&server)[0].1, StreamState::Disconnected, "{fault:?}");
        server.shutdown().await;
    }
}

#[tokio::test]
async fn a_client_that_does_not_read_is_waited_for_and_let_go() {
    let event = ServedEvent::data("x".repeat(1024));
    let server = scripted(ServedEvents::new([event]).repeat(u64::MAX)).await;
    let before = tasks();
    let mut stream = connect(&server, &chat()).await;
    read_until(&mut stream, "\n\n\r\n").await;
    // Until the buffers between the two are full.
    let mut written = 0;
    loop {
        time::sleep(Duration::from_millis(50)).await;
        match streams(&server)[0].0 {
            same if same == written => break,
            more => written = more,
        }
    }
    assert_eq!(streams(&server), [(written, StreamState::Open)]);
    drop(stream);
    until_tasks(before).await;
    assert_eq!(streams(&server)[0].1, StreamState::Disconnected);
}

#[tokio::test]
async fn events_without_bytes_leave_room_for_others() {
    let server = scripted(ServedEvents::new([ServedEvent::raw("")]).repeat(u64::MAX)).await;
    let before = tasks();
    let mut stream = connect(&server, &chat()).await;
    read_until(&mut stream, "\r\n\r\n").await;
    drop(stream);
    until_tasks(before).await;
}

#[tokio::test]
async fn a_request_that_is_sent_ahead_is_answered_after_the_stream() {
    let server = scripted([ServedEvent::data("1").delay(Duration::from_millis(50))]).await;
    let mut stream = connect(&server, &chat()).await;
    let ahead = chat().signed("POST");
    tokio::io::AsyncWriteExt::write_all(&mut stream, ahead.as_bytes()).await.unwrap();
    let mut answers = String::new();
    stream.read_to_string(&mut answers).await.unwrap();
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
    assert_eq!(answers.matches("data: [DONE]").count(), 2, "{answers}");
}

#[tokio::test(start_paused = true)]
async fn pauses_pass_in_paused_time() {
    let slow = |number: u64| ServedEvent::new(json!({ "Number": number })).delay(MINUTE);
    let server = scripted([slow(1), slow(2)]).await;
    let (mut stream, begun) = (connect(&server, &chat()).await, Instant::now());
    for minutes in 1..=2 {
        let early = timeout(MINUTE - Duration::from_secs(10), read_event(&mut stream)).await;
        assert!(early.is_err(), "{early:?}");
        let happened = server.service.ledger.events();
        let event = timeout(Duration::from_secs(15), read_event(&mut stream)).await.unwrap();
        assert!(event.contains(&format!("\"Number\":{minutes},")), "{event}");
        // The clock is held for an event on its way as for a response.
        assert!(server.service.ledger.events() > happened);
        let passed = begun.elapsed();
        assert!((MINUTE * minutes..MINUTE * minutes + Duration::from_secs(5)).contains(&passed));
        assert_eq!(streams(&server)[0].0, u64::from(minutes));
    }
}

/// Reads what has come once an event is among it.
async fn read_event(stream: &mut tokio::net::TcpStream) -> String {
    let mut read = String::new();
    while !read.contains("data: {") {
        let mut bytes = [0; 1024];
        let length = stream.read(&mut bytes).await.unwrap();
        read.push_str(std::str::from_utf8(&bytes[..length]).unwrap());
    }
    read
}

#[tokio::test]
async fn the_end_of_the_server_is_the_end_of_its_streams() {
    let events = [ServedEvent::data("1"), ServedEvent::data("2").delay(HOUR)];
    let server = scripted(events).await;
    let service = std::sync::Arc::clone(&server.service);
    let mut stream = connect(&server, &chat()).await;
    read_until(&mut stream, "\n\n\r\n").await;
    server.shutdown().await;
    let mut rest = String::new();
    let _ = stream.read_to_string(&mut rest).await;
    assert_eq!(rest, "");
    let recorded = service.ledger.read();
    assert_eq!((recorded.streams[0].events, recorded.open_connections), (1, 0));
    assert_eq!(recorded.streams[0].state, StreamState::Truncated);
}

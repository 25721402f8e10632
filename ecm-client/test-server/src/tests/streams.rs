//! Event streams as a client would see them, byte by byte.

mod ends;
mod faults;

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::fixture::{Call, exchange, lamp_server};
use crate::{
    Fault, FaultRule, RecordedStream, ServedEvent, ServedEvents, ServedResponse, StreamState,
    TestServer, TestServerBuilder,
};

fn chat_server() -> TestServerBuilder {
    let text = json!({ "type": "string", "doc": "A text.", "required": true });
    let spec = json!({
        "service": "chat", "version": "2024-01-01", "revision": "1", "host": "chat.example.com",
        "doc": "Talks.",
        "actions": {
            "Chat": {
                "doc": "Chats.", "request": "ChatRequest", "response": "ChatResponse",
                "effect": "read", "events": { "when": "Stream", "type": "Chunk", "end": "[DONE]" },
                "rate_limit": { "id": "C1", "per_second": 40 }
            },
            "Hire": {
                "doc": "Hires.", "request": "HireRequest", "response": "HireResponse",
                "effect": "create", "region": "optional", "events": {}
            }
        },
        "types": {
            "ChatRequest": { "doc": "What to say.", "fields": {
                "Text": text,
                "Stream": { "type": "bool", "doc": "Streams." }
            } },
            "ChatResponse": { "doc": "The whole.", "fields": { "Whole": text } },
            "Chunk": { "doc": "A part.", "fields": {
                "Choices": { "type": "[Choice]", "doc": "Choices.", "required": true },
                "Number": { "type": "int64", "doc": "A number.", "required": true }
            } },
            "Choice": { "doc": "A choice.", "fields": { "Delta": text } },
            "HireRequest": { "doc": "Nothing.", "fields": {} },
            "HireResponse": { "doc": "Who.", "fields": {
                "WorkerId": { "type": "string", "doc": "An id.", "required": true,
                              "generated_id": { "prefix": "wrk-" } },
                "Step": text
            } }
        }
    });
    lamp_server().spec(spec.to_string())
}

fn call(action: &str, body: &Value) -> Call {
    let mut call = Call::new(action, body);
    call.service = "chat";
    call
}

fn chat() -> Call {
    call("Chat", &json!({ "Text": "Hello", "Stream": true }))
}

/// A server whose `Chat` streams these events.
async fn scripted(events: impl Into<ServedEvents>) -> TestServer {
    chat_server().respond_with_events("Chat", events).start().await.unwrap()
}

/// Connects and sends a request that leaves the connection open.
async fn connect(server: &TestServer, call: &Call) -> TcpStream {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let request = call.signed("POST").replace("connection: close\r\n", "");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

/// Reads up to and with a text.
async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut read = Vec::new();
    while !read.ends_with(end.as_bytes()) {
        let byte = tokio::time::timeout(Duration::from_secs(5), stream.read_u8()).await;
        read.push(byte.expect("silence").unwrap());
    }
    String::from_utf8_lossy(&read).into_owned()
}

/// Takes the head and the chunks of a whole answer apart.
fn chunks(answer: &str) -> (&str, Vec<&str>) {
    let (head, mut rest) = answer.split_once("\r\n\r\n").unwrap();
    let mut chunks = Vec::new();
    loop {
        let (size, behind) = rest.split_once("\r\n").unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        let (chunk, behind) = behind.split_at(size);
        rest = behind.strip_prefix("\r\n").unwrap();
        if size == 0 {
            assert_eq!(rest, "", "something follows the last chunk");
            return (head, chunks);
        }
        chunks.push(chunk);
    }
}

fn streams(server: &TestServer) -> Vec<(u64, StreamState)> {
    let of = |stream: RecordedStream| (stream.events, stream.state);
    server.ledger().streams.into_iter().map(of).collect()
}

#[tokio::test]
async fn sample_events_come_in_a_chunk_each() {
    let server = chat_server().start().await.unwrap();
    let answer = exchange(&server, chat().signed("POST").as_bytes()).await;
    let (head, chunks) = chunks(&answer);
    assert_eq!(
        head,
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\
         date: Tue, 14 Nov 2023 23:20:00 GMT\r\nconnection: close"
    );
    let request_id = &server.requests()[0].request_id;
    let records: Vec<Value> = chunks[..3]
        .iter()
        .map(|chunk| chunk.strip_prefix("data: ").unwrap().strip_suffix("\n\n").unwrap())
        .map(|data| serde_json::from_str(data).unwrap())
        .collect();
    for (number, delta) in [(0, "Delta"), (1, "Delta-1"), (2, "Delta-2")] {
        let expected = json!({
            "Choices": [{ "Delta": delta }], "Number": number + 1, "RequestId": request_id
        });
        assert_eq!(records[number], expected);
    }
    assert_eq!(chunks[3..], ["data: [DONE]\n\n"]);
    let stream = &server.ledger().streams[0];
    assert_eq!((stream.action.as_str(), stream.connection), ("Chat", 1));
    assert_eq!(stream.request_id, *request_id);
    assert_eq!((stream.events, stream.state), (3, StreamState::Complete));
}

#[tokio::test]
async fn the_request_chooses_between_json_and_events() {
    let server = chat_server().start().await.unwrap();
    for body in [json!({ "Text": "x" }), json!({ "Text": "x", "Stream": false })] {
        // Its content type is checked, too.
        assert_eq!(call("Chat", &body).send(&server).await["Whole"], "Whole");
    }
    assert_eq!(streams(&server), []);
    let spelled = call("Chat", &json!({ "Text": "x", "Stream": "TRUE" })).signed("POST");
    assert!(exchange(&server, spelled.as_bytes()).await.contains("\r\ne\r\ndata: [DONE]\n\n\r\n"));
    assert_eq!(streams(&server), [(3, StreamState::Complete)]);
}

#[tokio::test]
async fn a_create_that_streams_is_committed_once_with_the_ids_of_its_events() {
    let server = chat_server().start().await.unwrap();
    let answer = exchange(&server, call("Hire", &json!({})).signed("POST").as_bytes()).await;
    let (_, chunks) = chunks(&answer);
    let records: Vec<Value> = chunks
        .iter()
        .map(|chunk| serde_json::from_str(&chunk["data: ".len()..]).unwrap())
        .collect();
    let steps: Vec<_> = records.iter().map(|record| record["Step"].as_str().unwrap()).collect();
    assert_eq!(steps, ["Step", "Step-1", "Step-2"], "no end mark is in the spec");
    let commits = server.ledger().commits;
    assert_eq!(commits.len(), 1);
    assert!(commits[0].ids[0].starts_with("wrk-"), "{commits:?}");
    assert!(records.iter().all(|record| record["WorkerId"] == *commits[0].ids[0]), "{records:?}");
}

#[tokio::test]
async fn what_is_refused_is_refused_in_json() {
    let server = chat_server().start().await.unwrap();
    assert_eq!(call("Chat", &json!({ "Stream": true })).code(&server).await, "MissingParameter");
    let expired = chat().with("x-tc-timestamp", "1");
    assert_eq!(expired.code(&server).await, "AuthFailure.SignatureExpire");
    server.inject(FaultRule::new(Fault::error("ResourcesSoldOut")).nth(1));
    assert_eq!(chat().code(&server).await, "ResourcesSoldOut");
    // The one with the missing parameter counts, and the clock stands.
    for _ in 0..39 {
        exchange(&server, chat().signed("POST").as_bytes()).await;
    }
    assert_eq!(chat().code(&server).await, "RequestLimitExceeded");
    assert_eq!(streams(&server), [(3, StreamState::Complete); 39]);

    let refusing = chat_server().respond_with_events("Chat", [json!({})]).respond_with_error(
        "Chat",
        "ResourceInsufficient",
        "No tokens.",
    );
    let server = refusing.start().await.unwrap();
    assert_eq!(chat().code(&server).await, "ResourceInsufficient");
    let answering = chat_server().respond_with("Chat", json!({ "Whole": "JSON after all" }));
    let server = answering.start().await.unwrap();
    assert_eq!(chat().send(&server).await["Whole"], "JSON after all");
    assert_eq!(streams(&server), []);
}

#[tokio::test]
async fn a_test_says_what_comes() {
    let events = [
        ServedEvent::new(json!({ "Number": 1 })).comment("first").event("delta").id("1").retry(9),
        ServedEvent::error("InternalError", "Gone."),
        ServedEvent::raw("data: \u{e9}".as_bytes()[..7].to_vec()),
        ServedEvent::raw(&b"\xa9\r\r"[..]),
    ];
    let server = scripted(ServedEvents::new(events).without_blanks()).await;
    let mut stream = connect(&server, &chat()).await;
    let head = read_until(&mut stream, "\r\n\r\n").await;
    assert!(!head.contains("connection: close"), "{head}");
    let mut body = vec![0; 4096];
    let mut length = 0;
    while !body[..length].ends_with(b"0\r\n\r\n") {
        length += stream.read(&mut body[length..]).await.unwrap();
    }
    let id = &server.requests()[0].request_id;
    let first = format!(
        ":first\nevent:delta\nid:1\nretry:9\ndata:{{\"Number\":1,\"RequestId\":\"{id}\"}}\n\n"
    );
    let error = format!(
        "data:{{\"Error\":{{\"Code\":\"InternalError\",\"Message\":\"Gone.\"}},\
         \"RequestId\":\"{id}\"}}\n\n"
    );
    let mut expected = Vec::new();
    let halves: [&[u8]; 2] = [b"data: \xc3", b"\xa9\r\r"];
    let parts = [first.as_bytes(), error.as_bytes(), halves[0], halves[1], b"data:[DONE]\n\n"];
    for part in parts {
        expected.extend(format!("{:x}\r\n", part.len()).bytes());
        expected.extend(part);
        expected.extend(b"\r\n");
    }
    expected.extend(b"0\r\n\r\n");
    assert_eq!(String::from_utf8_lossy(&body[..length]), String::from_utf8_lossy(&expected));
    assert_eq!(body[..length], expected);
    // The connection takes another request.
    stream.write_all(chat().signed("POST").as_bytes()).await.unwrap();
    read_until(&mut stream, "[DONE]\n\n\r\n0\r\n\r\n").await;
    assert_eq!(server.ledger().connections, 1);
    assert_eq!(streams(&server), [(4, StreamState::Complete); 2]);
}

#[tokio::test]
async fn chunks_can_be_small_and_streams_long() {
    let events = ServedEvents::new([ServedEvent::data("ab"), ServedEvent::data("cd")]);
    let server = scripted(events.repeat(500).max_chunk(3).without_end_mark()).await;
    let answer = exchange(&server, chat().signed("POST").as_bytes()).await;
    let (_, chunks) = chunks(&answer);
    let of_event = |text| ["dat", "a: ", text, "\n"];
    let expected: Vec<_> = [of_event("ab\n"), of_event("cd\n")].concat().repeat(500);
    assert_eq!(chunks, expected);
    assert_eq!(streams(&server), [(1000, StreamState::Complete)]);
}

#[tokio::test]
async fn events_for_an_action_without_are_told_at_the_start() {
    let error =
        |builder: TestServerBuilder| async move { builder.start().await.unwrap_err().to_string() };
    let wrong = chat_server().respond_with_events("Dim", [json!({})]);
    assert_eq!(
        error(wrong).await,
        "events are given for Dim, which never answers with an event stream; \
         add `events` to the action in the spec, or use `respond_with`"
    );
    let unknown = chat_server().respond_with_events("Chatt", [json!({})]);
    assert!(error(unknown).await.starts_with("a response or a fault is for Chatt, "));
}

#[tokio::test]
async fn another_response_can_take_the_place_of_a_stream() {
    let body = "data: {\"Number\":1}\n\n";
    let plain = ServedResponse::new(200, "text/event-stream; charset=utf-8", body);
    let server = chat_server().fault(FaultRule::new(Fault::Response(plain))).start().await.unwrap();
    let answer = exchange(&server, chat().signed("POST").as_bytes()).await;
    assert!(answer.contains("\r\ncontent-length: 20\r\n"), "{answer}");
    assert!(answer.ends_with(body), "{answer}");
    assert_eq!(streams(&server), []);
}

#!/usr/bin/env bash
# Package and version: reqwest-eventsource 0.6.0 with reqwest 0.12.28 (crates.io).
# Guess: A POST is answered by a stream of two events that ends as it should, with status 200. The
#   `EventSource` gives the two events and ends. Sending again, if at all, is for broken GET streams.
# Behaviour seen: The end of the stream is reported as the error `Stream ended`, and 300 ms later the same
#   POST goes out again, and so on without limit: each answer resets the count of retries, so that the
#   pauses do not even grow. A loop `while let Some(..)` never ends. Output:
#   `events: data data ended | data data ended | data data ended`, `POSTs: 3` (after three rounds we stop).
# Why it matters: Chat completions are POSTs that answer in events and cost money. A reader that takes
#   an error as "log it and go on" buys the same answer three times a second. The caller must call `close`
#   at the service's own end mark and set a retry policy of `Never`.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "chat"
version = "0.0.0"
edition = "2021"
[dependencies]
futures-util = { version = "=0.3.34", default-features = false }
reqwest = { version = "=0.12.28", default-features = false }
reqwest-eventsource = "=0.6.0"
tokio = { version = "=1.54.1", features = ["macros", "rt", "time"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use futures_util::StreamExt;
use reqwest_eventsource::{Error, Event, EventSource};
use std::io::{Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

static POSTS: AtomicUsize = AtomicUsize::new(0);
const ANSWER: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n\
    data: {\"n\":1}\n\ndata: [DONE]\n\n";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = [0; 4096];
            let len = stream.read(&mut head).unwrap();
            assert!(head[..len].starts_with(b"POST / HTTP/1.1"));
            POSTS.fetch_add(1, Ordering::SeqCst);
            stream.write_all(ANSWER.as_bytes()).unwrap();
        }
    });

    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client.post(format!("http://{address}/")).body("{}");
    let mut source = EventSource::new(request).unwrap();
    let mut words = Vec::new();
    let limit = tokio::time::sleep(std::time::Duration::from_secs(20));
    tokio::pin!(limit);
    loop {
        tokio::select! {
            event = source.next() => match event {
                Some(Ok(Event::Open)) if words.is_empty() => {}
                Some(Ok(Event::Open)) => words.push("|"),
                Some(Ok(Event::Message(_))) => words.push("data"),
                Some(Err(Error::StreamEnded)) => words.push("ended"),
                Some(Err(other)) => panic!("{other}"),
                None => break,
            },
            () = &mut limit => break,
        }
        if words.iter().filter(|word| **word == "ended").count() == 3 {
            break;
        }
    }
    println!("events: {}", words.join(" "));
    println!("POSTs: {}", POSTS.load(Ordering::SeqCst));
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
events: data data ended | data data ended | data data ended
POSTs: 3
TXT

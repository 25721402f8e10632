#!/usr/bin/env bash
# Package and version: reqwest-retry 0.9.1 with reqwest-middleware 0.5.2 and reqwest 0.13.5 (crates.io).
# Guess: The middleware for "transient" failures looks at the method, so that a POST whose answer is lost goes out
#   once; and after 429 or 503 it waits as long as `Retry-After` says.
# Behaviour seen: With its defaults the method is not looked at: a POST is sent four times after a closed
#   connection, 408, 429, 500 and 503. `Retry-After: 5` is not read either, all four leave within the policy's own
#   pauses. When they are used up, a status is `Ok(503)` and a lost connection an error. Output:
#   `closed: 4 POSTs`, `500: 4 POSTs`, `503, Retry-After 5: 4 POSTs, waited as asked: false`.
# Why it matters: Three lines taken over from the crate's front page repeat a create up to four times, and
#   make a limit worse instead of keeping it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "orders"
version = "0.0.0"
edition = "2021"
[dependencies]
reqwest = { version = "=0.13.5", default-features = false }
reqwest-middleware = "=0.5.2"
reqwest-retry = "=0.9.1"
tokio = { version = "=1.54.1", features = ["macros", "rt", "time"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use reqwest_middleware::ClientBuilder;
use reqwest_retry::{RetryTransientMiddleware, policies::ExponentialBackoff};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for (name, head) in [
        ("closed", ""),
        ("408", "HTTP/1.1 408 x"),
        ("500", "HTTP/1.1 500 x"),
        ("429, Retry-After 5", "HTTP/1.1 429 x\r\nretry-after: 5"),
        ("503, Retry-After 5", "HTTP/1.1 503 x\r\nretry-after: 5"),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let posts = Arc::new(Mutex::new(Vec::new()));
        let kept = posts.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = [0; 4096];
                let len = stream.read(&mut request).unwrap();
                if request[..len].starts_with(b"POST / ") {
                    kept.lock().unwrap().push(Instant::now());
                }
                if !head.is_empty() {
                    write!(stream, "{head}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
                }
            }
        });
        let pauses = (Duration::from_millis(10), Duration::from_millis(50));
        let policy = ExponentialBackoff::builder().retry_bounds(pauses.0, pauses.1).build_with_max_retries(3);
        let client = ClientBuilder::new(reqwest::Client::builder().no_proxy().build().unwrap())
            .with(RetryTransientMiddleware::new_with_policy(policy))
            .build();
        let result = client.post(format!("http://{address}/")).body("{}").send().await;
        let result = result.map_or("an error".to_owned(), |answer| format!("Ok({})", answer.status().as_u16()));
        let posts = posts.lock().unwrap();
        let waited = posts[1] - posts[0] >= Duration::from_secs(5);
        println!("{name}: {} POSTs, waited as asked: {waited}, {result}", posts.len());
    }
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
expected="closed: 4 POSTs, waited as asked: false, an error
408: 4 POSTs, waited as asked: false, Ok(408)
500: 4 POSTs, waited as asked: false, Ok(500)
429, Retry-After 5: 4 POSTs, waited as asked: false, Ok(429)
503, Retry-After 5: 4 POSTs, waited as asked: false, Ok(503)"
[ "$seen" = "$expected" ] || { echo "behaviour changed" >&2; exit 1; }

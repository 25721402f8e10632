#!/usr/bin/env bash
# Package and version: hyper-util 0.1.21, features `client-legacy`, `http1`, `tokio` (crates.io).
# Guess: `pool_idle_timeout(200ms)` closes a connection that nobody used for 200 ms. Without a runtime for
#   its timers the builder would not accept the setting.
# Behaviour seen: Nothing is closed, as the timeout needs `pool_timer(TokioTimer::new())`, which is another
#   setting without which nothing warns. Nor does a later request to another host clean up. Output:
#   `without a timer: open after 3 s`, `after a request to another host: open`, `with a timer: closed after 3 s`.
# Why it matters: The timeout is set to be shorter than the server's, so that no create is written to a
#   connection that is about to be closed. A program that calls many hosts now and then keeps one socket each
#   until the server or a gateway ends it, which is what the setting was to prevent.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "idle"
version = "0.0.0"
edition = "2021"
[dependencies]
bytes = "=1.12.2"
http-body-util = "=0.1.5"
hyper-util = { version = "=0.1.21", features = ["client-legacy", "http1", "tokio"] }
tokio = { version = "=1.54.1", features = ["macros", "rt", "time"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::{connect::HttpConnector, Client};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{atomic::AtomicBool, atomic::Ordering, Arc};
use std::time::Duration;

/// Answers one request and notes when the client closes the connection.
fn server() -> (SocketAddr, Arc<AtomicBool>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, closed) = (listener.local_addr().unwrap(), Arc::new(AtomicBool::new(false)));
    let note = closed.clone();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = [0; 4096];
        stream.read(&mut head).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
        note.store(matches!(stream.read(&mut head), Ok(0)), Ordering::SeqCst);
    });
    (address, closed)
}

async fn get(client: &Client<HttpConnector, Full<Bytes>>, address: SocketAddr) {
    let answer = client.get(format!("http://{address}/").parse().unwrap()).await.unwrap();
    answer.into_body().collect().await.unwrap();
}

fn state(closed: &AtomicBool) -> &'static str {
    if closed.load(Ordering::SeqCst) { "closed" } else { "open" }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut builder = Client::builder(TokioExecutor::new());
    builder.pool_idle_timeout(Duration::from_millis(200));

    let (client, (address, closed)) = (builder.build_http(), server());
    get(&client, address).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    println!("without a timer: {} after 3 s", state(&closed));
    get(&client, server().0).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    println!("after a request to another host: {}", state(&closed));

    builder.pool_timer(TokioTimer::new());
    let (client, (address, closed)) = (builder.build_http(), server());
    get(&client, address).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    println!("with a timer: {} after 3 s", state(&closed));
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
without a timer: open after 3 s
after a request to another host: open
with a timer: closed after 3 s
TXT

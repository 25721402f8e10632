#!/usr/bin/env bash
# Package and version: reqwest 0.13.5 with hyper-util 0.1.21 (crates.io).
# Guess: A server that says `408` on a connection that has been idle, and closes it, as HAProxy and others do, is
#   noticed when the connection is taken from the pool; the next POST goes over a new one.
# Behaviour seen: That holds only if the runtime had a moment to look at the connection. If its thread was busy
#   meanwhile, the POST is written to the old connection and the 408, which was there before, is handed over
#   as its answer, without an error. The server may read that POST all the same. Output:
#   `runtime idle: 200, then 200`, `runtime busy: 200, then 408; the POST was read by the server: true`.
# Why it matters: "408" says that the request was not read, so programs send it again; here it was read. An
#   answer that came before its request proves nothing, and only a look at the socket before writing tells.
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
hyper-util = { version = "=0.1.21", default-features = false }
reqwest = { version = "=0.13.5", default-features = false }
tokio = { version = "=1.54.1", features = ["macros", "rt", "time"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc;
use std::time::Duration;

const IDLE: Duration = Duration::from_millis(800);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (late, read_late) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, late) = (stream.unwrap(), late.clone());
            std::thread::spawn(move || {
                let mut request = [0; 4096];
                assert!(stream.read(&mut request).unwrap() > 0);
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
                std::thread::sleep(IDLE / 2);
                let timeout = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
                if stream.write_all(timeout).is_ok() {
                    // What the client sent although it had been told.
                    let len = stream.read(&mut request).unwrap_or(0);
                    let _ = late.send(request[..len].starts_with(b"POST /"));
                }
            });
        }
    });
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let post = || async {
        let answer = client.post(format!("http://{address}/")).body("{}").send().await.unwrap();
        let status = answer.status().as_u16();
        answer.bytes().await.unwrap();
        status
    };

    let first = post().await;
    tokio::time::sleep(IDLE).await;
    println!("runtime idle: {first}, then {}", post().await);
    assert!(!read_late.recv().unwrap());

    // A connection of its own; the one before is idle for a while.
    tokio::time::sleep(IDLE).await;
    assert!(!read_late.recv().unwrap());
    let first = post().await;
    std::thread::sleep(IDLE);
    let second = post().await;
    println!("runtime busy: {first}, then {second}; the POST was read by the server: {}", read_late.recv().unwrap());
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
expected="runtime idle: 200, then 200
runtime busy: 200, then 408; the POST was read by the server: true"
[ "$seen" = "$expected" ] || { echo "behaviour changed" >&2; exit 1; }

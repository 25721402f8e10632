#!/usr/bin/env bash
# Package and version: reqwest 0.13.5, feature `http2` (crates.io).
# Guess: A client that was given no retry policy sends a request once. What the server refuses is an error.
# Behaviour seen: Over HTTP/2 the built-in default policy repeats it, a POST with its body too, when the stream
#   is reset with REFUSED_STREAM: the caller sees status 200 and nothing of the two refusals. With
#   `retry(retry::never())` it is sent once and fails. Output: `default: 3 sent, 200 OK`, `never: 1 sent, error`.
# Why it matters: The refusal promises that nothing was done, if the gateway in between keeps that promise. A
#   client that signs a time into each attempt and writes a journal before each must see every one:
#   here the second and third carry the first one's signature, count for no limit and are in no log. Turning
#   redirects off is not enough, and the feature may be switched on by another crate of the build.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "repeats"
version = "0.0.0"
edition = "2021"
[dependencies]
h2 = "=0.4.20"
http = "=1.5.0"
reqwest = { version = "=0.13.5", default-features = false, features = ["http2"] }
tokio = { version = "=1.54.1", features = ["macros", "net", "rt"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

/// Refuses the first two requests of a connection and answers the third.
async fn serve(listener: tokio::net::TcpListener, posts: Arc<AtomicUsize>) {
    let (stream, _) = listener.accept().await.unwrap();
    let mut connection = h2::server::handshake(stream).await.unwrap();
    while let Some(Ok((request, mut answer))) = connection.accept().await {
        assert_eq!(request.method(), "POST");
        if posts.fetch_add(1, Ordering::SeqCst) < 2 {
            answer.send_reset(h2::Reason::REFUSED_STREAM);
        } else {
            answer.send_response(http::Response::new(()), true).unwrap();
        }
    }
}

async fn post(name: &str, client: reqwest::ClientBuilder) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let posts = Arc::new(AtomicUsize::new(0));
    tokio::spawn(serve(listener, posts.clone()));
    let client = client.no_proxy().http2_prior_knowledge().build().unwrap();
    let result = client.post(url).body("create").send().await;
    let result = result.map_or("error".to_owned(), |answer| answer.status().to_string());
    println!("{name}: {} sent, {result}", posts.load(Ordering::SeqCst));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    post("default", reqwest::Client::builder()).await;
    post("never", reqwest::Client::builder().retry(reqwest::retry::never())).await;
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
default: 3 sent, 200 OK
never: 1 sent, error
TXT

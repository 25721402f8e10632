#!/usr/bin/env bash
# Package and version: reqwest 0.13.5 (crates.io).
# Guess: `Error::is_connect` tells the two kinds of failure apart that matter to a create: true means that no
#   connection was there and nothing can have been sent, also when the time ran out while connecting.
# Behaviour seen: Only if `connect_timeout` ran out. If the total `timeout` does, the error is the same whether
#   the name was still being looked up or the whole POST was with the server: `is_connect` is false in both, and
#   their `Debug` text is equal. Output: `timeout, name never resolved: connect false, timeout true`,
#   `timeout, POST received: connect false, timeout true`, `same text: true`,
#   `connect_timeout, name never resolved: connect true, timeout true`.
# Why it matters: With `timeout` alone, the setting that most programs have, a slow name server makes a create
#   "perhaps sent", which must not be repeated. A connect timeout below the total one has to be set, also
#   where nobody cares for its length, so that the error knows.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "timeouts"
version = "0.0.0"
edition = "2021"
[dependencies]
reqwest = { version = "=0.13.5", default-features = false }
tokio = { version = "=1.54.1", features = ["macros", "rt"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use reqwest::dns::{Name, Resolve, Resolving};
use reqwest::{Client, Error};
use std::{io::Read, sync::Arc, time::Duration};

const LIMIT: Duration = Duration::from_millis(500);

/// A name server that does not answer.
struct Silent;

impl Resolve for Silent {
    fn resolve(&self, _: Name) -> Resolving {
        Box::pin(std::future::pending())
    }
}

async fn post(name: &str, client: Client) -> Error {
    let error = client.post("http://api.test/").body("create").send().await.unwrap_err();
    println!("{name}: connect {}, timeout {}", error.is_connect(), error.is_timeout());
    error
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, received) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut request, mut byte) = (Vec::new(), [0]);
        while let Ok(1) = stream.read(&mut byte) {
            request.push(byte[0]);
            if request.ends_with(b"\r\n\r\ncreate") {
                tell.send(()).unwrap();
            }
        }
    });

    let client = || Client::builder().no_proxy();
    let silent = || client().dns_resolver(Arc::new(Silent));
    let never = post("timeout, name never resolved", silent().timeout(LIMIT).build().unwrap()).await;
    let reached = client().resolve("api.test", address).timeout(LIMIT).build().unwrap();
    let sent = post("timeout, POST received", reached).await;
    received.try_recv().unwrap();
    println!("same text: {}", format!("{never:?}") == format!("{sent:?}"));
    let early = silent().connect_timeout(LIMIT).build().unwrap();
    post("connect_timeout, name never resolved", early).await;
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
timeout, name never resolved: connect false, timeout true
timeout, POST received: connect false, timeout true
same text: true
connect_timeout, name never resolved: connect true, timeout true
TXT

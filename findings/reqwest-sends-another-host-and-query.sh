#!/usr/bin/env bash
# Package and version: reqwest 0.13.5 with url 2.5.8 (crates.io).
# Guess: What is signed is what is sent: the host "API.Test:80" of the address that the user configured, and the
#   query `Name=it's`, which is legal as it stands. `resolve` says that a port in the address always wins over
#   the one given to it.
# Behaviour seen: The host goes out in small letters and without the port that is the scheme's own; the
#   apostrophe becomes %27, while `|`, `[` and `%7e` stay. The explicit `:80` is gone before `resolve` looks,
#   so that the request goes to the port given there. Output:
#   `GET /?Name=it%27s&Filter=[a|b]&Tilde=%7e HTTP/1.1`, `host: api.test`; with port 81 instead the address wins
#   and nothing listens: `port 81: refused`.
# Why it matters: TC3 signs the host header, and signatures by query sign the query. Both have to be taken from
#   the finished `Url` and not from the configured text, or every call fails with
#   AuthFailure.SignatureFailure for those users who wrote the port or whose names have an apostrophe.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "sends"
version = "0.0.0"
edition = "2021"
[dependencies]
reqwest = { version = "=0.13.5", default-features = false }
tokio = { version = "=1.54.1", features = ["macros", "rt"] }
url = "=2.5.8"
TOML
cat > "$dir/src/main.rs" <<'RS'
use std::io::{Read, Write};

const QUERY: &str = "Name=it's&Filter=[a|b]&Tilde=%7e";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = [0; 4096];
        let len = stream.read(&mut head).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
        String::from_utf8_lossy(&head[..len]).into_owned()
    });
    let client = reqwest::Client::builder().no_proxy().resolve("api.test", address).build().unwrap();
    match client.get(format!("http://API.Test:81/?{QUERY}")).send().await {
        Err(error) if error.is_connect() => println!("port 81: refused"),
        other => panic!("{other:?}"),
    }
    client.get(format!("http://API.Test:80/?{QUERY}")).send().await.unwrap();
    let head = server.join().unwrap();
    let wanted = |line: &&str| line.starts_with("GET") || line.starts_with("host");
    head.lines().filter(wanted).for_each(|line| println!("{line}"));
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
port 81: refused
GET /?Name=it%27s&Filter=[a|b]&Tilde=%7e HTTP/1.1
host: api.test
TXT

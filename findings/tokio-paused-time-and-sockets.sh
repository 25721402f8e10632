#!/usr/bin/env bash
# Package and version: tokio 1.54.1, feature `test-util` (crates.io).
# Guess: `start_paused = true` makes sleeps instant. A read from a real loopback socket that gets its bytes after
#   100 real milliseconds is no sleep: a timeout of one hour around it does not fire.
# Behaviour seen: It fires at once, an hour of virtual time later. While a task waits for a socket only, the
#   runtime counts as idle and moves the clock to the next timer. As long as any `spawn_blocking` work
#   runs, also an unrelated one, the clock stands still and the same read succeeds. Output:
#   `socket: timed out after 3600 s`, `the same beside blocking work: read after 0 s`.
# Why it matters: Tests of deadlines against a local server fail or pass by what else is going on: a look-up of
#   the name `localhost` runs as blocking work and hides it, 127.0.0.1 does not, and a test that expects a
#   timeout passes without the server having had a chance. Paused time needs an in-memory connection.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "paused"
version = "0.0.0"
edition = "2021"
[dependencies]
tokio = { version = "=1.54.1", features = ["io-util", "macros", "net", "rt", "test-util", "time"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use std::{io::Write, net::SocketAddr, thread, time::Duration};
use tokio::io::AsyncReadExt;
use tokio::{net::TcpStream, task::spawn_blocking, time};

const HOUR: Duration = Duration::from_secs(3600);

/// Reads the answer, which comes after 100 ms, within an hour.
async fn read(name: &str, address: SocketAddr) {
    let start = time::Instant::now();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let mut answer = [0; 2];
    let result = time::timeout(HOUR, stream.read_exact(&mut answer)).await;
    let result = if result.is_ok() { "read" } else { "timed out" };
    println!("{name}: {result} after {} s", start.elapsed().as_secs());
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::sleep(Duration::from_millis(100));
            let _ = stream.unwrap().write_all(b"ok");
        }
    });
    read("socket", address).await;
    let (done, work) = std::sync::mpsc::channel::<()>();
    let blocking = spawn_blocking(move || work.recv());
    read("the same beside blocking work", address).await;
    drop(done);
    let _ = blocking.await;
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
socket: timed out after 3600 s
the same beside blocking work: read after 0 s
TXT

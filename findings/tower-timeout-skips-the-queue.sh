#!/usr/bin/env bash
# Package and version: tower 0.5.3, features `timeout`, `limit`, `util` (crates.io).
# Guess: `ServiceBuilder::new().timeout(1s).rate_limit(1, 60s)` has the timeout outermost, so that a call
#   that waits for its slot fails after one second. `oneshot`, which does readiness and call in one,
#   is covered for certain.
# Behaviour seen: The second call waits 60 seconds and succeeds, with `ready` and with `oneshot` alike. The
#   limit makes callers wait in `poll_ready`, which `Timeout` passes through untimed; its clock starts in
#   `call`. Output: `ready: Ok(()) after 60s`, `oneshot: Ok(()) after 60s`; a slow service behind the
#   same layers does fail: `slow service: Err("request timed out") after 1s`.
# Why it matters: The layers read as a deadline for the whole call and are none: behind a limit or a full
#   semaphore a caller hangs as long as the queue is. A request that was to be sent now is sent a
#   minute later, with whatever was decided then. Only a timeout around the whole future holds.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "layers"
version = "0.0.0"
edition = "2021"
[dependencies]
tokio = { version = "=1.54.1", features = ["macros", "rt", "test-util", "time"] }
tower = { version = "=0.5.3", features = ["limit", "timeout", "util"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use std::{convert::Infallible, time::Duration};
use tokio::time::{sleep, Instant};
use tower::{Service, ServiceBuilder, ServiceExt};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let layers = || {
        let layers = ServiceBuilder::new().timeout(Duration::from_secs(1));
        layers.rate_limit(1, Duration::from_secs(60))
    };
    let quick = |()| async { Ok::<_, Infallible>(()) };

    let mut service = layers().service_fn(quick);
    service.ready().await.unwrap().call(()).await.unwrap();
    let start = Instant::now();
    let result = service.ready().await.unwrap().call(()).await;
    println!("ready: {:?} after {}s", result, start.elapsed().as_secs());

    let mut service = layers().service_fn(quick);
    (&mut service).oneshot(()).await.unwrap();
    let start = Instant::now();
    let result = (&mut service).oneshot(()).await;
    println!("oneshot: {:?} after {}s", result, start.elapsed().as_secs());

    let mut service = layers().service_fn(|()| async {
        sleep(Duration::from_secs(30)).await;
        Ok::<_, Infallible>(())
    });
    let start = Instant::now();
    let result = service.ready().await.unwrap().call(()).await.map_err(|e| e.to_string());
    println!("slow service: {:?} after {}s", result, start.elapsed().as_secs());
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
ready: Ok(()) after 60s
oneshot: Ok(()) after 60s
slow service: Err("request timed out") after 1s
TXT

#!/usr/bin/env bash
# Package and version: governor 0.10.4; tower 0.5.3 with feature `limit` (crates.io).
# Guess: `Quota::per_second(20)` and `rate_limit(20, 1s)` both mean that no second holds more than 20 calls.
# Behaviour seen: 39, in both. governor gives a burst of 20 at the start and refills one every 50 ms
#   meanwhile. tower opens a window with the first call; one call at 0 ms and 19 at 990 ms empty it, and
#   the next 20 follow at 1,000 ms. Output: `governor: 39 in the worst second, 20 with a burst of 1`,
#   `tower: 39 calls between 990 ms and 1000 ms`.
# Why it matters: A service that allows 20 requests a second refuses the second half of that burst with
#   RequestLimitExceeded, on the first second of every run and after each pause: exactly where a batch
#   starts. A client-side limit has to name its burst (`allow_burst`), or halve it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "limits"
version = "0.0.0"
edition = "2021"
[dependencies]
governor = { version = "=0.10.4", default-features = false, features = ["std"] }
tokio = { version = "=1.54.1", features = ["macros", "rt", "test-util", "time"] }
tower = { version = "=0.5.3", features = ["limit", "util"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use governor::{clock::FakeRelativeClock, Quota, RateLimiter};
use std::{convert::Infallible, num::NonZeroU32, time::Duration};
use tower::{Service, ServiceBuilder, ServiceExt};

/// Largest number of calls that any second of the first three holds, if all are taken at once.
fn worst_second(quota: Quota) -> usize {
    let clock = FakeRelativeClock::default();
    let limiter = RateLimiter::direct_with_clock(quota, clock.clone());
    let mut calls = vec![0; 3_000];
    for count in &mut calls {
        while limiter.check().is_ok() {
            *count += 1;
        }
        clock.advance(Duration::from_millis(1));
    }
    calls.windows(1_000).map(|second| second.iter().sum()).max().unwrap()
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (twenty, one) = (NonZeroU32::new(20).unwrap(), NonZeroU32::new(1).unwrap());
    let worst = worst_second(Quota::per_second(twenty));
    let even = worst_second(Quota::per_second(twenty).allow_burst(one));
    println!("governor: {worst} in the worst second, {even} with a burst of 1");

    let start = tokio::time::Instant::now();
    let now = move |()| async move { Ok::<_, Infallible>(start.elapsed().as_millis()) };
    let mut service = ServiceBuilder::new().rate_limit(20, Duration::from_secs(1)).service_fn(now);
    service.ready().await.unwrap().call(()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(990)).await;
    let mut times = Vec::new();
    for _ in 0..39 {
        times.push(service.ready().await.unwrap().call(()).await.unwrap());
    }
    println!("tower: {} calls between {} ms and {} ms", times.len(), times[0], times[38]);
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
governor: 39 in the worst second, 20 with a burst of 1
tower: 39 calls between 990 ms and 1000 ms
TXT

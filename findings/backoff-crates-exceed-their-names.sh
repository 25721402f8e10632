#!/usr/bin/env bash
# Package and version: tokio-retry 0.3.2, backon 1.6.0, backoff 0.4.0 (crates.io).
# Guess: `ExponentialBackoff::from_millis(100)` of tokio-retry waits 100, 200, 400 ms. With a cap of four
#   seconds (`with_max_delay`, `max_interval`) no wait of backon or backoff is longer than four seconds.
# Behaviour seen: tokio-retry takes the number for the base of a power: 100 ms, 10 s, 1,000 s, 100,000 s.
#   backon and backoff cap first and add the jitter then: with jitter backon waits up to twice the cap and
#   backoff, whose jitter is on by default, up to one and a half times. Output:
#   `tokio-retry: [100ms, 10s, 1000s, 100000s]`, `backon over 7.9 s: true, over 8 s: false`,
#   `backoff over 5.9 s: true, over 6 s: false`.
# Why it matters: The third retry comes after 17 minutes instead of after 0.4 seconds. A cap that was
#   chosen to stay below the life of a signature or a lease (five minutes here) is exceeded by the half or
#   by as much again, in the one attempt of hundreds that no test has drawn.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "pauses"
version = "0.0.0"
edition = "2021"
[dependencies]
backoff = "=0.4.0"
backon = { version = "=1.6.0", default-features = false, features = ["std"] }
tokio-retry = "=0.3.2"
TOML
cat > "$dir/src/main.rs" <<'RS'
use backoff::{backoff::Backoff, ExponentialBackoffBuilder};
use backon::{BackoffBuilder, ExponentialBuilder};
use std::time::Duration;
use tokio_retry::strategy::ExponentialBackoff;

const CAP: Duration = Duration::from_secs(4);
const ROUNDS: u64 = 5_000;

fn report(name: &str, longest: Duration, below: f64, above: f64) {
    let over = |seconds| longest.as_secs_f64() > seconds;
    println!("{name} over {below} s: {}, over {above} s: {}", over(below), over(above));
}

fn main() {
    let pauses: Vec<_> = ExponentialBackoff::from_millis(100).take(4).collect();
    println!("tokio-retry: {pauses:?}");

    let settings = ExponentialBuilder::default().with_min_delay(Duration::from_secs(1));
    let settings = settings.with_max_delay(CAP).with_max_times(6).with_jitter();
    let pauses = (0..ROUNDS).flat_map(|seed| settings.with_jitter_seed(seed).build());
    report("backon", pauses.max().unwrap(), 7.9, 8.0);

    let pauses = (0..ROUNDS).flat_map(|_| {
        let mut backoff = ExponentialBackoffBuilder::new().with_max_interval(CAP).build();
        (0..12).map(move |_| backoff.next_backoff().unwrap()).collect::<Vec<_>>()
    });
    report("backoff", pauses.max().unwrap(), 5.9, 6.0);
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
tokio-retry: [100ms, 10s, 1000s, 100000s]
backon over 7.9 s: true, over 8 s: false
backoff over 5.9 s: true, over 6 s: false
TXT

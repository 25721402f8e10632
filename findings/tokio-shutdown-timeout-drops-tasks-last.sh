#!/usr/bin/env bash
# Package and version: tokio 1.54.1, features `rt`, `rt-multi-thread` and `time` (crates.io).
# Guess: A task waits for `spawn_blocking`, and the blocking code ends once a value that the task owns is dropped.
#   `shutdown_timeout` of the runtime drops the tasks, and then waits up to its time for what blocks: both ends are
#   reached in milliseconds, with either runtime.
# Behaviour seen: A current-thread runtime drops its tasks only after the time is over, so that `shutdown_timeout(1 s)`
#   takes one second and leaves the blocking code running; plain `drop`, which has no limit, drops the tasks first
#   and is through at once. A multi-thread runtime drops them first either way.
#   Output: `current thread, shutdown_timeout: 1 s, still blocking`, `current thread, drop: 0 s, ended`,
#   `multi thread, shutdown_timeout: 0 s, ended`, `multi thread, drop: 0 s, ended`.
# Why it matters: The call with a limit looks like the careful one, for a program that ends on Ctrl-C. It is the one
#   that always waits in full, and then leaves behind what the tasks would have told to stop: a helper that prints
#   credentials, a lock, a child process.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat >"$dir/Cargo.toml" <<'TOML'
[package]
name = "helper"
version = "0.0.0"
edition = "2021"
[dependencies]
tokio = { version = "=1.54.1", features = ["rt", "rt-multi-thread", "time"] }
TOML
cat >"$dir/src/main.rs" <<'RS'
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};

fn end(name: &str, runtime: Runtime, end: fn(Runtime)) {
    let owned = Arc::new(());
    let waiter = Arc::downgrade(&owned);
    let ended = Arc::new(AtomicBool::new(false));
    let has_ended = Arc::clone(&ended);
    runtime.block_on(async {
        tokio::spawn(async move {
            let blocking = move || {
                while waiter.strong_count() > 0 {
                    std::thread::sleep(Duration::from_millis(5));
                }
                has_ended.store(true, Ordering::SeqCst);
            };
            tokio::task::spawn_blocking(blocking).await.unwrap();
            drop(owned);
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
    });
    let start = Instant::now();
    end(runtime);
    let ended = if ended.load(Ordering::SeqCst) { "ended" } else { "still blocking" };
    println!("{name}: {} s, {ended}", start.elapsed().as_secs());
}

fn main() {
    let current = || Builder::new_current_thread().enable_all().build().unwrap();
    let multi = || Builder::new_multi_thread().enable_all().build().unwrap();
    let timeout = |runtime: Runtime| runtime.shutdown_timeout(Duration::from_secs(1));
    end("current thread, shutdown_timeout", current(), timeout);
    end("current thread, drop", current(), drop);
    end("multi thread, shutdown_timeout", multi(), timeout);
    end("multi thread, drop", multi(), drop);
}
RS
cd "$dir"
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet)
echo "$seen"
[ "$seen" = "current thread, shutdown_timeout: 1 s, still blocking
current thread, drop: 0 s, ended
multi thread, shutdown_timeout: 0 s, ended
multi thread, drop: 0 s, ended" ] || { echo "it behaves differently now" >&2; exit 1; }

#!/usr/bin/env bash
# Package and version: fs2 0.4.3, file-lock 2.1.11 (crates.io) and std::fs::File::try_lock of Rust 1.95.0, on Linux.
# Guess: A lock is a lock: while one process holds an exclusive lock on a file, every other process that
#   tries to lock it is refused, whichever crate each of them uses.
# Behaviour seen: fs2 and std exclude each other; file-lock gets its exclusive lock all the same, and fs2
#   gets its own while file-lock holds it. The former use `flock`, the latter `fcntl` record locks, which Linux
#   keeps apart. Nothing in the names or signatures tells. Output:
#   `fs2 holds: fs2 refused, std refused, file-lock granted`,
#   `file-lock holds: fs2 granted, std granted, file-lock refused`. And the lock of file-lock ends when its
#   process opens the same file once more, reads it and closes that: `file-lock granted`.
# Why it matters: Two programs that guard the same journal or credential file, one in Rust and one in Python
#   (`fcntl.lockf`), or two versions of one program after a change of crate, both believe to be alone. With
#   creates behind it that is two machines for one order.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "locks"
version = "0.0.0"
edition = "2021"
[dependencies]
file-lock = "=2.1.11"
fs2 = "=0.4.3"
TOML
cat > "$dir/src/main.rs" <<'RS'
use file_lock::{FileLock, FileOptions};
use fs2::FileExt;
use std::fs::OpenOptions;
use std::process::Command;

/// Takes the lock without waiting and gives what keeps it.
fn lock(who: &str, path: &str) -> Option<Box<dyn std::any::Any>> {
    if who == "file-lock" {
        return FileLock::lock(path, false, FileOptions::new().write(true)).ok().map(|lock| Box::new(lock) as _);
    }
    let file = OpenOptions::new().write(true).open(path).unwrap();
    let granted = match who {
        "fs2" => FileExt::try_lock_exclusive(&file).is_ok(),
        _ => std::fs::File::try_lock(&file).is_ok(),
    };
    granted.then(|| Box::new(file) as _)
}

fn main() {
    let args: Vec<_> = std::env::args().collect();
    let (who, path) = (&args[2], &args[3]);
    let held = lock(who, path);
    if args[1] == "try" {
        print!("{who} {}", if held.is_some() { "granted" } else { "refused" });
        return;
    }
    assert!(held.is_some());
    let ask = |other| {
        let run = Command::new(&args[0]).args(["try", other, path]).output().unwrap();
        String::from_utf8(run.stdout).unwrap()
    };
    println!("{who} holds: {}", ["fs2", "std", "file-lock"].map(ask).join(", "));
    std::fs::read(path).unwrap();
    println!("{who} holds and has read the file: {}", ask(who));
}
RS
export CARGO_TARGET_DIR="$dir/target"
cargo build --quiet --manifest-path "$dir/Cargo.toml"
touch "$dir/journal"
seen=$(for who in fs2 std file-lock; do "$dir/target/debug/locks" hold "$who" "$dir/journal"; done)
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
fs2 holds: fs2 refused, std refused, file-lock granted
fs2 holds and has read the file: fs2 refused
std holds: fs2 refused, std refused, file-lock granted
std holds and has read the file: std refused
file-lock holds: fs2 granted, std granted, file-lock refused
file-lock holds and has read the file: file-lock granted
TXT

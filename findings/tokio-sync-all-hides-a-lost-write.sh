#!/usr/bin/env bash
# Package and version: tokio 1.54.1, feature `fs` (crates.io).
# Guess: A file has no room for a record. `write_all` fails as it does in `std`, or at the latest the
#   `sync_all` behind it does: a journal that saw both succeed holds the record.
# Behaviour seen: Both return Ok and 1,024 of 4,096 bytes are in the file. `write_all` only hands the
#   bytes to a background thread; `sync_all` waits for that thread, puts its error aside, and reports on
#   the fsync alone. `flush` gives the error, once. `std::fs::File` fails at `write_all`.
#   Output: `write_all Ok(())`, `sync_all Ok(())`, `sync_data Ok(())`, `length 1024`,
#   `flush Err(Kind(FileTooLarge))`, `flush again Ok(())`.
# Why it matters: The pair "write, then sync" is how an intent is made durable before a machine is
#   bought. Here it certifies a torn record. `flush` must stand between the two.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "journal"
version = "0.0.0"
edition = "2021"
[dependencies]
tokio = { version = "=1.54.1", features = ["fs", "io-util", "macros", "rt"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use std::io::Write;
use tokio::io::AsyncWriteExt;

const RECORD: [u8; 4096] = [b'x'; 4096];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let mut file = std::fs::File::create(format!("{dir}/std")).unwrap();
    println!("std write_all {:?}", file.write_all(&RECORD).map_err(|e| e.kind()));

    let mut file = tokio::fs::File::create(format!("{dir}/tokio")).await.unwrap();
    println!("write_all {:?}", file.write_all(&RECORD).await);
    println!("sync_all {:?}", file.sync_all().await);
    println!("sync_data {:?}", file.sync_data().await);
    println!("length {}", file.metadata().await.unwrap().len());
    println!("flush {:?}", file.flush().await);
    println!("flush again {:?}", file.flush().await);
}
RS
export CARGO_TARGET_DIR="$dir/target"
cargo build --quiet --manifest-path "$dir/Cargo.toml"
# Files may grow to 1,024 bytes here, and growing beyond is an error and no signal.
seen=$(trap '' XFSZ; ulimit -f 1; "$dir/target/debug/journal" "$dir")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
std write_all Err(FileTooLarge)
write_all Ok(())
sync_all Ok(())
sync_data Ok(())
length 1024
flush Err(Kind(FileTooLarge))
flush again Ok(())
TXT

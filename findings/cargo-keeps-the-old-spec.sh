#!/usr/bin/env bash
# Package and version: cargo and rustc 1.95.0.
# Guess: A program embeds `spec.json` with `include_str!`, so that cargo knows of the file. Another
#   spec, of another length and content, is moved in its place: the next build contains it.
# Behaviour seen: cargo compares times only. A file that is older than the last build counts as
#   unchanged, whatever is in it, so that the program keeps the former spec, and cargo says that all is fresh.
#   `touch` helps. Output: `first: version 2`, `replaced by an older file: version 2`, `touched: version 1`.
# Why it matters: `mv`, `cp -p`, `tar -x`, `rsync -t` and a restored cache all bring files with their own,
#   older times. Going back to the previous spec that way leaves the client of the new one, in an
#   incremental build with exit code 0. (`git checkout` writes new times and is safe.)
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "embeds"
version = "0.0.0"
edition = "2021"
TOML
echo 'fn main() { print!("{}", include_str!("../spec.json")); }' > "$dir/src/main.rs"
export CARGO_TARGET_DIR="$dir/target"
run() { printf '%s: %s\n' "$1" "$(cargo run --quiet --manifest-path "$dir/Cargo.toml")"; }
seen=$(
    echo 'version 1' > "$dir/previous.json"
    touch -d '2 days ago' "$dir/previous.json"
    echo 'version 2' > "$dir/spec.json"
    run 'first'
    mv "$dir/previous.json" "$dir/spec.json"
    run 'replaced by an older file'
    sleep 1
    touch "$dir/spec.json"
    run 'touched'
)
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
first: version 2
replaced by an older file: version 2
touched: version 1
TXT

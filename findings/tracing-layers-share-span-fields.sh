#!/usr/bin/env bash
# Package and version: tracing-subscriber 0.3.23 with tracing 0.1.44 (crates.io).
# Guess: Two `fmt` layers, a coloured one for the terminal and one `with_ansi(false)` for a file, each
#   format the spans for themselves. `span.record("attempt", 2)` replaces the 1.
# Behaviour seen: The fields of a span are formatted once, by the layer that was added first, and kept as text
#   that both print: the file gets colour codes. A recorded value is appended to that text, once by *each*
#   layer. Output of the second, colourless layer (ESC stands for the escape byte):
#   `call{attempt=1 attempt=2 attempt=2 attempt=3 attempt=3}: sent` with ESC codes within the braces only.
# Why it matters: A retry loop that records its attempt looks in the log as if five requests had gone out
#   where three did, which is the question that the log is read for. Codes split `attempt` from `=`, so that a
#   search of the file finds nothing. A new span per attempt and one layer, or distinct field
#   formatters, avoid both.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "logs"
version = "0.0.0"
edition = "2021"
[dependencies]
tracing = "=0.1.44"
tracing-subscriber = "=0.3.23"
TOML
cat > "$dir/src/main.rs" <<'RS'
use std::io;
use tracing_subscriber::{fmt, prelude::*};

fn main() {
    let terminal = fmt::layer().without_time().with_target(false).with_ansi(true);
    let file = fmt::layer().without_time().with_target(false).with_ansi(false);
    tracing_subscriber::registry()
        .with(terminal.with_writer(io::sink))
        .with(file.with_writer(io::stdout))
        .init();
    let span = tracing::info_span!("call", attempt = 1);
    span.record("attempt", 2);
    span.record("attempt", 3);
    span.in_scope(|| tracing::info!("sent"));
}
RS
export CARGO_TARGET_DIR="$dir/target"
env -u NO_COLOR -u RUST_LOG cargo run --quiet --manifest-path "$dir/Cargo.toml" > "$dir/file.log"
seen=$(
    echo "escape bytes in the file: $(tr -dc '\033' < "$dir/file.log" | wc -c)"
    echo "lines with attempt=3: $(grep -c 'attempt=3' "$dir/file.log" || true)"
    sed 's/\x1b\[[0-9;]*m//g' "$dir/file.log"
)
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
escape bytes in the file: 20
lines with attempt=3: 0
 INFO call{attempt=1 attempt=2 attempt=2 attempt=3 attempt=3}: sent
TXT

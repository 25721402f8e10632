#!/usr/bin/env bash
# Package and version: rustdoc, rustc and cargo 1.95.0.
# Guess: A procedural macro copies descriptions from a spec into `#[doc = "..."]`. Prose without a fence is
#   prose, and the documentation of generated items is at most the concern of the macro's own crate.
# Behaviour seen: A paragraph that is indented by four blanks is a code block, in Markdown, and therefore a Rust
#   program, to rustdoc. `cargo test` of the crate that *calls* the macro compiles it and fails, and
#   names a line that the file, which has one, does not have. Output: `running 1 test`,
#   `src/lib.rs - Zone (line 3) ... FAILED`, ``expected one of `!` or `::`, found `-` ``.
# Why it matters: Vendors indent lists of values and examples in their descriptions. One such text in a
#   spec breaks the tests of every user, who cannot fence the text and can only turn all doctests
#   off. A generator has to take the indentation out, or write the text behind a fence marked `text`.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/macros/src" "$dir/src"
cat > "$dir/macros/Cargo.toml" <<'TOML'
[package]
name = "macros"
version = "0.0.0"
edition = "2021"
[lib]
proc-macro = true
TOML
cat > "$dir/macros/src/lib.rs" <<'RS'
use proc_macro::TokenStream;

#[proc_macro]
pub fn api(_: TokenStream) -> TokenStream {
    let text = "Zone of the instance. Values:\n\n    ap-guangzhou-1, ap-beijing-2\n";
    format!("#[doc = {text:?}] pub struct Zone;").parse().unwrap()
}
RS
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "user"
version = "0.0.0"
edition = "2021"
[dependencies]
macros = { path = "macros" }
TOML
echo 'macros::api!();' > "$dir/src/lib.rs"
export CARGO_TARGET_DIR="$dir/target"
cd "$dir"
cargo build --quiet
cargo test --doc > "$dir/log" 2>&1 && { echo "the tests pass: the behaviour changed" >&2; exit 1; }
grep -x 'running 1 test' "$dir/log"
grep -E '^test src/lib.rs - Zone \(line 3\) \.\.\. FAILED$' "$dir/log"
grep -o 'expected one of .*, found `-`' "$dir/log"

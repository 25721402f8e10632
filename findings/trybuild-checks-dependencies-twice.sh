#!/usr/bin/env bash
# Package and version: trybuild 1.0.122 (crates.io) with rustc and cargo 1.95.0, and 1.0.112 beside it.
# Guess: trybuild has a target folder of its own, checks what the package depends on there once, and then the cases.
# Behaviour seen: Every dependency is checked twice from nothing: first for a project without cases, and again for the
#   cases, because only that call adds `--diagnostic-width=140` to the flags of rustc, which all crates get and which
#   are part of the name of what is built. Both copies stay on the disk; macros are built once. 1.0.112, without the
#   flag, checks once. Output: `1.0.112: 1 copy of itoa`, `1.0.122: 2 copies of itoa`.
# Why it matters: Of a compile-fail suite that starts from nothing, as in CI, the dependencies are most of the time: for
#   a client with hyper and rustls 26 of 48 seconds. Fewer dependencies of the package with the cases save double.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
seen=""
for version in 1.0.112 1.0.122; do
  folder="$dir/$version"
  mkdir -p "$folder/src" "$folder/tests/ui"
  cat >"$folder/Cargo.toml" <<TOML
[package]
name = "cases"
version = "0.0.0"
edition = "2021"
[dependencies]
itoa = "=1.0.19"
[dev-dependencies]
trybuild = "=$version"
TOML
  echo 'pub use itoa::Buffer;' >"$folder/src/lib.rs"
  echo 'fn main() { let _: u8 = cases::Buffer::new(); }' >"$folder/tests/ui/wrong_type.rs"
  cat >"$folder/tests/cases.rs" <<'RS'
#[test]
fn cases() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
RS
  # Writes the expected message, so that only the building is looked at.
  (cd "$folder" && CARGO_TARGET_DIR="$folder/target" TRYBUILD=overwrite cargo test >/dev/null 2>&1)
  copies=$(find "$folder/target/tests/trybuild" -name 'libitoa-*.rmeta' | wc -l)
  seen+="$version: $copies $([ "$copies" = 1 ] && echo copy || echo copies) of itoa"$'\n'
done
printf '%s' "$seen"
[ "$seen" = $'1.0.112: 1 copy of itoa\n1.0.122: 2 copies of itoa\n' ] || { echo "it behaves differently now" >&2; exit 1; }

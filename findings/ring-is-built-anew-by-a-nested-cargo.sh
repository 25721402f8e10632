#!/usr/bin/env bash
# Package and version: ring 0.17.14 (crates.io) with rustc and cargo 1.95.0.
# Guess: A test calls cargo for what cargo has just built, with the same arguments, target folder and flags.
#   Everything is fresh, and nothing is compiled.
# Behaviour seen: `ring` and all that depends on it is compiled again, and by the next `cargo test` of the person
#   once more. Its build script asks to run again when `CARGO_MANIFEST_DIR`, `CARGO_PKG_NAME` and others change,
#   and cargo sets these for every test it runs, so that the inner cargo sees them and the outer one does not.
#   Without these variables nothing is compiled. Output: `nested: 2 compiled`, `outside, afterwards: 2 compiled`,
#   `nested without the variables: 0 compiled`.
# Why it matters: Everything with rustls and ring is above it. Tests that compile programs with what the suite was
#   built with (compile-fail tests, generated crates) build a whole client twice per run, replace the program
#   under test while other tests run it, and no message says why.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/src" "$dir/tests"
cat >"$dir/Cargo.toml" <<'TOML'
[package]
name = "signer"
version = "0.0.0"
edition = "2021"
[dependencies]
ring = "=0.17.14"
TOML
echo 'pub use ring::digest::SHA256;' >"$dir/src/lib.rs"
cat >"$dir/tests/nested.rs" <<'RS'
use std::process::Command;

fn compiled(forgets: bool) -> usize {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--lib"]);
    if forgets {
        for (name, _) in std::env::vars() {
            if name.starts_with("CARGO_PKG") || name.starts_with("CARGO_MANIFEST") {
                cargo.env_remove(name);
            }
        }
    }
    let output = cargo.output().unwrap();
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stderr).matches("Compiling").count()
}

#[test]
fn nested() {
    let forgets = std::env::var_os("FORGET").is_some();
    println!("{} compiled", compiled(forgets));
}
RS
cd "$dir"
export CARGO_TARGET_DIR="$dir/target"
unset CARGO_MANIFEST_DIR CARGO_PKG_NAME 2>/dev/null || true
outside() { cargo build --lib 2>&1 | grep -c Compiling || true; }
cargo test --no-run >/dev/null 2>&1
outside >/dev/null
nested=$(cargo test nested -- --nocapture 2>/dev/null | grep compiled)
after=$(outside)
cargo test --no-run >/dev/null 2>&1
without=$(FORGET=1 cargo test nested -- --nocapture 2>/dev/null | grep compiled)
seen="nested: $nested
outside, afterwards: $after compiled
nested without the variables: $without"
echo "$seen"
[ "$seen" = "nested: 2 compiled
outside, afterwards: 2 compiled
nested without the variables: 0 compiled" ] || { echo "it behaves differently now" >&2; exit 1; }

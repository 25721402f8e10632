#!/usr/bin/env bash
# Package and version: trybuild 1.0.122 (crates.io) with rustc and cargo 1.95.0.
# Guess: A generic function holds `const { assert!(N <= 100) }`, so that `Count::<101>::new()` is a compile
#   error. A `compile_fail` case of trybuild with its `.stderr` shows that, alone as among others; and a
#   `compile_fail` whose pattern matches no file fails.
# Behaviour seen: Alone the case fails with "Expected test case to fail to compile, but it succeeded": with
#   only `compile_fail` cases trybuild runs `cargo check`, which makes no code and evaluates no such
#   constant (`cargo check` and `cargo clippy` of a user's program are as silent). A single unrelated
#   `pass` case in the same `TestCases` switches to `cargo build`, and the same case passes. A
#   pattern without match passes. Output: `alone: FAILED`, `beside_a_pass_case: ok`, `no_file_matches: ok`.
# Why it matters: A generator that turns a literal beyond a limit into a compile error this way is silent
#   in editors and in `cargo check`, and the verdict of a test depends on its neighbours. A renamed
#   folder makes the whole suite green. The limit belongs in a `const _: () = ...` item.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/src" "$dir/tests/ui"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "counted"
version = "0.0.0"
edition = "2021"
[dev-dependencies]
trybuild = "=1.0.122"
TOML
cat > "$dir/src/lib.rs" <<'RS'
pub struct Count<const N: u32>;

impl<const N: u32> Count<N> {
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        const { assert!(N <= 100, "at most 100 machines") };
        Count
    }
}
RS
cat > "$dir/tests/ui/too_many.rs" <<'RS'
fn main() {
    counted::Count::<101>::new();
}
RS
echo 'fn main() {}' > "$dir/tests/pass.rs"
cat > "$dir/tests/verdicts.rs" <<'RS'
use trybuild::TestCases;

#[test]
fn alone() {
    TestCases::new().compile_fail("tests/ui/too_many.rs");
}

#[test]
fn beside_a_pass_case() {
    let cases = TestCases::new();
    cases.compile_fail("tests/ui/too_many.rs");
    cases.pass("tests/pass.rs");
}

#[test]
fn no_file_matches() {
    TestCases::new().compile_fail("tests/renamed/*.rs");
}
RS
export CARGO_TARGET_DIR="$dir/target"
cd "$dir"
# The text of the error is accepted as it is; only then do the verdicts count.
TRYBUILD=overwrite cargo test --quiet beside_a_pass_case > "$dir/log" 2>&1
grep -q 'at most 100 machines' tests/ui/too_many.stderr
cargo test --test verdicts -- --test-threads=1 > "$dir/log" 2>&1 || true
grep -q 'Expected test case to fail to compile, but it succeeded' "$dir/log"
seen=$(for test in alone beside_a_pass_case no_file_matches; do
    if cargo test --quiet "$test" > "$dir/log" 2>&1; then echo "$test: ok"; else echo "$test: FAILED"; fi
done)
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
alone: FAILED
beside_a_pass_case: ok
no_file_matches: ok
TXT

#!/usr/bin/env bash
# Package and version: cargo 1.95.0.
# Guess: `include` in Cargo.toml names a folder, and one file in it by its full path; all are committed.
#   Then they are in the package, or cargo warns that an entry matches nothing.
# Behaviour seen: A folder that holds a Cargo.toml of its own is left out with all that is below it, even the
#   file that is named in full, without a word and with exit code 0. Output:
#   `specs/a.json` and `src/lib.rs` are listed, `specs/fixture/answer.json` is not.
# Why it matters: Tests of a generator keep small crates as fixtures and specs beside them, and crates lie in
#   each other's folders. All tests pass in the repository; what users unpack lacks files. Only code
#   that includes them at compile time is caught by the verification, and not what tests or tools read later.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/src" "$dir/specs/fixture/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "generator"
version = "0.0.0"
edition = "2021"
description = "d"
license = "MIT"
repository = "r"
include = ["/src", "/specs", "/specs/fixture/answer.json"]
TOML
touch "$dir/src/lib.rs" "$dir/specs/fixture/src/lib.rs"
echo '{}' > "$dir/specs/a.json"
echo '{}' > "$dir/specs/fixture/answer.json"
printf '[package]\nname = "fixture"\nversion = "0.0.0"\n' > "$dir/specs/fixture/Cargo.toml"
cd "$dir"
git init --quiet
git add .
git -c user.name=a -c user.email=a@example.invalid commit --quiet -m all
export CARGO_TARGET_DIR="$dir/target"
cargo package --list > "$dir/list" 2> "$dir/messages"
seen=$(grep -E '^(specs|src)/' "$dir/list"; echo "words about it: $(wc -w < "$dir/messages")"
    cargo package --quiet --no-verify && echo "exit code 0")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
specs/a.json
src/lib.rs
words about it: 0
exit code 0
TXT

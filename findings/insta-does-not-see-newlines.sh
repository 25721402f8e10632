#!/usr/bin/env bash
# Package and version: insta 1.49.0 (crates.io).
# Guess: A snapshot pins a text. A canonical request with one newline more or less, or with CRLF, fails.
# Behaviour seen: Newlines at the beginning and the end are not compared, and CRLF is LF, for snapshots in
#   files; in inline ones the common indentation is not compared either. A changed letter is found. Output:
#   `file: exact passes, newline at the end passes, CRLF passes, letter fails`, and for inline snapshots
#   also `newline at the start passes`, `indented passes`.
# Why it matters: A signature is taken over exactly these bytes: the canonical request of TC3 has an empty
#   line behind its headers, and a newline too many behind the hash makes every call fail with
#   AuthFailure.SignatureFailure while its snapshot stays green. Such texts need `assert_eq!` or a
#   snapshot of their `{:?}`.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "pinned"
version = "0.0.0"
edition = "2021"
[dependencies]
insta = { version = "=1.49.0", default-features = false }
TOML
cat > "$dir/src/main.rs" <<'RS'
use std::panic::catch_unwind;

const EXACT: &str = "POST\n/\n\ncontent-type;host";
const TEXTS: [(&str, &str); 6] = [
    ("exact", EXACT),
    ("newline at the end", "POST\n/\n\ncontent-type;host\n"),
    ("newline at the start", "\nPOST\n/\n\ncontent-type;host"),
    ("CRLF", "POST\r\n/\r\n\r\ncontent-type;host"),
    ("indented", "    POST\n    /\n\n    content-type;host"),
    ("letter", "GET\n/\n\ncontent-type;host"),
];

fn report(place: &str, passes: fn(&'static str)) {
    for (name, text) in TEXTS {
        let verdict = if catch_unwind(|| passes(text)).is_ok() { "passes" } else { "fails" };
        println!("{place}: {name} {verdict}");
    }
}

fn main() {
    let record = std::env::args().nth(1).is_some();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    let _bound = settings.bind_to_scope();
    if record {
        insta::assert_snapshot!("request", EXACT);
        return;
    }
    report("file", |text| insta::assert_snapshot!("request", text));
    report("inline", |text| {
        insta::allow_duplicates! {
            insta::assert_snapshot!(text, @r"
POST
/

content-type;host
");
        }
    });
}
RS
export CARGO_TARGET_DIR="$dir/target"
cd "$dir"
cargo build --quiet
INSTA_WORKSPACE_ROOT="$dir" INSTA_UPDATE=always ./target/debug/pinned record > "$dir/log" 2>&1 || true
test -f src/snapshots/request.snap
seen=$(INSTA_WORKSPACE_ROOT="$dir" INSTA_UPDATE=no ./target/debug/pinned 2> /dev/null | grep -E '^(file|inline): ')
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
file: exact passes
file: newline at the end passes
file: newline at the start passes
file: CRLF passes
file: indented fails
file: letter fails
inline: exact passes
inline: newline at the end passes
inline: newline at the start passes
inline: CRLF passes
inline: indented passes
inline: letter fails
TXT

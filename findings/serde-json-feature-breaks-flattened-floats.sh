#!/usr/bin/env bash
# Package and version: serde_json 1.0.154 with serde 1.0.229 (crates.io).
# Guess: The feature `arbitrary_precision` adds digits to `Number` and `Value`. A struct with `f64` fields
#   does not name either type, so that nothing changes for it when another crate of the build turns the
#   feature on.
# Behaviour seen: Where serde reads by way of a buffer (`flatten`, `untagged`, a `tag`), an `f64` that is
#   written with a point fails with "invalid type: map, expected f64"; whole numbers go on working, so do
#   plain structs, and so does the same JSON by way of `Value`. Two `Value`s 1.0 and 1.00 are no longer equal,
#   and `1e2` is not 100. Output with the feature: `flatten 2.0: error`, `flatten 2: ok`, `plain 2.0: ok`,
#   `flatten 2.0 through Value: ok`, `untagged 2.0: error`, `1.0 == 1.00: false`.
# Why it matters: Features are united over the whole build: a price that was read yesterday fails after
#   some dependency turned the feature on, in a released client that nobody touched, and only for amounts that
#   are not whole. A runtime that users build with their own crates must be tested with it on.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "prices"
version = "0.0.0"
edition = "2021"
[dependencies]
serde = { version = "=1.0.229", features = ["derive"] }
serde_json = "=1.0.154"
[features]
elsewhere = ["serde_json/arbitrary_precision"]
TOML
cat > "$dir/src/main.rs" <<'RS'
use serde::Deserialize;
use serde_json::{from_str, from_value, Value};

#[derive(Deserialize)]
struct Plain {
    #[serde(rename = "Price")]
    _price: f64,
}

#[derive(Deserialize)]
struct Flat {
    #[serde(flatten)]
    _plain: Plain,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Either {
    Price(#[allow(dead_code)] f64),
    Text(#[allow(dead_code)] String),
}

fn report<T>(name: &str, result: serde_json::Result<T>) {
    match result {
        Ok(_) => println!("{name}: ok"),
        Err(error) => println!("{name}: {error}"),
    }
}

fn main() {
    let value = |text| from_str::<Value>(text).unwrap();
    report("flatten 2.0", from_str::<Flat>(r#"{"Price": 2.0}"#));
    report("flatten 2", from_str::<Flat>(r#"{"Price": 2}"#));
    report("plain 2.0", from_str::<Plain>(r#"{"Price": 2.0}"#));
    report("flatten 2.0 through Value", from_value::<Flat>(value(r#"{"Price": 2.0}"#)));
    report("untagged 2.0", from_str::<Either>("2.0"));
    println!("1.0 == 1.00: {}", value("1.0") == value("1.00"));
    println!("1e2 == 100.0: {}", value("1e2") == value("100.0"));
}
RS
export CARGO_TARGET_DIR="$dir/target"
run() { cargo run --quiet --manifest-path "$dir/Cargo.toml" "$@"; }
seen=$(run; echo '--- with the feature'; run --features elsewhere)
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
flatten 2.0: ok
flatten 2: ok
plain 2.0: ok
flatten 2.0 through Value: ok
untagged 2.0: ok
1.0 == 1.00: true
1e2 == 100.0: true
--- with the feature
flatten 2.0: invalid type: map, expected f64 at line 1 column 14
flatten 2: ok
plain 2.0: ok
flatten 2.0 through Value: ok
untagged 2.0: data did not match any variant of untagged enum Either
1.0 == 1.00: false
1e2 == 100.0: false
TXT

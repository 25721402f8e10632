#!/usr/bin/env bash
# Package and version: jmespath 0.5.0 (crates.io), jmespath 1.1.0 (PyPI).
# Guess: The filters that people have written for aws, az or tccli, all of which use the Python package, give the
#   same answer in the Rust crate of the same name: both pass the language's own suite of cases.
# Behaviour seen: Texts compared by order are false in Rust (`null` outside of a filter), so that a filter by
#   time finds nothing, without an error. Sums and absolute values of integers become floats, members come out
#   in alphabetical order, `keys` and `to_string` with them, and `avg` of an empty list is an error instead of
#   `null`. Output, Rust and Python:
#   `Set[?Created > '2024'].Id: [] ["b"]`, `sum(Set[].N): 3.0 3`, `avg(None): error null` (an empty list).
# Why it matters: "Which machines are older than this week" is answered with "none". A program that takes
#   people's filters over must make texts comparable, or refuse such a filter.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install --no-deps jmespath==1.1.0
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "filters"
version = "0.0.0"
edition = "2021"
[dependencies]
jmespath = "=0.5.0"
TOML
cat > "$dir/document.json" <<'JSON'
{"Set": [{"Id": "b", "Created": "2026-01-01", "N": 1}, {"Id": "a", "Created": "2023-01-01", "N": 2}], "None": []}
JSON
cat > "$dir/filters.txt" <<'TXT'
Set[?Created > '2024'].Id
Set[?Created >= '2023-01-01' && Created <= '2023-12-31'].Id
'a' < 'b'
Set[?N > `1`].Id
max_by(Set, &Created).Id
sum(Set[].N)
abs(`-1`)
Set[0]
keys(Set[0])
avg(None)
TXT
cat > "$dir/src/main.rs" <<'RS'
fn main() {
    let document = std::fs::read_to_string("document.json").unwrap();
    for filter in std::fs::read_to_string("filters.txt").unwrap().lines() {
        let document = jmespath::Variable::from_json(&document).unwrap();
        match jmespath::compile(filter).unwrap().search(document) {
            Ok(found) => println!("{found}"),
            Err(_) => println!("error"),
        }
    }
}
RS
cat > "$dir/filters.py" <<'PY'
import json
import jmespath

document = json.load(open("document.json"))
for filter in open("filters.txt"):
    print(json.dumps(jmespath.search(filter, document), separators=(",", ":")))
PY
cd "$dir"
export CARGO_TARGET_DIR="$dir/target"
cargo run --quiet > rust.txt
"$dir/venv/bin/python" filters.py > python.txt
paste -d '\t' filters.txt rust.txt python.txt | tee both.txt
expected='Set[?Created > '\''2024'\''].Id	[]	["b"]
Set[?Created >= '\''2023-01-01'\'' && Created <= '\''2023-12-31'\''].Id	[]	["a"]
'\''a'\'' < '\''b'\''	null	true
Set[?N > `1`].Id	["a"]	["a"]
max_by(Set, &Created).Id	"b"	"b"
sum(Set[].N)	3.0	3
abs(`-1`)	1.0	1
Set[0]	{"Created":"2026-01-01","Id":"b","N":1}	{"Id":"b","Created":"2026-01-01","N":1}
keys(Set[0])	["Created","Id","N"]	["Id","Created","N"]
avg(None)	error	null'
[ "$(cat both.txt)" = "$expected" ] || { echo "behaviour changed" >&2; exit 1; }

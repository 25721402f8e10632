#!/usr/bin/env bash
# Package and version: hyper-util 0.1.21, the matcher of reqwest 0.13.5 (crates.io); requests 2.34.2 (PyPI).
# Guess: `NO_PROXY` is one list for all programs of a machine: names with everything below them, addresses,
#   blocks, a port where one is meant, `*` for everything.
# Behaviour seen: They agree on names, IPv4 addresses and IPv4 blocks, and on a `*` that stands alone. Output, with D
#   for direct and P for proxy: `a.test,*` is D in reqwest and P in requests; `cloud.test:8443` P and D; `0.0.0.0/0`
#   and `::/8` D and P; `[::1]` and `*.cloud.test` P and P. A blank between two names makes one name of them in
#   both; curl takes it for a separator.
# Why it matters: A request that was meant for the proxy leaves the network directly, or the other way round, with
#   no error in either. A client that has to be safe beside both goes directly only where all do, or where the
#   entry cannot mean anything else.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/rows" <<'TXT'
cloud.test|https://ecm.cloud.test/
192.0.2.0/24|https://192.0.2.9/
*|https://ecm.cloud.test/
a.test,*|https://ecm.cloud.test/
*.cloud.test|https://ecm.cloud.test/
a.test cloud.test|https://ecm.cloud.test/
cloud.test:8443|https://ecm.cloud.test:8443/
0.0.0.0/0|https://192.0.2.9/
[::1]|https://[::1]/
::/8|https://[::1]/
TXT
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "differs"
version = "0.0.0"
edition = "2021"
[dependencies]
http = "=1.5.0"
hyper-util = { version = "=0.1.21", features = ["client-proxy"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use hyper_util::client::proxy::matcher::Matcher;

fn main() {
    let rows = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    for row in rows.lines() {
        let (list, url) = row.split_once('|').unwrap();
        let matcher = Matcher::builder().https("http://proxy.test").no(list).build();
        let through = matcher.intercept(&url.parse::<http::Uri>().unwrap()).is_some();
        println!("{}", if through { "P" } else { "D" });
    }
}
RS
cat > "$dir/differs.py" <<'PY'
import os, sys
from requests.utils import should_bypass_proxies

for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
    del os.environ[name]
for row in open(sys.argv[1]):
    os.environ["no_proxy"], url = row.rstrip("\n").split("|")
    print("D" if should_bypass_proxies(url, None) else "P")
PY
export CARGO_TARGET_DIR="$dir/target"
cargo run --quiet --manifest-path "$dir/Cargo.toml" -- "$dir/rows" > "$dir/reqwest"
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet requests==2.34.2
"$dir/venv/bin/python" "$dir/differs.py" "$dir/rows" > "$dir/requests"
seen=$(paste -d ' ' <(cut -d '|' -f 1 "$dir/rows") "$dir/reqwest" "$dir/requests")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
cloud.test D D
192.0.2.0/24 D D
* D D
a.test,* D P
*.cloud.test P P
a.test cloud.test P P
cloud.test:8443 P D
0.0.0.0/0 D P
[::1] P P
::/8 D P
TXT

#!/usr/bin/env bash
# The vendor's own Python SDK against the embedded endpoint: a client that nobody here wrote.
# Says `skipped` and succeeds where Python, pip or the package cannot be had.
set -euo pipefail
cd "$(dirname "$0")/../.."

skip() {
  echo "skipped: $1"
  exit 0
}

command -v python3 >/dev/null || skip "there is no python3"
target=$(cargo metadata --format-version 1 --no-deps --locked | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
environment="$target/python-sdk"
if ! "$environment/bin/python" -c 'import tencentcloud.ecm' 2>/dev/null; then
  python3 -m venv "$environment" 2>/dev/null || skip "python3 has no venv"
  timeout 300 "$environment/bin/pip" install --quiet --disable-pip-version-check -r tests/python_sdk/requirements.txt ||
    skip "the SDK cannot be installed"
fi

cargo build --quiet --locked -p ecm-client --features endpoint --example endpoint
coproc ENDPOINT { exec "$target/debug/examples/endpoint"; }
trap 'kill "$ENDPOINT_PID" 2>/dev/null || true' EXIT
read -r -t 30 url <&"${ENDPOINT[0]}" || {
  echo "the endpoint did not say where it listens" >&2
  exit 1
}
timeout 120 "$environment/bin/python" tests/python_sdk/check.py "${url#http://}"

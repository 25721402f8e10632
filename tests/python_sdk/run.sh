#!/usr/bin/env bash
# The vendor's own Python SDK against the test server: a client that nobody here wrote.
# Says `skipped` and succeeds where Python, pip or the package cannot be had.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/outside.sh

python_environment python-sdk tencentcloud.ecm -r tests/python_sdk/requirements.txt
cargo build --quiet --locked -p ecm-cli

# Serves with the given arguments, and runs a script against it.
against_server() {
  local script=$1 line
  shift
  coproc SERVER { exec "$target/debug/ecm" serve --quiet "$@"; }
  local server=$SERVER_PID
  trap "kill $server 2>/dev/null || true" EXIT
  read -r -t 30 line <&"${SERVER[0]}" || {
    echo "the server did not say where it listens" >&2
    exit 1
  }
  timeout 300 "$environment/bin/python" "tests/python_sdk/$script" "${line#listening on http://}"
  kill "$server"
  wait "$server" 2>/dev/null || true
}

spec=ecm-spec/specs/ecm-2019-07-19.json
against_server check.py
# Bodies that travel raw: what the SDK sends is accepted, and is what our own copy says.
against_server octet_stream.py --spec tests/specs/cls-2020-10-16.json
"$environment/bin/python" tests/python_sdk/octet_stream.py --vectors | diff - tests/data/raw_bodies.json
# Every documented error, one after the other.
mapfile -t errors < <("$environment/bin/python" tests/python_sdk/errors.py --arguments "$spec")
against_server errors.py --no-rate-limits "${errors[@]}"
if grep -q '"DescribeInstances": {' "$spec"; then
  against_server lifecycle.py
else
  echo "skipped: the shipped spec does not have the actions of a lifecycle yet"
fi

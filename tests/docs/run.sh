#!/usr/bin/env bash
# The pages of `ecm docs` in a browser, from the disk: search, links, widths, themes, and texts that look like scripts.
# Says `skipped` and succeeds where Python or Chromium with its driver cannot be had.
set -euo pipefail
cd "$(dirname "$0")/../.."

skip() {
  echo "skipped: $1"
  exit 0
}

command -v python3 >/dev/null || skip "there is no python3"
if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || skip "there is no chromium with its chromedriver"
  { timeout 600 apt-get update && timeout 900 apt-get install -y chromium chromium-driver; } >/dev/null 2>&1 ||
    skip "chromium cannot be installed"
fi
cargo build --quiet --locked -p ecm-cli
target=$(cargo metadata --format-version 1 --no-deps --locked | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
timeout 1200 python3 -B tests/docs/check.py "$target/debug/ecm"

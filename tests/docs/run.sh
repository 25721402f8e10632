#!/usr/bin/env bash
# The pages of `ecm docs` in a browser, from the disk: search, links, widths, themes, and texts that look like scripts.
# Says `skipped` and succeeds where Python or Chromium with its driver cannot be had.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/outside.sh

find_target
if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || skip "there is no chromium with its chromedriver"
  { timeout 600 apt-get update && timeout 900 apt-get install -y chromium chromium-driver; } >/dev/null 2>&1 ||
    skip "chromium cannot be installed"
fi
cargo build --quiet --locked -p ecm-cli
timeout 1200 python3 -B tests/docs/check.py "$target/debug/ecm"

#!/usr/bin/env bash
# Launches with PostgreSQL: processes are killed and frozen, the server is killed, cut off and full. Installs it from the
# distribution's packages where that can be done; says `skipped` and succeeds where there is none. ECM_CRASHES sets the
# number of processes that are killed, ECM_SEED the seed.
set -euo pipefail
cd "$(dirname "$0")/../.."

installed() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

if ! installed && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  # Its own server is not needed, and would take a port.
  install=(env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends)
  { timeout 300 apt-get update --quiet && timeout 600 "${install[@]}" postgresql; } >/dev/null || true
fi
if ! installed; then
  echo "skipped: PostgreSQL is not installed, and cannot be"
  exit 0
fi
# As the suite was built, so that nothing is built again.
test=(cargo test --workspace --all-features --locked)
"${test[@]}" --test database --test crashes -- --nocapture
"${test[@]}" --lib -- postgres
"${test[@]}" --test ecm -- launch

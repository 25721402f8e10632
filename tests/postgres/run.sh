#!/usr/bin/env bash
# Launches with PostgreSQL: processes are killed and frozen, the server is killed, cut off and full. Installs it from the
# distribution's packages where that can be done; says `skipped` and succeeds where there is none. ECM_CRASHES sets the
# number of processes that are killed, ECM_SEED the seed.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/outside.sh

installed() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

installed || install_packages postgresql
installed || skip "PostgreSQL is not installed, and cannot be"
# As the suite was built, so that nothing is built again.
test=(cargo test --workspace --all-features --locked)
"${test[@]}" --test database --test account -- --ignored --nocapture
"${test[@]}" --test crashes -- --include-ignored --nocapture
"${test[@]}" --lib -- --ignored postgres
"${test[@]}" --test ecm -- --ignored launch::

#!/usr/bin/env bash
# Completion in interactive shells, on terminals: bash, zsh and fish. Installs those that are missing from the
# distribution's packages where that can be done; the tests say `skipped` for each that is not there.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/outside.sh

missing=()
for shell in bash zsh fish; do
  command -v "$shell" >/dev/null || missing+=("$shell")
done
[ "${#missing[@]}" -eq 0 ] || install_packages "${missing[@]}"
# As the suite was built, so that nothing is built again.
cargo test --workspace --all-features --locked --test ecm -- shells --nocapture

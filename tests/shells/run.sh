#!/usr/bin/env bash
# Completion in interactive shells, on terminals: bash, zsh and fish. Installs those that are missing from the
# distribution's packages where that can be done; the tests say `skipped` for each that is not there.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
for shell in bash zsh fish; do
  command -v "$shell" >/dev/null || missing+=("$shell")
done
if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  install=(env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends)
  { timeout 300 apt-get update --quiet && timeout 600 "${install[@]}" "${missing[@]}"; } >/dev/null || true
fi
# As the suite was built, so that nothing is built again.
cargo test --workspace --all-features --locked --test ecm -- shells --nocapture

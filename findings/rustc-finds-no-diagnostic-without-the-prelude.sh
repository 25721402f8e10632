#!/usr/bin/env bash
# Package and version: rustc and cargo 1.95.0 (stable).
# Guess: `#[diagnostic::on_unimplemented]` is in a namespace of the compiler that is promised to be ignored at worst,
#   and `#[rustfmt::skip]` changes nothing that is compiled. Generated code may carry both into any crate.
# Behaviour seen: Under `#![no_implicit_prelude]`, of the crate or of one module around, both are an error, and
#   `#[clippy::..]` as well: E0433, "cannot find module or crate". The names are part of the prelude. No path can
#   be written instead, as `::core::option::Option` is for `Option`. Output:
#   `crate without prelude: rustfmt E0433, clippy E0433, allow ok, diagnostic E0433`.
# Why it matters: A macro that writes every path in full still fails in such a crate, with an error at the user's
#   line. It must be able to leave the attribute out.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "generated"
version = "0.0.0"
edition = "2024"
TOML
export CARGO_TARGET_DIR="$dir/target"
cargo --version
code() { # first error code of a check of this source, or ok
  printf '%s\n' "$1" > "$dir/src/lib.rs"
  local said
  if said=$(cargo check --quiet --manifest-path "$dir/Cargo.toml" 2>&1); then echo ok; else
    grep -o 'E[0-9]\{4\}' <<<"$said" | head -1
  fi
}
without='#![no_implicit_prelude]'
seen=$(
  echo "crate with prelude: diagnostic $(code '#[diagnostic::on_unimplemented(message = "m")] pub trait Request {}')"
  echo "crate without prelude: rustfmt $(code "$without #[rustfmt::skip] pub trait Request {}"), clippy $(
    code "$without #[clippy::msrv = \"1.80\"] pub trait Request {}"), allow $(
    code "$without #[allow(dead_code)] pub trait Request {}"), diagnostic $(
    code "$without #[diagnostic::on_unimplemented(message = \"m\")] pub trait Request {}")"
  echo "by a path: $(code "$without #[::core::diagnostic::on_unimplemented(message = \"m\")] pub trait Request {}")"
  echo "module without prelude: $(
    code "pub mod requests { $without #[diagnostic::on_unimplemented(message = \"m\")] pub trait Request {} }")"
)
echo "$seen"
expected="crate with prelude: diagnostic ok
crate without prelude: rustfmt E0433, clippy E0433, allow ok, diagnostic E0433
by a path: E0433
module without prelude: E0433"
[ "$seen" = "$expected" ] || { echo "behaviour changed" >&2; exit 1; }

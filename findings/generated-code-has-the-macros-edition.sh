#!/usr/bin/env bash
# Package and version: rustc and cargo 1.95.0.
# Guess: What a procedural macro returns is compiled in the edition of the crate that calls it, as if its
#   author had typed it there. The edition of the macro's own crate concerns the macro's own source.
# Behaviour seen: Tokens that the macro makes itself, here by parsing text, carry the edition of the macro's crate
#   into the caller. With a macro of 2021, `fn gen` compiles in a crate of 2024; with one of
#   2024 it is an error in a crate of 2021, and so is a call of a generated `fn pick(x: &u8) -> impl Sized`,
#   which now borrows its argument. Output: "macro 2021, user 2024: keyword compiles" and
#   "macro 2024, user 2021: keyword error: expected identifier, found reserved keyword `gen`", then
#   "capture error[E0597]: `local` does not live long enough".
# Why it matters: Raising `edition` in the Cargo.toml of a macro crate, which counts as internal, breaks
#   callers that changed nothing, and a test in the macro's workspace that is in the new edition, too, cannot
#   tell whose edition was at work. A parameter called `gen` needs `r#gen` by the macro's edition.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/macros/src" "$dir/src"
cat > "$dir/macros/src/lib.rs" <<'RS'
use proc_macro::TokenStream;

#[proc_macro]
pub fn keyword(_: TokenStream) -> TokenStream {
    "pub fn gen() {}".parse().unwrap()
}

#[proc_macro]
pub fn capture(_: TokenStream) -> TokenStream {
    "pub fn pick(_: &u8) -> impl Sized {}".parse().unwrap()
}
RS
cat > "$dir/src/lib.rs" <<'RS'
#[cfg(feature = "keyword")]
macros::keyword!();

#[cfg(feature = "capture")]
mod capture {
    macros::capture!();

    pub fn use_it() -> impl Sized {
        let local = 1;
        pick(&local)
    }
}
RS
export CARGO_TARGET_DIR="$dir/target"
cd "$dir"
build() {
    cat > macros/Cargo.toml <<TOML
[package]
name = "macros"
version = "0.0.0"
edition = "$1"
[lib]
proc-macro = true
TOML
    cat > Cargo.toml <<TOML
[package]
name = "user"
version = "0.0.0"
edition = "$2"
[features]
keyword = []
capture = []
[dependencies]
macros = { path = "macros" }
TOML
    for feature in keyword capture; do
        if cargo build --quiet --features "$feature" > log 2>&1; then
            echo "macro $1, user $2: $feature compiles"
        else
            echo "macro $1, user $2: $feature $(grep -m 1 '^error' log)"
        fi
    done
}
seen=$(build 2021 2021; build 2021 2024; build 2024 2021)
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
macro 2021, user 2021: keyword compiles
macro 2021, user 2021: capture compiles
macro 2021, user 2024: keyword compiles
macro 2021, user 2024: capture compiles
macro 2024, user 2021: keyword error: expected identifier, found reserved keyword `gen`
macro 2024, user 2021: capture error[E0597]: `local` does not live long enough
TXT

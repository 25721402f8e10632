#!/usr/bin/env bash
# Package and version: cargo and rustc 1.95.0.
# Guess: `cargo::rustc-env=CLIENT_ENDPOINT=…` of a build script is for the compiler, as `env!` reads it. A
#   program that reads `CLIENT_ENDPOINT` while it runs gets what the shell has set, under cargo as without it.
# Behaviour seen: `cargo run` and `cargo test` also set it for the program, over what the shell has set.
#   Started by itself, the same program gets the shell's. Output: `program: shell`, `cargo run: build script`,
#   `cargo test: build script`, `of a dependency: shell`.
# Why it matters: A default that a build script gives to `env!` under the name that the program also reads cannot be
#   changed by hand while cargo runs it, and no message says so: an endpoint, a region, `RUST_LOG` or
#   `RUST_TEST_THREADS`. What works by itself seems broken in development, and a test of the variable proves
#   nothing. Only the package's own build script does that; one of a dependency does not.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
package() {
    mkdir -p "$dir/$1/src"
    printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2021"\n%s\n' "$1" "${2-}" > "$dir/$1/Cargo.toml"
}
package own
package below
package above '[dependencies]
below = { path = "../below" }'
for which in own below; do
    echo 'fn main() { println!("cargo::rustc-env=CLIENT_ENDPOINT=build script"); }' > "$dir/$which/build.rs"
done
touch "$dir/below/src/lib.rs"
for which in own above; do
    cat > "$dir/$which/src/main.rs" <<'RS'
fn main() {
    println!("{}", std::env::var("CLIENT_ENDPOINT").unwrap());
}

#[test]
fn tells() {
    main();
}
RS
done
export CLIENT_ENDPOINT=shell CARGO_TARGET_DIR="$dir/target"
cargo build --quiet --manifest-path "$dir/own/Cargo.toml"
seen=$(
    echo "program: $("$dir/target/debug/own")"
    echo "cargo run: $(cargo run --quiet --manifest-path "$dir/own/Cargo.toml")"
    echo "cargo test: $(cargo test --quiet --manifest-path "$dir/own/Cargo.toml" -- --nocapture | grep -oE 'shell|build script')"
    echo "of a dependency: $(cargo run --quiet --manifest-path "$dir/above/Cargo.toml")"
)
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
program: shell
cargo run: build script
cargo test: build script
of a dependency: shell
TXT

#!/usr/bin/env bash
# Package and version: clap 4.6.9, features `derive` and `env` (crates.io).
# Guess: `#[arg(long, env = "ECM_DRY_RUN")] dry_run: bool` is on with ECM_DRY_RUN=1 and off where the variable
#   is empty or 0, as shells and CI systems set them. `--help` tells the names of the variables.
# Behaviour seen: 1, 0 and the empty value stop the program with an error about a flag that nobody wrote; only
#   `true` and `false` pass. An empty variable of an optional text is `Some("")`. And `--help` prints the value
#   of every variable that is set, a secret key too, unless `hide_env_values` is given. Output:
#   `ECM_DRY_RUN=1: error: invalid value '1' for '--dry-run'`,
#   `ECM_DRY_RUN=: error: a value is required for '--dry-run' but none was supplied`,
#   `--secret-key <SECRET_KEY>  [env: ECM_SECRET_KEY=hunter2]`.
# Why it matters: The variable that everybody sets to 1 makes every command of the tool fail, those
#   without a dry run too if the flag is global. The help text, printed into a CI log or pasted into an issue,
#   gives the key away. `FalseyValueParser` and `hide_env_values` have to be asked for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "tool"
version = "0.0.0"
edition = "2021"
[dependencies]
clap = { version = "=4.6.9", features = ["derive", "env"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use clap::Parser;

#[derive(Parser, Debug)]
struct Tool {
    #[arg(long, env = "ECM_SECRET_KEY")]
    secret_key: Option<String>,
    #[arg(long, env = "ECM_REGION")]
    region: Option<String>,
    #[arg(long, env = "ECM_DRY_RUN")]
    dry_run: bool,
}

fn main() {
    let tool = Tool::parse();
    println!("{} {:?} {}", tool.dry_run, tool.region, tool.secret_key.is_some());
}
RS
export CARGO_TARGET_DIR="$dir/target"
cargo build --quiet --manifest-path "$dir/Cargo.toml"
unset ECM_SECRET_KEY ECM_REGION ECM_DRY_RUN
run() { printf '%s: %s\n' "$1" "$(env "$1" "$dir/target/debug/tool" 2>&1 | head -n 1)"; }
seen=$(
    run ECM_DRY_RUN=1 || true
    run ECM_DRY_RUN=0 || true
    run ECM_DRY_RUN= || true
    run ECM_DRY_RUN=true
    run ECM_REGION=
    ECM_SECRET_KEY=hunter2 "$dir/target/debug/tool" --help | grep -o -e '--secret-key .*'
)
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
ECM_DRY_RUN=1: error: invalid value '1' for '--dry-run'
ECM_DRY_RUN=0: error: invalid value '0' for '--dry-run'
ECM_DRY_RUN=: error: a value is required for '--dry-run' but none was supplied
ECM_DRY_RUN=true: true None false
ECM_REGION=: false Some("") false
--secret-key <SECRET_KEY>  [env: ECM_SECRET_KEY=hunter2]
TXT

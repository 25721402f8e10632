#!/usr/bin/env bash
# Package and version: rust-ini 0.21.3 and configparser 3.3.0 (crates.io), default settings.
# Guess: A plain credentials file of INI form means the same to every reader: sections keep their names, a value
#   goes to the end of its line, and a section that is opened twice is one section.
# Behaviour seen: configparser lowers the names of sections, cuts a value at `#` or `;` even within a word and
#   within quotes, and keeps the opening quote. rust-ini does none of that, but takes `\t` for a tab, and
#   `section()` gives only the first part of a section that is opened twice; `section_all` has the rest.
#   Output (a tab is shown as <TAB>), first rust-ini, then configparser:
#   `secret_key Some("ab#cd"), ca_file Some("C:<TAB>ools")`, `region None`, `Prod Some("q;x")`;
#   `secret_key Some("ab"), ca_file Some("C:\\tools")`, `region Some("ap-x")`, `Prod Some("\"q")`.
# Why it matters: A secret is cut or changed without an error and the service answers
#   AuthFailure.SignatureFailure; programs list `prod` where the file says `Prod`; `region`, appended to the file
#   by a tool, is missing. A change of crate changes who is logged in. What a profile file means must be pinned
#   with a file like this one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "profiles"
version = "0.0.0"
edition = "2021"
[dependencies]
configparser = "=3.3.0"
rust-ini = "=0.21.3"
TOML
cat > "$dir/src/credentials" <<'INI'
[default]
secret_key = ab#cd
ca_file = C:\tools

[Prod]
secret_key = "q;x"

[default]
region = ap-x
INI
cat > "$dir/src/main.rs" <<'RS'
const FILE: &str = include_str!("credentials");

fn main() {
    let file = ini::Ini::load_from_str(FILE).unwrap();
    let sections: Vec<_> = file.sections().flatten().collect();
    println!("rust-ini sections: {sections:?}");
    let default = file.section(Some("default")).unwrap();
    println!("secret_key {:?}, ca_file {:?}", default.get("secret_key"), default.get("ca_file"));
    println!("region {:?}", default.get("region"));
    let parts = file.section_all(Some("default")).filter_map(|part| part.get("region"));
    println!("region of any part {:?}", parts.collect::<Vec<_>>());
    println!("Prod {:?}", file.section(Some("Prod")).and_then(|section| section.get("secret_key")));

    let mut file = configparser::ini::Ini::new();
    file.read(FILE.to_owned()).unwrap();
    let mut sections = file.sections();
    sections.sort();
    println!("configparser sections: {sections:?}");
    let get = |section, key| file.get(section, key);
    println!("secret_key {:?}, ca_file {:?}", get("default", "secret_key"), get("default", "ca_file"));
    println!("region {:?}", get("default", "region"));
    println!("Prod {:?}", get("Prod", "secret_key"));
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
rust-ini sections: ["default", "Prod"]
secret_key Some("ab#cd"), ca_file Some("C:\tools")
region None
region of any part ["ap-x"]
Prod Some("q;x")
configparser sections: ["default", "prod"]
secret_key Some("ab"), ca_file Some("C:\\tools")
region Some("ap-x")
Prod Some("\"q")
TXT

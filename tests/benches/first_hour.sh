#!/usr/bin/env bash
# What people wait for first: the README's two commands, the release of the command, and edit to test, of this checkout
# beside another one. Each is run from nothing, in turns, ROUNDS times (1); medians and ratios are printed.
#
#   tests/benches/first_hour.sh ../earlier [first|suite|release|edit ...]
set -euo pipefail
cd "$(dirname "$0")/../.."

other=$(cd "${1:?the folder of another checkout}" && pwd)
shift
[ $# -gt 0 ] || set -- first suite release edit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# README's commands, of a checkout.
command_of() { awk '/^```sh$/ { block = 1; next } /^```$/ { if (block) exit } block' "$1/README.md" | sed -n "$2p"; }

# Runs a command in a checkout and prints seconds of wall time and of processor time.
timed() {
  local folder=$1
  shift
  (
    cd "$folder"
    TIMEFORMAT='%R %U %S'
    { time CARGO_TARGET_DIR="$work/target" "$@" >"$work/out" 2>&1 || { tail -40 "$work/out" >&2; exit 1; }; } 2>&1
  ) | awk 'NF == 3 { print $1, $2 + $3; next } { print > "/dev/stderr" }'
}

note() { printf '%s\n' "$3" >>"$work/$1.$2"; }

# Builds and runs tests, and notes how long both take once more after a file was touched.
touched() {
  local folder=$1 which=$2 file=$3
  shift 3
  timed "$folder" cargo test --locked "$@" >/dev/null
  touch "$folder/$file"
  note "edit-$(basename "$file" .rs)" "$which" "$(timed "$folder" cargo test --locked "$@")"
}

run() {
  local which=$1 folder=$2
  case $which in
    first) rm -rf "$work/target"; note first "$3" "$(timed "$folder" bash -c "$(command_of "$folder" 1)")" ;;
    suite)
      rm -rf "$work/target"
      note suite "$3" "$(timed "$folder" bash -c "$(command_of "$folder" 2)")"
      note suite-again "$3" "$(timed "$folder" bash -c "$(command_of "$folder" 2)")"
      ;;
    release)
      rm -rf "$work/target"
      note release "$3" "$(timed "$folder" cargo build --release -p ecm-cli --locked)"
      strip -o "$work/ecm.$3" "$work/target/release/ecm"
      note release-bytes "$3" "$(stat -c '%s' "$work/ecm.$3") 0"
      for _ in $(seq 21); do note explain "$3" "$(timed "$folder" "$work/ecm.$3" explain RunInstances)"; done
      ;;
    edit)
      rm -rf "$work/target"
      touched "$folder" "$3" ecm-client/sign/src/scope.rs -p ecm-sign
      if [ -e "$folder/ecm-macros/codegen/tests/generated.rs" ]; then
        touched "$folder" "$3" ecm-macros/codegen/src/setters.rs -p ecm-codegen --all-features --test generated
      else
        touched "$folder" "$3" ecm-macros/codegen/src/setters.rs --workspace --all-features --test generated
      fi
      ;;
  esac
}

for _ in $(seq "${ROUNDS:-1}"); do
  for which in "$@"; do
    run "$which" "$other" other
    run "$which" "$PWD" this
  done
done

median() { sort -n | awk '{ line[NR] = $1 } END { print line[int((NR + 1) / 2)] }'; }
printf '%-16s %12s %12s %7s\n' "" other this ratio
for file in "$work"/*.other; do
  name=$(basename "$file" .other)
  for column in 1 2; do
    a=$(cut -d' ' -f$column "$file" | median)
    b=$(cut -d' ' -f$column "$work/$name.this" | median)
    kind=$([ "$column" = 1 ] && echo wall || echo processor)
    [ "$name" = release-bytes ] && kind=bytes
    [ "$kind/$column" = bytes/2 ] && continue
    awk -v n="$name $kind" -v a="$a" -v b="$b" 'BEGIN { printf "%-24s %12s %12s %7.2f\n", n, a, b, (a > 0) ? b / a : 0 }'
  done
done

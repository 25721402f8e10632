#!/bin/sh
# Applies each mutant to a copy of the workspace and shows that the suite fails.
#
#   tests/mutants/run.sh [NAME...]     all mutants, or those named
#
# A mutant is a patch with two lines before it: what it breaks, and the tests that are to notice.
# It counts as caught if it applies, compiles, and those tests fail; before that, they pass without
# it. MUTANTS_TARGET is where to build; `target/mutants` where nothing is said. Nothing else may be
# built there: cargo takes what a copy of a workspace has left for its own.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
CARGO_TARGET_DIR=${MUTANTS_TARGET:-$root/target/mutants}
# Every build is of another text: what the compiler would keep for the next is never used.
CARGO_INCREMENTAL=0
export CARGO_TARGET_DIR CARGO_INCREMENTAL

copy=$(mktemp -d)
log=$copy.log
trap 'rm -rf "$copy" "$log"' EXIT INT TERM

# The files that belong to the project, as they are now.
(cd "$root" && git ls-files -z --cached --others --exclude-standard | tar -c --null --files-from=- --ignore-failed-read) |
    tar -x -m -C "$copy"

mutants=$copy/tests/mutants
if [ $# -eq 0 ]; then
    set -- $(cd "$mutants" && ls ./*.patch | sed 's,^\./,,; s,\.patch$,,')
fi

tests_of() {
    sed -n 's/^Tests: //p' "$mutants/$1.patch"
}

fail() {
    echo "$1" >&2
    tail -n 30 "$log" >&2
    exit 1
}

# Without mutants, the tests pass: a failure then is the mutant's doing.
for name in "$@"; do tests_of "$name"; done | sort -u | while read -r tests; do
    # Unquoted: the line is words of a command.
    (cd "$copy" && cargo test --quiet --locked $tests </dev/null) >"$log" 2>&1 ||
        fail "fails without a mutant: $tests"
done

survivors=0
for name in "$@"; do
    patch=$mutants/$name.patch
    tests=$(tests_of "$name")
    (cd "$copy" && patch -p1 --fuzz=0 --batch <"$patch") >"$log" 2>&1 || fail "$name does not apply"
    (cd "$copy" && cargo test --quiet --locked --no-run $tests) >"$log" 2>&1 || fail "$name does not compile"
    if (cd "$copy" && cargo test --quiet --locked $tests) >"$log" 2>&1; then
        echo "SURVIVED $name: cargo test $tests"
        survivors=$((survivors + 1))
    else
        echo "caught   $name"
    fi
    (cd "$copy" && patch -p1 -R --fuzz=0 --batch <"$patch") >"$log" 2>&1 || fail "$name cannot be taken back"
done
[ "$survivors" -eq 0 ]

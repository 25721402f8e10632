#!/usr/bin/env bash
# Package and version: stateright 0.31.0 (crates.io).
# Guess: `Property::eventually` finds every path that never reaches the wanted state; breadth or depth first
#   and the order of the actions change which counterexample is shown, not whether there is one.
# Behaviour seen: Only a path that ends counts, and only if its last state was reached by it first. A path that
#   goes round in a circle for ever "holds". Where a good and a bad path meet in one state, one of the two
#   searches says that it holds and the other gives a counterexample; with the actions listed in the other
#   order they change places. `assert_properties` passes accordingly. Output:
#   `circle: bfs holds, dfs holds`, `good path first: bfs holds, dfs counterexample`,
#   `bad path first: bfs counterexample, dfs holds`.
# Why it matters: "Every order is settled once faults stop" is such a property, and protocols are full of
#   circles (look again) and joins. A green check says nothing; a search for states from which the wanted one
#   cannot be reached does.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "orders"
version = "0.0.0"
edition = "2021"
[dependencies]
stateright = "=0.31.0"
TOML
cat > "$dir/src/main.rs" <<'RS'
use stateright::{Checker, Model, Property};

const SETTLED: u8 = 9;

/// States with those that follow, from state 0.
#[derive(Clone)]
struct Orders(&'static [(u8, &'static [u8])]);

impl Model for Orders {
    type State = u8;
    type Action = u8;

    fn init_states(&self) -> Vec<u8> {
        vec![0]
    }

    fn actions(&self, state: &u8, actions: &mut Vec<u8>) {
        for (from, to) in self.0 {
            if from == state {
                actions.extend(*to);
            }
        }
    }

    fn next_state(&self, _: &u8, action: u8) -> Option<u8> {
        Some(action)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::eventually("settles", |_, state| *state == SETTLED)]
    }
}

fn main() {
    for (name, orders) in [
        ("dead end", Orders(&[(0, &[1])])),
        ("circle", Orders(&[(0, &[1]), (1, &[2]), (2, &[1])])),
        ("good path first", Orders(&[(0, &[SETTLED, 1]), (SETTLED, &[5]), (1, &[5])])),
        ("bad path first", Orders(&[(0, &[1, SETTLED]), (SETTLED, &[5]), (1, &[5])])),
    ] {
        let said = |holds| if holds { "holds" } else { "counterexample" };
        let bfs = orders.clone().checker().spawn_bfs().join().discoveries().is_empty();
        let dfs = orders.clone().checker().spawn_dfs().join().discoveries().is_empty();
        println!("{name}: bfs {}, dfs {}", said(bfs), said(dfs));
    }
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
expected="dead end: bfs counterexample, dfs counterexample
circle: bfs holds, dfs holds
good path first: bfs holds, dfs counterexample
bad path first: bfs counterexample, dfs holds"
[ "$seen" = "$expected" ] || { echo "behaviour changed" >&2; exit 1; }

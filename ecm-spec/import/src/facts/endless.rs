//! Records that require themselves: no request could ever hold one.

use std::collections::BTreeMap;

use super::Type;
use crate::finding::{Code, Found};

/// What is known of a type on the walk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the way from where the walk began.
    Open,
    Done,
}

/// Lets the field that closes each ring of required records be left out.
pub(super) fn mend(types: &mut [Type], found: &mut Found) {
    let index: BTreeMap<&str, usize> =
        types.iter().enumerate().map(|(at, one)| (one.key.as_str(), at)).collect();
    let edges = types.iter().map(|one| {
        let required = one.fields.iter().enumerate().filter(|(_, field)| field.required);
        required.filter_map(|(at, field)| Some((at, *index.get(field.shape.as_str())?))).collect()
    });
    let edges: Vec<Vec<(usize, usize)>> = edges.collect();
    let mut states = vec![State::New; types.len()];
    for start in 0..types.len() {
        for (owner, field) in closing(start, &edges, &mut states) {
            let Some(one) = types.get_mut(owner) else { continue };
            let Some(field) = one.fields.get_mut(field) else { continue };
            field.required = false;
            let path = format!("{}.{}", one.key, field.wire);
            let message =
                "the metadata requires it, and so its type within itself; it may be left out here";
            found.add(Code::Endless, path, message).metadata(field.at);
        }
    }
}

/// The edges that lead back to where the walk came from, as type and field.
fn closing(
    start: usize,
    edges: &[Vec<(usize, usize)>],
    states: &mut [State],
) -> Vec<(usize, usize)> {
    let mut closing = Vec::new();
    if states.get(start) != Some(&State::New) {
        return closing;
    }
    set(states, start, State::Open);
    // A type, and how many of its edges have been followed.
    let mut path = vec![(start, 0)];
    while let Some((here, next)) = path.last_mut() {
        let here = *here;
        let Some((field, target)) = edges.get(here).and_then(|edges| edges.get(*next)) else {
            set(states, here, State::Done);
            path.pop();
            continue;
        };
        *next += 1;
        match states.get(*target) {
            Some(State::New) => {
                set(states, *target, State::Open);
                path.push((*target, 0));
            }
            Some(State::Open) => closing.push((here, *field)),
            _ => {}
        }
    }
    closing
}

fn set(states: &mut [State], at: usize, state: State) {
    if let Some(slot) = states.get_mut(at) {
        *slot = state;
    }
}

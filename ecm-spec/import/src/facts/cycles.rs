//! Records that require themselves, which no request could ever hold.

use std::collections::BTreeMap;

use super::TypeFacts;
use crate::finding::{FindingCode, Findings};

#[derive(Clone, Copy, PartialEq, Eq)]
enum VisitState {
    New,
    /// On the path from the start of the walk.
    Open,
    Done,
}

/// Makes the field that closes each cycle of required records optional.
pub(super) fn break_cycles(types: &mut [TypeFacts], found: &mut Findings) {
    let index: BTreeMap<&str, usize> =
        types.iter().enumerate().map(|(at, one)| (one.key.as_str(), at)).collect();
    let edges = types.iter().map(|one| {
        let required = one.fields.iter().enumerate().filter(|(_, field)| field.required);
        required.filter_map(|(at, field)| Some((at, *index.get(field.shape.as_str())?))).collect()
    });
    let edges: Vec<Vec<(usize, usize)>> = edges.collect();
    let mut states = vec![VisitState::New; types.len()];
    for start in 0..types.len() {
        for (owner, field) in back_edges(start, &edges, &mut states) {
            let Some(one) = types.get_mut(owner) else { continue };
            let Some(field) = one.fields.get_mut(field) else { continue };
            field.required = false;
            let path = format!("{}.{}", one.key, field.wire);
            let message = "the metadata requires it, so its type would have to contain itself; it is optional here";
            found.add(FindingCode::Endless, path, message).metadata(field.at);
        }
    }
}

/// Finds the edges that lead back to the current path, as type and field.
fn back_edges(
    start: usize,
    edges: &[Vec<(usize, usize)>],
    states: &mut [VisitState],
) -> Vec<(usize, usize)> {
    let mut back_edges = Vec::new();
    if states.get(start) != Some(&VisitState::New) {
        return back_edges;
    }
    set(states, start, VisitState::Open);
    // A type, and how many of its edges have been followed.
    let mut path = vec![(start, 0)];
    while let Some((here, next)) = path.last_mut() {
        let here = *here;
        let Some((field, target)) = edges.get(here).and_then(|edges| edges.get(*next)) else {
            set(states, here, VisitState::Done);
            path.pop();
            continue;
        };
        *next += 1;
        match states.get(*target) {
            Some(VisitState::New) => {
                set(states, *target, VisitState::Open);
                path.push((*target, 0));
            }
            Some(VisitState::Open) => back_edges.push((here, *field)),
            _ => {}
        }
    }
    back_edges
}

fn set(states: &mut [VisitState], at: usize, state: VisitState) {
    if let Some(slot) = states.get_mut(at) {
        *slot = state;
    }
}

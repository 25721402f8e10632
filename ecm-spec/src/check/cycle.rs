//! Records that contain themselves: boxed where they may, refused where they must.

use std::collections::VecDeque;

use crate::model::{Field, Shape, Type};
use crate::problem::{Code, Report, quote};
use crate::raw;

/// How many steps of a detour a message shows.
const LONGEST_DETOUR: usize = 6;

/// For each record, the records it holds and the fields that hold them.
type Graph = Vec<Vec<(usize, usize)>>;

pub(super) fn check(raw: &raw::Spec<'_>, types: &mut [Type], report: &mut Report) {
    let graph = graph(types, |_| true);
    let rings = rings(&graph);
    for (id, edges) in graph.iter().enumerate() {
        for (target, field) in edges {
            let boxed = rings.get(id) == rings.get(*target);
            let field = types.get_mut(id).and_then(|one| one.fields.get_mut(*field));
            field.into_iter().for_each(|field| field.boxed = boxed);
        }
    }
    check_endless(raw, types, report);
}

/// The records that records hold directly: a list may be empty and is a pointer anyway.
fn graph(types: &[Type], counts: fn(&Field) -> bool) -> Graph {
    let edges = |one: &Type| {
        let fields = one.fields.iter().enumerate();
        let edges = fields.filter_map(|(position, field)| match field.shape {
            Shape::Record(id) if counts(field) => Some((id.0, position)),
            _ => None,
        });
        edges.collect()
    };
    types.iter().map(edges).collect()
}

/// A record that requires itself can never be built; one problem for each ring of such records.
fn check_endless(raw: &raw::Spec<'_>, types: &[Type], report: &mut Report) {
    let graph = graph(types, |field| field.required.is_some());
    let rings = rings(&graph);
    let mut told = vec![false; types.len()];
    for (id, edges) in graph.iter().enumerate() {
        let Some(ring) = rings.get(id) else { continue };
        let within = edges.iter().find(|(target, _)| rings.get(*target) == Some(ring));
        let Some((_, field)) = within else { continue };
        if told.get_mut(*ring).is_none_or(|told| std::mem::replace(told, true)) {
            continue;
        }
        let Some(record) = raw.types.get(id) else { continue };
        let at = record.fields.get(*field).map_or(record.wire.at, |field| field.wire.at);
        let name = |(id, field): &(usize, usize)| {
            let record = raw.types.get(*id)?;
            Some(format!("{}.{}", record.wire.value, record.fields.get(*field)?.wire.value))
        };
        let detour = detour(&graph, &rings, id);
        let mut shown: Vec<String> = detour.iter().take(LONGEST_DETOUR).filter_map(name).collect();
        if detour.len() > LONGEST_DETOUR {
            shown.push("...".to_owned());
        }
        let message = format!(
            "{} can never be built, because it requires itself: {}",
            quote(record.wire.value),
            quote(&shown.join(" > "))
        );
        let _ = report
            .add(Code::EndlessRecord, at, message)
            .help("let one of these fields be left out, or make it a list");
    }
}

/// The shortest way from a record back to itself, as records and fields.
fn detour(graph: &Graph, rings: &[usize], start: usize) -> Vec<(usize, usize)> {
    let mut from: Vec<Option<(usize, usize)>> = vec![None; graph.len()];
    let mut open = VecDeque::from([start]);
    while let Some(id) = open.pop_front() {
        for (target, field) in graph.get(id).into_iter().flatten() {
            if rings.get(*target) != rings.get(start) {
                continue;
            }
            if let Some(slot) = from.get_mut(*target).filter(|slot| slot.is_none()) {
                *slot = Some((id, *field));
                open.push_back(*target);
            }
        }
        if from.get(start).is_some_and(Option::is_some) {
            break;
        }
    }
    let mut steps = Vec::new();
    let mut here = start;
    while let Some(Some((id, field))) = from.get(here) {
        steps.push((*id, *field));
        here = *id;
        if here == start {
            break;
        }
    }
    steps.reverse();
    steps
}

/// Numbers the records so that two have the same number exactly if each leads to the other: the
/// strongly connected components, after Tarjan, with a stack of its own in place of recursion.
fn rings(graph: &Graph) -> Vec<usize> {
    let mut walk = Walk {
        order: vec![None; graph.len()],
        low: vec![0; graph.len()],
        ring: vec![usize::MAX; graph.len()],
        path: Vec::new(),
        visited: 0,
        rings: 0,
    };
    for start in 0..graph.len() {
        if walk.order.get(start).is_some_and(Option::is_none) {
            walk.from(graph, start);
        }
    }
    walk.ring
}

struct Walk {
    order: Vec<Option<usize>>,
    /// The earliest visited record that each one leads back to.
    low: Vec<usize>,
    /// `usize::MAX` until the ring is complete.
    ring: Vec<usize>,
    path: Vec<usize>,
    visited: usize,
    rings: usize,
}

impl Walk {
    fn from(&mut self, graph: &Graph, start: usize) {
        self.enter(start);
        // A record, and how many of its edges have been followed.
        let mut calls = vec![(start, 0)];
        while let Some((id, edge)) = calls.last_mut() {
            let id = *id;
            if let Some((target, _)) = graph.get(id).and_then(|edges| edges.get(*edge)) {
                *edge += 1;
                match self.order.get(*target).copied().flatten() {
                    None => {
                        self.enter(*target);
                        calls.push((*target, 0));
                    }
                    Some(order) if self.ring.get(*target) == Some(&usize::MAX) => {
                        self.lower(id, order);
                    }
                    Some(_) => {}
                }
            } else {
                calls.pop();
                self.leave(id);
                let low = self.low.get(id).copied().unwrap_or_default();
                if let Some((parent, _)) = calls.last() {
                    self.lower(*parent, low);
                }
            }
        }
    }

    fn enter(&mut self, id: usize) {
        if let (Some(order), Some(low)) = (self.order.get_mut(id), self.low.get_mut(id)) {
            *order = Some(self.visited);
            *low = self.visited;
        }
        self.visited += 1;
        self.path.push(id);
    }

    fn lower(&mut self, id: usize, to: usize) {
        if let Some(low) = self.low.get_mut(id) {
            *low = to.min(*low);
        }
    }

    /// The first record of a ring closes it when it is left.
    fn leave(&mut self, id: usize) {
        if self.order.get(id).copied().flatten() != self.low.get(id).copied() {
            return;
        }
        while let Some(member) = self.path.pop() {
            if let Some(ring) = self.ring.get_mut(member) {
                *ring = self.rings;
            }
            if member == id {
                break;
            }
        }
        self.rings += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(targets: &[&[usize]]) -> Graph {
        let numbered = |targets: &&[usize]| {
            targets.iter().enumerate().map(|(field, target)| (*target, field)).collect()
        };
        targets.iter().map(numbered).collect()
    }

    #[test]
    fn rings_are_what_leads_back() {
        // 0 > 1 > 2 > 1, 2 > 3, 4 > 4, 3 alone.
        let graph = edges(&[&[1], &[2], &[1, 3], &[], &[4]]);
        let rings = rings(&graph);
        assert_eq!(rings[1], rings[2]);
        let distinct: std::collections::BTreeSet<_> = rings.iter().collect();
        assert_eq!(distinct.len(), 4);
        assert_eq!(detour(&graph, &rings, 1), [(1, 0), (2, 0)]);
        assert_eq!(detour(&graph, &rings, 4), [(4, 0)]);
    }

    #[test]
    fn a_long_chain_does_not_overflow() {
        let length = 200_000;
        let graph: Graph = (0..length).map(|id| vec![((id + 1) % length, 0)]).collect();
        let rings = rings(&graph);
        assert!(rings.iter().all(|ring| *ring == rings[0]));
    }
}

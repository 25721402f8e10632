//! Records that contain themselves: boxed if their fields are optional, refused if they are
//! required.

use std::collections::VecDeque;

use crate::model::{Field, Shape, Type};
use crate::problem::{ProblemCode, Report, quote};
use crate::raw;

/// Number of steps of a cycle that a message shows at most.
const MAX_SHOWN_STEPS: usize = 6;

/// For each record, the records that it holds and the fields that hold them.
type Graph = Vec<Vec<(usize, usize)>>;

pub(super) fn check(raw: &raw::Spec<'_>, types: &mut [Type], report: &mut Report) {
    let graph = graph(types, |_| true);
    let components = components(&graph);
    for (id, edges) in graph.iter().enumerate() {
        for (target, field) in edges {
            let boxed = components.get(id) == components.get(*target);
            let field = types.get_mut(id).and_then(|one| one.fields.get_mut(*field));
            field.into_iter().for_each(|field| field.boxed = boxed);
        }
    }
    check_endless(raw, types, report);
}

/// Collects the records that each record holds directly; a list may be empty and is a pointer.
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

/// Reports records that require themselves and so can never be built, once per cycle.
fn check_endless(raw: &raw::Spec<'_>, types: &[Type], report: &mut Report) {
    let graph = graph(types, |field| field.required.is_some());
    let components = components(&graph);
    let mut reported = vec![false; types.len()];
    for (id, edges) in graph.iter().enumerate() {
        let Some(component) = components.get(id) else { continue };
        let within = edges.iter().find(|(target, _)| components.get(*target) == Some(component));
        let Some((_, field)) = within else { continue };
        if reported.get_mut(*component).is_none_or(|reported| std::mem::replace(reported, true)) {
            continue;
        }
        let Some(record) = raw.types.get(id) else { continue };
        let at = record.fields.get(*field).map_or(record.wire.at, |field| field.wire.at);
        let name = |(id, field): &(usize, usize)| {
            let record = raw.types.get(*id)?;
            Some(format!("{}.{}", record.wire.value, record.fields.get(*field)?.wire.value))
        };
        let shortest_cycle = shortest_cycle(&graph, &components, id);
        let mut shown: Vec<String> =
            shortest_cycle.iter().take(MAX_SHOWN_STEPS).filter_map(name).collect();
        if shortest_cycle.len() > MAX_SHOWN_STEPS {
            shown.push("...".to_owned());
        }
        let message = format!(
            "{} can never be built, because it requires itself: {}",
            quote(record.wire.value),
            quote(&shown.join(" > "))
        );
        let _ = report
            .add(ProblemCode::EndlessRecord, at, message)
            .help("make one of these fields optional, or a list");
    }
}

/// Finds the shortest path from a record back to itself, as records and fields.
fn shortest_cycle(graph: &Graph, components: &[usize], start: usize) -> Vec<(usize, usize)> {
    let mut from: Vec<Option<(usize, usize)>> = vec![None; graph.len()];
    let mut open = VecDeque::from([start]);
    while let Some(id) = open.pop_front() {
        for (target, field) in graph.get(id).into_iter().flatten() {
            if components.get(*target) != components.get(start) {
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

/// Numbers the strongly connected components: two records share a number if each leads to the
/// other. Tarjan's algorithm, with an explicit stack in place of recursion.
fn components(graph: &Graph) -> Vec<usize> {
    let mut tarjan = Tarjan {
        order: vec![None; graph.len()],
        low: vec![0; graph.len()],
        component: vec![usize::MAX; graph.len()],
        path: Vec::new(),
        visited: 0,
        components: 0,
    };
    for start in 0..graph.len() {
        if tarjan.order.get(start).is_some_and(Option::is_none) {
            tarjan.visit_from(graph, start);
        }
    }
    tarjan.component
}

struct Tarjan {
    order: Vec<Option<usize>>,
    /// The earliest visited record that each record leads back to.
    low: Vec<usize>,
    /// `usize::MAX` until the component is complete.
    component: Vec<usize>,
    path: Vec<usize>,
    visited: usize,
    components: usize,
}

impl Tarjan {
    fn visit_from(&mut self, graph: &Graph, start: usize) {
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
                    Some(order) if self.component.get(*target) == Some(&usize::MAX) => {
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

    /// Leaves a record; the first record of a component completes it.
    fn leave(&mut self, id: usize) {
        if self.order.get(id).copied().flatten() != self.low.get(id).copied() {
            return;
        }
        while let Some(member) = self.path.pop() {
            if let Some(component) = self.component.get_mut(member) {
                *component = self.components;
            }
            if member == id {
                break;
            }
        }
        self.components += 1;
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
        let components = components(&graph);
        assert_eq!(components[1], components[2]);
        let distinct: std::collections::BTreeSet<_> = components.iter().collect();
        assert_eq!(distinct.len(), 4);
        assert_eq!(shortest_cycle(&graph, &components, 1), [(1, 0), (2, 0)]);
        assert_eq!(shortest_cycle(&graph, &components, 4), [(4, 0)]);
    }

    #[test]
    fn a_long_chain_does_not_overflow() {
        let length = 200_000;
        let graph: Graph = (0..length).map(|id| vec![((id + 1) % length, 0)]).collect();
        let components = components(&graph);
        assert!(components.iter().all(|component| *component == components[0]));
    }
}

//! Actions that send and receive each part of a spec.

use std::collections::{BTreeMap, BTreeSet};

use ecm_spec::model::{EnumId, Shape, Spec, TypeId};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Usage {
    /// Actions whose requests hold it.
    pub(super) sent: BTreeSet<String>,
    /// Actions whose responses hold it.
    pub(super) received: BTreeSet<String>,
}

impl Usage {
    pub(super) fn by_action(action: &str) -> Self {
        let action = BTreeSet::from([action.to_owned()]);
        Self { sent: action.clone(), received: action }
    }

    pub(super) fn merge(mut self, other: Self) -> Self {
        self.sent.extend(other.sent);
        self.received.extend(other.received);
        self
    }

    pub(super) fn is_sent(&self) -> bool {
        !self.sent.is_empty()
    }

    pub(super) fn is_received(&self) -> bool {
        !self.received.is_empty()
    }

    pub(super) fn actions(&self) -> Vec<String> {
        self.sent.union(&self.received).cloned().collect()
    }
}

/// Use of types, enums and error codes, by their names.
pub(super) struct UsageIndex<'s> {
    types: BTreeMap<&'s str, Usage>,
    enums: BTreeMap<&'s str, Usage>,
    errors: BTreeMap<&'s str, Usage>,
}

impl<'s> UsageIndex<'s> {
    pub(super) fn new(spec: &'s Spec) -> Self {
        let mut usage =
            Self { types: BTreeMap::new(), enums: BTreeMap::new(), errors: BTreeMap::new() };
        for action in &spec.actions {
            let name = &action.name.wire;
            usage.follow(spec, action.request, |usage| usage.sent.insert(name.clone()));
            usage.follow(spec, action.response, |usage| usage.received.insert(name.clone()));
            if let Some(events) = &action.events {
                usage.follow(spec, events.event, |usage| usage.received.insert(name.clone()));
            }
            for code in &action.errors {
                let usage = usage.errors.entry(&spec[*code].name.wire).or_default();
                usage.received.insert(name.clone());
            }
        }
        usage
    }

    fn follow(&mut self, spec: &'s Spec, start: TypeId, mark: impl Fn(&mut Usage) -> bool) {
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            let ty = &spec[id];
            if !mark(self.types.entry(&ty.name.wire).or_default()) {
                continue;
            }
            for field in &ty.fields {
                match field.shape.item() {
                    Shape::Record(id) => open.push(*id),
                    Shape::Enum(id) => {
                        let name = enum_type(spec, *id);
                        mark(self.enums.entry(name).or_default());
                    }
                    Shape::Scalar(_) | Shape::List(_) => {}
                }
            }
        }
    }

    pub(super) fn ty(&self, wire: &str) -> Usage {
        self.types.get(wire).cloned().unwrap_or_default()
    }

    pub(super) fn enum_type(&self, wire: &str) -> Usage {
        self.enums.get(wire).cloned().unwrap_or_default()
    }

    pub(super) fn error(&self, wire: &str) -> Usage {
        self.errors.get(wire).cloned().unwrap_or_default()
    }
}

fn enum_type(spec: &Spec, id: EnumId) -> &str {
    &spec[id].name.wire
}

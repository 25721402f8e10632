//! Which actions send and receive what.

use std::collections::{BTreeMap, BTreeSet};

use ecm_spec::model::{EnumId, Shape, Spec, TypeId};

/// Who uses a part of a spec.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Used {
    /// The actions whose requests hold it.
    pub(super) sent: BTreeSet<String>,
    /// The actions whose answers hold it.
    pub(super) received: BTreeSet<String>,
}

impl Used {
    /// Used by one action as a whole.
    pub(super) fn by(action: &str) -> Self {
        let action = BTreeSet::from([action.to_owned()]);
        Self { sent: action.clone(), received: action }
    }

    pub(super) fn and(mut self, other: Self) -> Self {
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

/// Who uses the types, enums and error codes of a spec, by their names.
pub(super) struct Reach<'s> {
    types: BTreeMap<&'s str, Used>,
    enums: BTreeMap<&'s str, Used>,
    errors: BTreeMap<&'s str, Used>,
}

impl<'s> Reach<'s> {
    pub(super) fn new(spec: &'s Spec) -> Self {
        let mut reach =
            Self { types: BTreeMap::new(), enums: BTreeMap::new(), errors: BTreeMap::new() };
        for action in &spec.actions {
            let name = &action.name.wire;
            reach.follow(spec, action.request, |used| used.sent.insert(name.clone()));
            reach.follow(spec, action.response, |used| used.received.insert(name.clone()));
            for code in &action.errors {
                let used = reach.errors.entry(&spec[*code].name.wire).or_default();
                used.received.insert(name.clone());
            }
        }
        reach
    }

    fn follow(&mut self, spec: &'s Spec, start: TypeId, mark: impl Fn(&mut Used) -> bool) {
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

    pub(super) fn ty(&self, wire: &str) -> Used {
        self.types.get(wire).cloned().unwrap_or_default()
    }

    pub(super) fn enum_type(&self, wire: &str) -> Used {
        self.enums.get(wire).cloned().unwrap_or_default()
    }

    pub(super) fn error(&self, wire: &str) -> Used {
        self.errors.get(wire).cloned().unwrap_or_default()
    }
}

fn enum_type(spec: &Spec, id: EnumId) -> &str {
    &spec[id].name.wire
}

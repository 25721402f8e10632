//! Selection of actions and of the types that they reach.

use ecm_spec::model::{Action, ActionId, Enum, EnumId, Shape, Spec, Type, TypeId, Waiter};

/// Set of actions of a spec, with all types that they reach.
#[derive(Clone, Debug)]
pub struct Selection {
    actions: Vec<bool>,
    types: Vec<bool>,
    enums: Vec<bool>,
    /// Selected action of each type that is a request, by type.
    requests: Vec<Option<usize>>,
}

/// Record that a selected action reaches.
pub(crate) struct SelectedType<'s> {
    pub(crate) ty: &'s Type,
    /// Selected action whose request the record is.
    pub(crate) action: Option<&'s Action>,
}

/// Name of something to generate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector<'n> {
    /// Name of an action.
    Action(&'n str),
    /// Name of a group, which stands for all of its actions.
    Group(&'n str),
}

impl<'n> Selector<'n> {
    /// Combines a list of actions and a list of groups.
    ///
    /// Returns `None` without either list, which selects everything.
    pub fn list<A, G>(actions: Option<&'n [A]>, groups: Option<&'n [G]>) -> Option<Vec<Self>>
    where
        A: AsRef<str>,
        G: AsRef<str>,
    {
        if actions.is_none() && groups.is_none() {
            return None;
        }
        let actions = actions.unwrap_or_default().iter().map(|name| Self::Action(name.as_ref()));
        let groups = groups.unwrap_or_default().iter().map(|name| Self::Group(name.as_ref()));
        Some(actions.chain(groups).collect())
    }
}

/// Maximum number of names that a message lists.
const MAX_LISTED_NAMES: usize = 12;

/// Selector whose name the spec does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// Index in the list of selectors.
    pub index: usize,
    /// Closest name of the spec, if one is close.
    pub suggestion: Option<String>,
    /// Message for the user, with the suggestion or the next step.
    pub message: String,
}

impl UnknownName {
    fn new(spec: &Spec, index: usize, wanted: Selector<'_>) -> Self {
        let (kind, name, known) = match wanted {
            Selector::Action(name) => ("action", name, action_names(spec)),
            Selector::Group(name) => ("group", name, group_names(spec)),
        };
        let suggestion = ecm_spec::closest(name, known.iter().copied()).map(str::to_owned);
        let mut message = format!("`{}` {} has no {kind} `{name}`", spec.service, spec.version);
        message.push_str(&match (&suggestion, known.len()) {
            (Some(close), _) => format!("; did you mean `{close}`?"),
            (None, 0) => format!("; it has none, so leave `{kind}s` out"),
            (None, 1..=MAX_LISTED_NAMES) => format!("; its {kind}s are `{}`", known.join("`, `")),
            (None, many) => format!("; `ecm explain` lists its {many} {kind}s"),
        });
        Self { index, suggestion, message }
    }
}

fn action_names(spec: &Spec) -> Vec<&str> {
    spec.actions.iter().map(|action| action.name.wire.as_str()).collect()
}

fn group_names(spec: &Spec) -> Vec<&str> {
    spec.groups.iter().map(|group| group.name.as_str()).collect()
}

impl Selection {
    /// Selects every action of the spec.
    #[must_use]
    pub fn all(spec: &Spec) -> Self {
        Self::reach(spec, vec![true; spec.actions.len()])
    }

    /// Selects the actions that the selectors name.
    ///
    /// # Errors
    ///
    /// Returns every name that the spec does not have.
    pub fn of(spec: &Spec, wanted: &[Selector<'_>]) -> Result<Self, Vec<UnknownName>> {
        let mut chosen = vec![false; spec.actions.len()];
        let mut unknown = Vec::new();
        for (index, wanted) in wanted.iter().copied().enumerate() {
            let is_meant = |action: &Action| match wanted {
                Selector::Action(name) => action.name.wire == name,
                Selector::Group(name) => action.group.as_deref() == Some(name),
            };
            let mut found = false;
            for (chosen, action) in chosen.iter_mut().zip(&spec.actions) {
                if is_meant(action) {
                    *chosen = true;
                    found = true;
                }
            }
            if !found {
                unknown.push(UnknownName::new(spec, index, wanted));
            }
        }
        if unknown.is_empty() { Ok(Self::reach(spec, chosen)) } else { Err(unknown) }
    }

    /// Selects actions by name.
    ///
    /// # Errors
    ///
    /// Returns every name that the spec does not have.
    pub fn actions_of(spec: &Spec, names: &[impl AsRef<str>]) -> Result<Self, Vec<UnknownName>> {
        let wanted: Vec<_> = names.iter().map(|name| Selector::Action(name.as_ref())).collect();
        Self::of(spec, &wanted)
    }

    /// Follows the fields of requests and responses to all types that they reach.
    fn reach(spec: &Spec, actions: Vec<bool>) -> Self {
        let mut types = vec![false; spec.types.len()];
        let mut enums = vec![false; spec.enums.len()];
        let mut requests = vec![None; spec.types.len()];
        let mut open: Vec<TypeId> = Vec::new();
        for (position, action) in spec.actions.iter().enumerate() {
            if actions.get(position) == Some(&true) {
                open.extend([action.request, action.response]);
                open.extend(action.events.as_ref().map(|events| events.event));
                if let Some(request) = requests.get_mut(action.request.index()) {
                    *request = Some(position);
                }
            }
        }
        while let Some(id) = open.pop() {
            match types.get_mut(id.index()) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            for field in &spec[id].fields {
                match field.shape.item() {
                    Shape::Record(inner) => open.push(*inner),
                    Shape::Enum(inner) => mark(&mut enums, *inner),
                    Shape::Scalar(_) | Shape::List(_) => {}
                }
            }
        }
        Self { actions, types, enums, requests }
    }

    /// Iterates over the selected actions, in the order of the file.
    pub fn actions<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = &'s Action> {
        chosen(&spec.actions, &self.actions)
    }

    pub(crate) fn has(&self, action: ActionId) -> bool {
        self.actions.get(action.index()) == Some(&true)
    }

    /// Iterates over the actions that are not selected, in the order of the file.
    pub(crate) fn others<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = &'s Action> {
        let all = spec.actions.iter().zip(&self.actions);
        all.filter(|(_, selected)| !**selected).map(|(action, _)| action)
    }

    /// Iterates over the waiters that poll selected actions, in the order of the file.
    pub(crate) fn waiters<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = &'s Waiter> {
        let is_wanted = |waiter: &&Waiter| self.has(waiter.action);
        spec.waiters.iter().filter(is_wanted).collect::<Vec<_>>().into_iter()
    }

    /// Iterates over the selected records, each with the action whose request it is, in the order of the file.
    pub(crate) fn types<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = SelectedType<'s>> {
        let requests = self.requests.clone();
        let reached = spec.types.iter().zip(self.types.clone()).zip(requests);
        reached.filter(|((_, wanted), _)| *wanted).map(|((ty, _), action)| SelectedType {
            ty,
            action: action.and_then(|position| spec.actions.get(position)),
        })
    }

    /// Iterates over the records that the selected actions reach, in the order of the file.
    pub fn records<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = &'s Type> {
        chosen(&spec.types, &self.types)
    }

    /// Iterates over the enums that the selected actions reach, in the order of the file.
    pub(crate) fn enums<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = &'s Enum> {
        chosen(&spec.enums, &self.enums)
    }
}

fn mark(flags: &mut [bool], id: EnumId) {
    if let Some(flag) = flags.get_mut(id.index()) {
        *flag = true;
    }
}

fn chosen<'s, T>(all: &'s [T], flags: &[bool]) -> impl Iterator<Item = &'s T> {
    let flags = flags.to_vec();
    all.iter().zip(flags).filter(|(_, wanted)| *wanted).map(|(item, _)| item)
}

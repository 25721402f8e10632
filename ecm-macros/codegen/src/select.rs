//! Which actions are wanted, and what they reach.

use ecm_spec::model::{Action, ActionId, Enum, EnumId, Shape, Spec, Type, TypeId, Waiter};

/// Some of the actions of a spec and everything that they reach.
#[derive(Clone, Debug)]
pub struct Selection {
    actions: Vec<bool>,
    types: Vec<bool>,
    enums: Vec<bool>,
    /// By type: the wanted action that it is the request of.
    requests: Vec<Option<usize>>,
}

/// A record that is reached.
pub(crate) struct SelectedType<'s> {
    /// The record.
    pub(crate) ty: &'s Type,
    /// The wanted action that it is the request of.
    pub(crate) action: Option<&'s Action>,
}

/// Something that is to be generated, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector<'n> {
    /// An action.
    Action(&'n str),
    /// Every action of a group.
    Group(&'n str),
}

impl<'n> Selector<'n> {
    /// Where there is neither a list of actions nor one of groups, everything is wanted: `None`.
    /// Where there are both, what either names is.
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

/// Something wanted that the spec does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// Where it stands in the list.
    pub index: usize,
    /// The closest name of the spec, if one is close.
    pub suggestion: Option<String>,
    /// The sentence that says so.
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
        match (&suggestion, wanted) {
            (Some(close), _) => message.push_str(&format!("; did you mean `{close}`?")),
            // There are few groups, so that they can be listed.
            (None, Selector::Group(_)) if known.is_empty() => {
                message.push_str("; it has none at all")
            }
            (None, Selector::Group(_)) => {
                message.push_str(&format!("; its groups are `{}`", known.join("`, `")));
            }
            (None, Selector::Action(_)) => {}
        }
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
    /// Every action of the spec.
    #[must_use]
    pub fn all(spec: &Spec) -> Self {
        Self::reach(spec, vec![true; spec.actions.len()])
    }

    /// The actions that are wanted.
    ///
    /// # Errors
    ///
    /// Every name that the spec does not have.
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

    /// The actions of these names.
    ///
    /// # Errors
    ///
    /// Every name that the spec does not have.
    pub fn actions_of(spec: &Spec, names: &[impl AsRef<str>]) -> Result<Self, Vec<UnknownName>> {
        let wanted: Vec<_> = names.iter().map(|name| Selector::Action(name.as_ref())).collect();
        Self::of(spec, &wanted)
    }

    /// Follows the fields of requests and responses, each type once.
    fn reach(spec: &Spec, actions: Vec<bool>) -> Self {
        let mut types = vec![false; spec.types.len()];
        let mut enums = vec![false; spec.enums.len()];
        let mut requests = vec![None; spec.types.len()];
        let mut open: Vec<TypeId> = Vec::new();
        for (position, action) in spec.actions.iter().enumerate() {
            if actions.get(position) == Some(&true) {
                open.extend([action.request, action.response]);
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

    /// The wanted actions, in the order of the file.
    pub fn actions<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = &'s Action> {
        chosen(&spec.actions, &self.actions)
    }

    /// Whether an action is wanted.
    pub(crate) fn has(&self, action: ActionId) -> bool {
        self.actions.get(action.index()) == Some(&true)
    }

    /// What can be waited for with the wanted actions, in the order of the file.
    pub(crate) fn waiters<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = &'s Waiter> {
        let is_wanted = |waiter: &&Waiter| self.has(waiter.action);
        spec.waiters.iter().filter(is_wanted).collect::<Vec<_>>().into_iter()
    }

    /// The records that are reached, in the order of the file.
    pub(crate) fn types<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = SelectedType<'s>> {
        let requests = self.requests.clone();
        let reached = spec.types.iter().zip(self.types.clone()).zip(requests);
        reached.filter(|((_, wanted), _)| *wanted).map(|((ty, _), action)| SelectedType {
            ty,
            action: action.and_then(|position| spec.actions.get(position)),
        })
    }

    /// The records that the wanted actions reach, in the order of the file.
    pub fn records<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = &'s Type> {
        chosen(&spec.types, &self.types)
    }

    /// The enums that are reached, in the order of the file.
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

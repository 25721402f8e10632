//! Which actions are wanted, and what they reach.

use ecm_spec::model::{Action, Shape, Spec, Type, TypeId, Vocabulary, VocabularyId};

/// Some of the actions of a spec and everything that they reach.
#[derive(Clone, Debug)]
pub struct Selection {
    actions: Vec<bool>,
    types: Vec<bool>,
    vocabularies: Vec<bool>,
    /// By type: the wanted action that it is the request of.
    requests: Vec<Option<usize>>,
}

/// A record that is reached.
pub(crate) struct Reached<'s> {
    /// The record.
    pub(crate) ty: &'s Type,
    /// The wanted action that it is the request of.
    pub(crate) action: Option<&'s Action>,
}

/// A name in the list of wanted actions that the spec does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownAction {
    /// Where it stands in the list.
    pub index: usize,
    /// The closest action of the spec, if one is close.
    pub suggestion: Option<String>,
}

impl UnknownAction {
    /// The sentence that says so; `name` is what stands in the list.
    #[must_use]
    pub fn message(&self, spec: &Spec, name: &str) -> String {
        let mut text = format!("`{}` {} has no action `{name}`", spec.service, spec.version);
        if let Some(close) = &self.suggestion {
            text.push_str(&format!("; did you mean `{close}`?"));
        }
        text
    }
}

impl Selection {
    /// Every action of the spec.
    #[must_use]
    pub fn all(spec: &Spec) -> Self {
        Self::reach(spec, vec![true; spec.actions.len()])
    }

    /// The actions of these names.
    ///
    /// # Errors
    ///
    /// Every name that the spec does not have.
    pub fn of(spec: &Spec, names: &[impl AsRef<str>]) -> Result<Self, Vec<UnknownAction>> {
        let mut wanted = vec![false; spec.actions.len()];
        let mut unknown = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let name = name.as_ref();
            let position = spec.actions.iter().position(|action| action.name.wire == name);
            match position.and_then(|position| wanted.get_mut(position)) {
                Some(flag) => *flag = true,
                None => {
                    let all = spec.actions.iter().map(|action| action.name.wire.as_str());
                    let suggestion = ecm_spec::closest(name, all).map(str::to_owned);
                    unknown.push(UnknownAction { index, suggestion });
                }
            }
        }
        if unknown.is_empty() { Ok(Self::reach(spec, wanted)) } else { Err(unknown) }
    }

    /// Follows the fields of requests and responses, each type once.
    fn reach(spec: &Spec, actions: Vec<bool>) -> Self {
        let mut types = vec![false; spec.types.len()];
        let mut vocabularies = vec![false; spec.vocabularies.len()];
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
                    Shape::Vocabulary(inner) => mark(&mut vocabularies, *inner),
                    Shape::Scalar(_) | Shape::List(_) => {}
                }
            }
        }
        Self { actions, types, vocabularies, requests }
    }

    /// The wanted actions, in the order of the file.
    pub fn actions<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = &'s Action> {
        chosen(&spec.actions, &self.actions)
    }

    /// The records that are reached, in the order of the file.
    pub(crate) fn types<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = Reached<'s>> {
        let requests = self.requests.clone();
        let reached = spec.types.iter().zip(self.types.clone()).zip(requests);
        reached.filter(|((_, wanted), _)| *wanted).map(|((ty, _), action)| Reached {
            ty,
            action: action.and_then(|position| spec.actions.get(position)),
        })
    }

    /// The vocabularies that are reached, in the order of the file.
    pub(crate) fn vocabularies<'s>(&self, spec: &'s Spec) -> impl Iterator<Item = &'s Vocabulary> {
        chosen(&spec.vocabularies, &self.vocabularies)
    }
}

fn mark(flags: &mut [bool], id: VocabularyId) {
    if let Some(flag) = flags.get_mut(id.index()) {
        *flag = true;
    }
}

fn chosen<'s, T>(all: &'s [T], flags: &[bool]) -> impl Iterator<Item = &'s T> {
    let flags = flags.to_vec();
    all.iter().zip(flags).filter(|(_, wanted)| *wanted).map(|(item, _)| item)
}

//! Waiters that an action can be followed by, and the ids that they wait for.

use std::collections::BTreeSet;

use ecm_spec::Spec;
use ecm_spec::model::{Action, Scalar, Shape, StateSource, TypeId, Waiter, WaiterIds};

use super::query::Query;

/// Place of the ids that are waited for.
pub(super) enum IdSource {
    /// Expression over the answer.
    Query(Query),
    /// Field of the answer.
    Answer(String),
    /// Field of the request.
    Request(String),
    /// Request or answer of the action that is polled.
    Polled,
}

/// Finds the waiter of this name, or the one that waits for this state.
pub(super) fn find<'s>(
    spec: &'s Spec,
    action: &Action,
    wanted: &str,
    has_ids: bool,
) -> Result<&'s Waiter, String> {
    if spec.waiters.is_empty() {
        return Err("the spec has no waiters".to_owned());
    }
    let named = spec.waiters.iter().find(|one| one.name.wire.eq_ignore_ascii_case(wanted));
    let is_usable = |one: &&Waiter| has_ids || id_source(spec, action, one).is_some();
    if let Some(waiter) = named {
        return match is_usable(&waiter) {
            true => Ok(waiter),
            false => Err(no_ids(action, waiter)),
        };
    }
    let waits = |one: &&Waiter| one.until.iter().any(|state| state.eq_ignore_ascii_case(wanted));
    let all: Vec<&Waiter> = spec.waiters.iter().filter(waits).collect();
    // One that reads what is called is meant before one that only takes its ids.
    let usable: Vec<&Waiter> = all.iter().copied().filter(is_usable).collect();
    match (usable.as_slice(), all.as_slice()) {
        ([waiter], _) => Ok(waiter),
        ([], []) => {
            let names = spec.waiters.iter().map(|one| one.name.wire.as_str());
            let states = spec.waiters.iter().flat_map(|one| one.until.iter().map(String::as_str));
            let hint = match ecm_spec::closest(wanted, names.clone().chain(states)) {
                Some(close) => format!("did you mean `{close}`?"),
                None => format!("its waiters are {}", names.collect::<Vec<_>>().join(", ")),
            };
            Err(format!(
                "the spec has no waiter of this name, and none that waits for this state; {hint}"
            ))
        }
        ([], [waiter, ..]) => Err(no_ids(action, waiter)),
        (several, _) => {
            let names: Vec<&str> = several.iter().map(|one| one.name.wire.as_str()).collect();
            Err(format!("several waiters wait for this state; name one of {}", names.join(", ")))
        }
    }
}

fn no_ids(action: &Action, waiter: &Waiter) -> String {
    format!(
        "neither request nor answer of {} has ids for {}; `--wait-ids EXPR` names them, a JMESPath expression \
         over the answer",
        action.name.wire, waiter.name.wire
    )
}

/// Finds where the ids for a waiter are: in the answer, or else in the request.
pub(super) fn id_source(spec: &Spec, action: &Action, waiter: &Waiter) -> Option<IdSource> {
    if spec[waiter.action].name.wire == action.name.wire {
        return Some(IdSource::Polled);
    }
    let name = match (&waiter.state, &waiter.ids) {
        (StateSource::Items { id, .. }, _) => id.last()?,
        (StateSource::Response { .. }, WaiterIds::One(field) | WaiterIds::List(field)) => field,
        (StateSource::Response { .. }, WaiterIds::Filter { .. }) => return None,
    };
    let answer = id_field(spec, action.response, name).map(IdSource::Answer);
    answer.or_else(|| id_field(spec, action.request, name).map(IdSource::Request))
}

/// Finds the field of ids of this name, or of a set of them: `InstanceId`, `InstanceIds`,
/// `InstanceIdSet`.
fn id_field(spec: &Spec, ty: TypeId, name: &str) -> Option<String> {
    let is_text = |shape: &Shape| match shape {
        Shape::Scalar(Scalar::String) => true,
        Shape::List(item) => **item == Shape::Scalar(Scalar::String),
        _ => false,
    };
    let named = |field: &str| {
        ["", "s", "Set", "List"].iter().any(|end| field.strip_suffix(end) == Some(name))
    };
    let mut fields = spec[ty].fields.iter().filter(|field| is_text(&field.shape));
    fields.find(|field| named(&field.name.wire)).map(|field| field.name.wire.clone())
}

/// Lists the waiters that an action can be followed by, and the states that they wait for, with their
/// documentation.
pub(super) fn names<'s>(spec: &'s Spec, action: &Action, has_ids: bool) -> Vec<(&'s str, &'s str)> {
    let states = spec
        .waiters
        .iter()
        .flat_map(|one| one.until.iter().map(|state| (state.as_str(), one.doc.as_str())));
    let names = spec.waiters.iter().map(|one| (one.name.wire.as_str(), one.doc.as_str()));
    let mut names: Vec<(&str, &str)> = states.chain(names).collect();
    let mut seen = BTreeSet::new();
    names.retain(|(name, _)| seen.insert(*name) && find(spec, action, name, has_ids).is_ok());
    names
}

//! What the embedded endpoint remembers between requests: which actions create records, list them
//! and change them, and how their states follow each other.
//!
//! A simulation is a file beside the spec that it belongs to. It is data, as the spec is, so that
//! the endpoint needs to know no service; and it is read and checked as the spec is.

mod action;
mod keys;
mod path;
mod phase;

use serde_json::Value;

use ecm_spec::json::Node;
use ecm_spec::model::{GeneratedIdPer, Path, Spec, TypeId};
use ecm_spec::reader::{self, Object, Report, Text};
use ecm_spec::{Code, Problems, quote};

/// The JSON Schema (draft 2020-12) of the format, for editors.
pub const SCHEMA: &str = include_str!("../specs/simulation.schema.json");

/// A checked simulation of a spec.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// The service that it simulates.
    pub service: String,
    /// The version of its API.
    pub version: String,
    /// What actions do to records, by their names.
    pub actions: Vec<(String, Behaviour)>,
}

impl Simulation {
    /// What an action does, if it does anything that is remembered.
    #[must_use]
    pub fn behaviour(&self, action: &str) -> Option<&Behaviour> {
        self.actions.iter().find(|(name, _)| name == action).map(|(_, behaviour)| behaviour)
    }
}

/// A kind of record that is remembered.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordKind {
    /// What it is called within the simulation.
    pub name: String,
    /// The type of the records, as they are listed.
    pub record: TypeId,
    /// The text field of a record that holds its id.
    pub id: String,
    /// The field of a record that holds its state.
    pub state: Option<String>,
}

/// What an action does to records.
#[derive(Clone, Debug, PartialEq)]
pub enum Behaviour {
    /// Makes new ones.
    Create(CreateAction),
    /// Answers with those that are there.
    List(ListAction),
    /// Changes or removes some.
    Change(ChangeAction),
}

/// An action that makes new records.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateAction {
    /// Their kind.
    pub kind: RecordKind,
    /// The field of the response with the new ids, as many as there are new records.
    pub ids: String,
    /// The list of the request whose items say how many records each stands for.
    pub per: Option<GeneratedIdPer>,
    /// What the records are like.
    pub phase: Phase,
}

/// An action that answers with records.
#[derive(Clone, Debug, PartialEq)]
pub struct ListAction {
    /// Their kind.
    pub kind: RecordKind,
    /// The list in the response.
    pub items: Path,
    /// How many records are answered where the request does not say.
    pub size: Option<u64>,
    /// Whether the newest record comes first.
    pub newest_first: bool,
    /// The field of the request with the ids of the records that are wanted.
    pub ids: Option<String>,
    /// The error code that answers an id that no record has.
    pub unknown_id: Option<String>,
    /// What else the request can ask for.
    pub filters: Option<Filters>,
}

/// Conditions in a request, each a name and values of which one has to fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Filters {
    /// The field of the request with the list of conditions.
    pub list: String,
    /// The field of a condition with its name.
    pub name: String,
    /// The field of a condition with its values.
    pub values: String,
    /// The error code that answers a name that is not known.
    pub unknown: Option<String>,
    /// What the names mean.
    pub by: Vec<(String, FilterTarget)>,
}

/// What a condition is about.
#[derive(Clone, Debug, PartialEq)]
pub enum FilterTarget {
    /// A field of the record; within lists, of any item.
    Field {
        /// Where it is.
        path: Path,
        /// Whether a part of the value is enough.
        part: bool,
    },
    /// A field of those items of a list whose key is the rest of the condition's name.
    Keyed {
        /// Where the keys are.
        key: Path,
        /// Where the values are.
        value: Path,
    },
}

/// An action that changes records.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeAction {
    /// Their kind.
    pub kind: RecordKind,
    /// The field of the request with their ids.
    pub ids: String,
    /// The states in which they can be changed; any where absent.
    pub from: Option<Vec<Value>>,
    /// What becomes of them.
    pub transition: Transition,
    /// The error code that answers an id that no record has.
    pub unknown_id: String,
    /// The error code that answers a record in another state.
    pub wrong_state: Option<String>,
}

/// What becomes of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Transition {
    /// It changes.
    Phase(Phase),
    /// It is gone.
    Removed,
}

/// A change of a record, and what follows it by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Where values are put, in this order.
    pub set: Vec<(Path, ValueSource)>,
    /// What becomes of it later, unless another action comes first.
    pub then: Option<Box<(u64, Transition)>>,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueSource {
    /// From the request; from this value where it gives none, or else left as it is.
    Request {
        /// The path of the field, which may lead through lists.
        path: Path,
        /// The value in its place.
        otherwise: Option<Value>,
    },
    /// The simulation itself.
    Literal(Value),
    /// The clock.
    Now,
}

/// The simulation that `text` holds, for a spec.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the text.
pub fn read(text: &str, spec: &Spec) -> Result<Simulation, Problems> {
    reader::read(text, |tree, report| read_tree(tree, spec, report))
}

/// The text of the simulation that comes with a shipped spec, where the service has anything to
/// remember.
#[must_use]
pub fn shipped(name: &str) -> Option<&'static str> {
    const SIMULATIONS: &[(&str, &str)] =
        &[("ecm-2019-07-19", include_str!("../specs/ecm-2019-07-19.simulation.json"))];
    SIMULATIONS.iter().find(|(shipped, _)| *shipped == name).map(|(_, text)| *text)
}

fn read_tree(tree: &Node<'_>, spec: &Spec, report: &mut Report) -> Option<Simulation> {
    let root = Object::read(tree, "a simulation", None, &keys::SIMULATION, report)?;
    belongs(root.text("service", report), "service", &spec.service, report);
    belongs(root.text("version", report), "version", &spec.version, report);
    // One that is wrong keeps its name, so that who speaks of it is not wrong as well.
    let kinds: Vec<(&str, Option<RecordKind>)> = members(&root, "kinds", report)
        .into_iter()
        .map(|(name, node)| (name.value, action::kind(spec, name, node, report)))
        .collect();
    let actions = members(&root, "actions", report)
        .into_iter()
        .filter_map(|(name, node)| action::read(spec, &kinds, name, node, report))
        .collect();
    Some(Simulation { service: spec.service.clone(), version: spec.version.clone(), actions })
}

/// A simulation is of the spec that it is read for.
fn belongs(written: Option<Text<'_>>, key: &str, wanted: &str, report: &mut Report) {
    if let Some(written) = written.filter(|written| written.value != wanted) {
        let message = format!("the spec has the {key} {}", quote(wanted));
        let _ = report.add(Code::BadSimulation, written.at, message);
    }
}

type Member<'n> = (Text<'n>, &'n Node<'n>);

/// The members of an object within an object.
fn members<'n>(object: &Object<'n>, key: &str, report: &mut Report) -> Vec<Member<'n>> {
    object.named(key, report, |name, node, _| Some((name, node)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_simulation_is_good() {
        let mut simulations = 0;
        for name in ecm_spec::shipped_names() {
            let spec = ecm_spec::read(ecm_spec::shipped(name).unwrap()).unwrap();
            let Some(text) = shipped(name) else { continue };
            simulations += 1;
            if let Err(problems) = read(text, &spec) {
                panic!("{}", problems.render(name, text));
            }
        }
        assert!(simulations > 0 && shipped("no-such-spec").is_none());
    }
}

//! Simulations: which actions create, list and change records, and how states follow each other.
//!
//! A simulation is a file beside the spec that it belongs to. It is data, as the spec is, so the
//! server knows no service by name, and it is read and checked as the spec is.

mod action;
mod keys;
mod path;
mod phase;

use serde_json::Value;

use ecm_spec::json::Node;
use ecm_spec::model::{GeneratedIdPer, Path, Spec, TypeId};
use ecm_spec::reader::{self, Object, Report, Text};
use ecm_spec::{ProblemCode, Problems, quote};

/// JSON Schema (draft 2020-12) of the format, for editors.
pub const SCHEMA: &str = include_str!("../specs/simulation.schema.json");

/// Checked simulation of a spec.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// Service.
    pub service: String,
    /// Version of the service's API.
    pub version: String,
    /// Behaviour of actions, by name.
    pub actions: Vec<(String, Behaviour)>,
}

impl Simulation {
    /// Returns the behaviour of an action, if it has one.
    #[must_use]
    pub fn behaviour(&self, action: &str) -> Option<&Behaviour> {
        self.actions.iter().find(|(name, _)| name == action).map(|(_, behaviour)| behaviour)
    }
}

/// Kind of record.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordKind {
    /// Name within the simulation.
    pub name: String,
    /// Type of the records, as they are listed.
    pub record: TypeId,
    /// Text field with the id of a record.
    pub id: String,
    /// Field with the state of a record.
    pub state: Option<String>,
}

/// Effect of an action on records.
#[derive(Clone, Debug, PartialEq)]
pub enum Behaviour {
    /// Creates records.
    Create(CreateAction),
    /// Lists records.
    List(ListAction),
    /// Changes or removes records.
    Change(ChangeAction),
}

/// Action that creates records.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateAction {
    /// Kind of the records.
    pub kind: RecordKind,
    /// Field of the response with the new ids, one for each new record.
    pub ids: String,
    /// Source of the number of records in the request.
    pub per: Option<GeneratedIdPer>,
    /// Fields of the request by which records are counted separately, where texts are numbered.
    pub counted_per: Vec<CountedPer>,
    /// First phase of the records.
    pub phase: Phase,
}

/// Field of the request by which records are counted: those with the same value together.
#[derive(Clone, Debug, PartialEq)]
pub struct CountedPer {
    /// Path of the field, which may lead through the list that records are for.
    pub path: Path,
    /// Text that ends the part of the value that counts, at its last occurrence.
    pub before_last: Option<String>,
}

/// Placeholder of a number in a text: its parts around the digits of the first number.
#[derive(Clone, Debug, PartialEq)]
pub struct Placeholder {
    /// Text before the digits.
    pub open: String,
    /// Text after them.
    pub close: String,
}

/// Action that lists records.
#[derive(Clone, Debug, PartialEq)]
pub struct ListAction {
    /// Kind of the records.
    pub kind: RecordKind,
    /// List of the response.
    pub items: Path,
    /// Number of records on a page if the request does not say.
    pub size: Option<u64>,
    /// True if the newest record comes first.
    pub newest_first: bool,
    /// Field of the request with the ids of the wanted records.
    pub ids: Option<String>,
    /// Error code for an id that no record has.
    pub unknown_id: Option<String>,
    /// Conditions of the request.
    pub filters: Option<Filters>,
}

/// Conditions in a request, each a name and values of which one has to match.
#[derive(Clone, Debug, PartialEq)]
pub struct Filters {
    /// Field of the request with the list of conditions.
    pub list: String,
    /// Field of a condition with its name.
    pub name: String,
    /// Field of a condition with its values.
    pub values: String,
    /// Error code for an unknown name.
    pub unknown: Option<String>,
    /// Targets of the conditions, by name or prefix.
    pub by: Vec<(String, FilterTarget)>,
}

/// Field of a record that a condition compares.
#[derive(Clone, Debug, PartialEq)]
pub enum FilterTarget {
    /// Field of the record; inside lists, of any item.
    Field {
        /// Path of the field.
        path: Path,
        /// True if a part of the value is enough.
        part: bool,
    },
    /// Field of those list items whose key is the rest of the condition's name.
    Keyed {
        /// Path of the keys.
        key: Path,
        /// Path of the values.
        value: Path,
    },
}

/// Action that changes records.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeAction {
    /// Kind of the records.
    pub kind: RecordKind,
    /// Field of the request with their ids.
    pub ids: String,
    /// States in which they can be changed; `None` for any.
    pub from: Option<Vec<Value>>,
    /// Transition of the records.
    pub transition: Transition,
    /// Error code for an id that no record has.
    pub unknown_id: String,
    /// Error code for a record in another state.
    pub wrong_state: Option<String>,
}

/// Transition of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Transition {
    /// The record enters a phase.
    Phase(Phase),
    /// The record is removed.
    Removed,
}

/// Phase in the life of a record: values that are set, and the transition that follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Paths and the sources of their values, in the order of setting.
    pub set: Vec<(Path, ValueSource)>,
    /// Seconds until the next transition, which takes place unless another action comes first.
    pub then: Option<Box<(u64, Transition)>>,
}

/// Source of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueSource {
    /// The request; if it has no value, `otherwise`, or else the record is left as it is.
    Request {
        /// Path of the field, which may lead through lists.
        path: Path,
        /// Value in its place.
        otherwise: Option<Value>,
        /// Placeholders that are replaced by the number of the record, in a text.
        numbered: Option<Placeholder>,
    },
    /// The simulation itself.
    Literal(Value),
    /// The clock.
    Now,
}

/// Reads a simulation of a spec from its JSON text.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the text.
pub fn read(text: &str, spec: &Spec) -> Result<Simulation, Problems> {
    reader::read(text, |tree, report| read_tree(tree, spec, report))
}

/// Returns the text of the simulation that ships with a spec, if there is one.
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
    // A wrong one keeps its name, so that references to it are not reported as well.
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

/// Reports a service or version that is not the spec's.
fn belongs(written: Option<Text<'_>>, key: &str, wanted: &str, report: &mut Report) {
    if let Some(written) = written.filter(|written| written.value != wanted) {
        let message = format!("the spec has the {key} {}", quote(wanted));
        let _ = report.add(ProblemCode::BadSimulation, written.at, message);
    }
}

type Member<'n> = (Text<'n>, &'n Node<'n>);

/// Returns the members of an object within an object.
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

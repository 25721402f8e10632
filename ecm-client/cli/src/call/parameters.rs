//! Request built from `PATH=VALUE` assignments and the types of a spec, without input or output.

mod path;
#[cfg(test)]
mod tests;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use ecm_spec::Spec;
use ecm_spec::model::{Shape, TypeId};

use super::ordered_json::OrderedJson;
pub(super) use path::{Path, Step};
pub(super) use value::GivenValue;
use value::{Problem, convert, kind};

/// Maximum index of an item, beyond which a list is a slip of the finger.
const MAX_INDEX: usize = 9_999;

/// Place in a request that a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'s> {
    /// Type of the value there; `None` below a field that the spec does not know.
    pub(super) shape: Option<&'s Shape>,
    /// True if a field on the way is secret.
    pub(super) secret: bool,
}

/// ParameterError in an assignment, at a path as the reader of requests writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ParameterError {
    pub(super) path: String,
    pub(super) problem: String,
    /// True if `--allow-unknown` would let it pass.
    pub(super) is_unknown: bool,
}

impl ParameterError {
    pub(super) fn new(path: impl Into<String>, problem: impl Into<Problem>) -> Self {
        let Problem { text, is_unknown } = problem.into();
        Self { path: path.into(), problem: text, is_unknown }
    }
}

/// Builder of a request, which goes on after a mistake.
pub(super) struct RequestBuilder<'s> {
    spec: &'s Spec,
    request: TypeId,
    root: OrderedJson,
    /// Paths that have been assigned.
    assigned: BTreeSet<String>,
    /// Lists that have been filled by index, with the steps to them.
    indexed: BTreeMap<String, Vec<Step>>,
    /// Lists that an assignment has begun, so that further ones append.
    begun: BTreeSet<String>,
    mistakes: Vec<ParameterError>,
    /// True if values that an enum does not know may pass.
    allow_unknown: bool,
}

impl<'s> RequestBuilder<'s> {
    /// Creates a builder on top of a request, which must be an object.
    pub(super) fn new(
        spec: &'s Spec,
        request: TypeId,
        base: OrderedJson,
        allow_unknown: bool,
    ) -> Self {
        Self {
            spec,
            request,
            root: base,
            assigned: BTreeSet::new(),
            indexed: BTreeMap::new(),
            begun: BTreeSet::new(),
            mistakes: Vec::new(),
            allow_unknown,
        }
    }

    /// Finds the place that a path leads to.
    ///
    /// A field that the spec does not know is a place without a type; the reader of the request
    /// reports it.
    pub(super) fn place(&self, path: &Path) -> Result<Place<'s>, ParameterError> {
        let mut place = Place { shape: None, secret: false };
        let mut record = Some(self.request);
        for (index, step) in path.steps().iter().enumerate() {
            let outer = path.up_to(index);
            match (step, record, place.shape) {
                (Step::Name(name), Some(id), _) => match self.spec[id].field(name) {
                    Some(field) => {
                        place.shape = Some(&field.shape);
                        place.secret |= field.secret;
                    }
                    None => return Ok(Place { shape: None, ..place }),
                },
                (Step::Index(at), None, Some(Shape::List(item))) if *at <= MAX_INDEX => {
                    place.shape = Some(item);
                }
                (Step::Index(_), None, Some(Shape::List(_))) => {
                    return Err(ParameterError::new(
                        outer,
                        format!("an index is at most {MAX_INDEX}"),
                    ));
                }
                (_, _, None) if record.is_none() => return Ok(place),
                (step, _, shape) => {
                    let found = shape.map_or("an object", |shape| kind(self.spec, shape));
                    return Err(ParameterError::new(&outer, misplaced(&outer, step, found)));
                }
            }
            record = match place.shape {
                Some(Shape::Record(id)) => Some(*id),
                _ => None,
            };
        }
        Ok(place)
    }

    /// Assigns a value; a mistake is kept for [`finish`](Self::finish).
    pub(super) fn set(&mut self, path: &Path, given: &GivenValue) {
        if let Err(mistake) = self.try_set(path, given) {
            self.fail(mistake);
        }
    }

    /// Keeps a mistake that is at no place.
    pub(super) fn report(&mut self, mistake: ParameterError) {
        self.mistakes.push(mistake);
    }

    /// Keeps a mistake, and marks its place as given, so that no rule misses it as well.
    pub(super) fn fail(&mut self, mistake: ParameterError) {
        if let Some(path) = Path::parse(&mistake.path).ok().filter(|path| !path.is_root()) {
            let misfit = self.place(&path).map_or(OrderedJson::Bool(true), misfit);
            if let Some(value @ OrderedJson::Null) = slot(&mut self.root, path.steps()) {
                *value = misfit;
            }
        }
        self.mistakes.push(mistake);
    }

    fn try_set(&mut self, path: &Path, given: &GivenValue) -> Result<(), ParameterError> {
        let place = self.place(path)?;
        let name = path.to_string();
        if let Some(Shape::List(_)) = place.shape {
            let items = convert(self.spec, place, given, self.allow_unknown)
                .map_err(|problem| ParameterError::new(&name, problem))?;
            self.note_indices(path);
            let is_first = self.begun.insert(name.clone());
            let Some(slot) = slot(&mut self.root, path.steps()) else {
                return self.blocked(path);
            };
            let all = match slot {
                // The first one replaces what stands below, unless its items have been set by index.
                OrderedJson::List(all) if !is_first || self.indexed.contains_key(&name) => all,
                other => {
                    *other = OrderedJson::List(Vec::new());
                    let OrderedJson::List(all) = other else { return Ok(()) };
                    all
                }
            };
            if let OrderedJson::List(items) = items {
                all.extend(items);
            }
            return Ok(());
        }
        if !self.assigned.insert(name.clone()) {
            return Err(ParameterError::new(name, "given twice; keep one".to_owned()));
        }
        let value = convert(self.spec, place, given, self.allow_unknown)
            .map_err(|problem| ParameterError::new(&name, problem))?;
        self.note_indices(path);
        match slot(&mut self.root, path.steps()) {
            Some(slot) => *slot = value,
            None => return self.blocked(path),
        }
        Ok(())
    }

    /// Remembers the lists on a path whose items are chosen by index.
    fn note_indices(&mut self, path: &Path) {
        for (at, step) in path.steps().iter().enumerate() {
            if let Step::Index(_) = step {
                let outer = path.steps().get(..at).unwrap_or_default().to_vec();
                self.indexed.insert(path.up_to(at), outer);
            }
        }
    }

    /// Makes the mistake of a value of another type on the way, unless it is there for a mistake before.
    fn blocked(&self, path: &Path) -> Result<(), ParameterError> {
        let is_known = (0..=path.steps().len())
            .any(|count| self.mistakes.iter().any(|one| one.path == path.up_to(count)));
        let problem = "what stands there in `--json` is of another type".to_owned();
        if is_known { Ok(()) } else { Err(ParameterError::new(path.to_string(), problem)) }
    }

    /// Returns the request, and all mistakes in the order of the assignments.
    pub(super) fn finish(mut self) -> (OrderedJson, Vec<ParameterError>) {
        for (name, steps) in std::mem::take(&mut self.indexed) {
            let Some(OrderedJson::List(items)) = slot(&mut self.root, &steps) else { continue };
            let gap = items.iter().position(|item| matches!(item, OrderedJson::Null));
            if let Some(gap) = gap {
                let count = items.len();
                // Not two mistakes for one: the items that are there stay.
                items.retain(|item| !matches!(item, OrderedJson::Null));
                let problem = format!("item {gap} of {count} is missing; indices count from 0");
                self.mistakes.push(ParameterError::new(name, problem));
            }
        }
        (self.root, self.mistakes)
    }
}

/// Describes a step that does not go on from where it stands.
fn misplaced(outer: &str, step: &Step, found: &str) -> String {
    let what = if outer.is_empty() { "a request" } else { found };
    match step {
        Step::Name(name) if found == "a list" => {
            format!("is a list; name an item by its index, as in `{outer}.0.{name}`")
        }
        Step::Name(_) => format!("is {what}, which has no fields"),
        Step::Index(_) if outer.is_empty() => "a path begins with the name of a field".to_owned(),
        Step::Index(_) => format!("is {what}, which has no items"),
    }
}

/// Returns a value that fits no field of this type, and that the reader of requests counts as given.
fn misfit(place: Place<'_>) -> OrderedJson {
    match place.shape {
        Some(Shape::Scalar(_) | Shape::Enum(_)) => OrderedJson::List(Vec::new()),
        _ => OrderedJson::Bool(true),
    }
}

/// Returns the value at a path, and makes what is missing on the way; `None` where something else
/// stands.
fn slot<'v>(value: &'v mut OrderedJson, steps: &[Step]) -> Option<&'v mut OrderedJson> {
    let Some((step, rest)) = steps.split_first() else { return Some(value) };
    match step {
        Step::Name(name) => {
            if let OrderedJson::Null = value {
                *value = OrderedJson::Object(Vec::new());
            }
            let OrderedJson::Object(members) = value else { return None };
            let found = members.iter().position(|(member, _)| member == name);
            let at = found.unwrap_or(members.len());
            if found.is_none() {
                members.push((name.clone(), OrderedJson::Null));
            }
            slot(&mut members.get_mut(at)?.1, rest)
        }
        Step::Index(at) => {
            if let OrderedJson::Null = value {
                *value = OrderedJson::List(Vec::new());
            }
            let OrderedJson::List(items) = value else { return None };
            if *at > MAX_INDEX {
                return None;
            }
            while items.len() <= *at {
                items.push(OrderedJson::Null);
            }
            slot(items.get_mut(*at)?, rest)
        }
    }
}

//! Compares two specs text by text, knowing nothing of what a part of them means: what somebody else
//! says of the two can be held against it.

use std::collections::{BTreeMap, BTreeSet};

use ecm_diff::{Aspect, Change, ChangeKind, Companion, Diff, Subject};
use ecm_spec::PathStep;
use serde_json::{Map, Value};

/// What has become of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another one.
    Changed,
    /// Of what is in it, what is in both stands in another order.
    Moved,
}

/// A place in which two texts differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    /// The keys that lead there; in lists, what tells items apart.
    pub path: Vec<String>,
    /// What has become of it.
    pub fate: Fate,
}

/// Everything in which two texts differ.
#[must_use]
pub fn leaves(old: &Value, new: &Value) -> Vec<Leaf> {
    let mut found = Vec::new();
    let mut open = vec![(Vec::new(), old.clone(), new.clone())];
    while let Some((path, old, new)) = open.pop() {
        // Values are equal in whatever order their keys are; texts are not.
        let (old_text, new_text) = (old.to_string(), new.to_string());
        if old_text == new_text {
            continue;
        }
        let key = path.last().map_or("", String::as_str);
        let (Some(was), Some(is)) = (members(key, &old), members(key, &new)) else {
            found.push(Leaf { path, fate: Fate::Changed });
            continue;
        };
        let below = |key: &str| [path.as_slice(), &[key.to_owned()]].concat();
        let mut leaf = |path, fate| found.push(Leaf { path, fate });
        let all: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for key in all {
            match (was.get(key), is.get(key)) {
                (Some(old), Some(new)) => open.push((below(key), old.clone(), new.clone())),
                // A table that is not there is an empty one.
                (Some(old), None) if is_table(key) => {
                    open.push((below(key), old.clone(), empty(old)));
                }
                (None, Some(new)) if is_table(key) => {
                    open.push((below(key), empty(new), new.clone()));
                }
                (Some(_), None) => leaf(below(key), Fate::Removed),
                (None, _) => leaf(below(key), Fate::Added),
            }
        }
        let kept = |these: &Map<String, Value>, others: &Map<String, Value>| -> Vec<String> {
            these.keys().filter(|key| others.contains_key(*key)).cloned().collect()
        };
        if kept(&was, &is) != kept(&is, &was) {
            leaf(path.clone(), Fate::Moved);
        }
    }
    // The order of keys of what is no table says nothing.
    let says =
        |leaf: &Leaf| leaf.fate != Fate::Moved || leaf.path.last().is_some_and(|key| is_table(key));
    found.retain(|leaf| leaf.path != ["$schema"] && says(leaf));
    found.sort();
    found
}

/// Whether what stands under a key has parts with names of their own.
fn is_table(key: &str) -> bool {
    let tables =
        ["actions", "errors", "fields", "groups", "rules", "types", "values", "enums", "waiters"];
    tables.contains(&key)
}

fn empty(like: &Value) -> Value {
    if like.is_array() { Value::Array(Vec::new()) } else { Value::Object(Map::new()) }
}

/// The parts of an object, or of a list whose items have a name: by that.
fn members(key: &str, value: &Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(members) => Some(members.clone()),
        Value::Array(items) if is_table(key) => {
            let name = |item: &Value| match item {
                Value::Object(item) => match item.get("id").or(item.get("value")) {
                    Some(Value::String(name)) => Some(name.clone()),
                    Some(Value::Number(number)) => Some(number.to_string()),
                    _ => None,
                },
                // Error codes; of values in a rule, the list counts as one.
                Value::String(text) if key == "errors" => Some(text.clone()),
                _ => None,
            };
            items.iter().map(|item| Some((name(item)?, item.clone()))).collect()
        }
        _ => None,
    }
}

/// What does not add up between the texts of two specs and what is said of them: places that nobody
/// speaks of or that are spoken of twice, and changes where nothing is different.
#[must_use]
pub fn disagreements(old: &Value, new: &Value, diff: &Diff) -> Vec<String> {
    let leaves = leaves(old, new);
    let mut wrong = Vec::new();
    let mut told: BTreeMap<usize, usize> = BTreeMap::new();
    for leaf in &leaves {
        let by: Vec<usize> = (0..diff.changes.len())
            .filter(|at| diff.changes.get(*at).is_some_and(|change| speaks_of(change, leaf)))
            .collect();
        if by.len() != 1 {
            wrong.push(format!("{leaf:?} is told {} times", by.len()));
        }
        by.iter().for_each(|at| *told.entry(*at).or_default() += 1);
    }
    for (at, change) in diff.changes.iter().enumerate() {
        if !told.contains_key(&at) && !follows(change) {
            wrong.push(format!("{} {change}: nothing is different there", change.code()));
        }
    }
    wrong
}

/// What no text says: it follows from others. What the variant of a field is called may follow from the
/// order of the fields.
fn follows(change: &Change) -> bool {
    let of_rule = matches!(change.subject, Subject::TypeRule { .. });
    match change.kind {
        ChangeKind::Changed(Aspect::Sent | Aspect::Boxed | Aspect::Batch) => true,
        ChangeKind::Changed(Aspect::Group) => of_rule,
        _ => false,
    }
}

fn speaks_of(change: &Change, leaf: &Leaf) -> bool {
    let companions =
        |one: &Companion| fate(one.kind) == leaf.fate && steps(one.subject.path()) == leaf.path;
    if change.companions.iter().any(companions) {
        return true;
    }
    let subject = steps(change.subject.path());
    let Some(rest) = leaf.path.strip_prefix(subject.as_slice()) else { return false };
    let first = rest.first().map(String::as_str);
    let ChangeKind::Changed(aspect) = change.kind else {
        return rest.is_empty() && fate(change.kind) == leaf.fate;
    };
    let order = aspect.as_str().ends_with("-order");
    if order || leaf.fate == Fate::Moved {
        let own = steps(change.new_path().unwrap_or_default());
        return order && leaf.fate == Fate::Moved && own == leaf.path;
    }
    match (aspect, first) {
        (Aspect::Sent | Aspect::Boxed, _) | (_, None) => false,
        (Aspect::State, Some(key)) => ["items", "id", "state"].contains(&key),
        (Aspect::Ids, Some(key)) => ["ids", "filter"].contains(&key),
        (Aspect::ValueType, Some(key)) => ["type", "values"].contains(&key),
        (Aspect::Check, Some(key)) => {
            !["severity", "server_error", "doc", "group", "divisible"].contains(&key)
        }
        (_, Some(key)) => {
            let own = steps(change.new_path().unwrap_or_default());
            own.last().is_some_and(|last| last == key)
        }
    }
}

fn fate(kind: ChangeKind) -> Fate {
    match kind {
        ChangeKind::Added => Fate::Added,
        ChangeKind::Removed => Fate::Removed,
        ChangeKind::Changed(_) => Fate::Changed,
    }
}

fn steps(path: Vec<PathStep<'_>>) -> Vec<String> {
    let key = |step: &PathStep<'_>| match step {
        PathStep::Key(name)
        | PathStep::Rule(name)
        | PathStep::Value(name)
        | PathStep::Text(name) => (*name).to_owned(),
    };
    path.iter().map(key).collect()
}

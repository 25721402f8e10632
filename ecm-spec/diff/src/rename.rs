//! Guesses of renames: a part is gone, and one with the same content is new.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::change::{Change, ChangeKind, Subject};
use ecm_spec::model::{Field, Rule, Spec, Type};

/// Guess that a part was renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// Part that is gone.
    pub from: Subject,
    /// Part that is new.
    pub to: Subject,
}

/// Maximum number of pairs to compare; with more, too much has changed for a guess.
const MAX_PAIRS: usize = 100_000;

/// Minimum similarity of names, in thousandths.
const MIN_CLOSENESS: u32 = 500;

/// Guesses at most one rename for each part that is gone and for each that is new.
pub(super) fn suggest(old: &Spec, new: &Spec, changes: &[Change]) -> Vec<Rename> {
    let mut gone = by_content(old, changes, ChangeKind::Removed);
    let fresh = by_content(new, changes, ChangeKind::Added);
    gone.retain(|key, _| fresh.contains_key(key));
    let pairs = gone.iter().map(|(key, from)| from.len() * fresh.get(key).map_or(0, Vec::len));
    if pairs.sum::<usize>() > MAX_PAIRS {
        return Vec::new();
    }
    let mut renames = Vec::new();
    for (key, from) in gone {
        let mut left = fresh.get(&key).cloned().unwrap_or_default();
        for from in from {
            // The closest name wins; of equally close ones, the first.
            let close = |to: &&Subject| closeness(from, to);
            let best = left.iter().copied().map(|to| (close(&to), to));
            let best = best.filter(|(close, _)| key.is_distinctive || *close >= MIN_CLOSENESS);
            if let Some((_, to)) = best.min_by_key(|(close, _)| Reverse(*close)) {
                left.retain(|other| *other != to);
                renames.push(Rename { from: from.clone(), to: to.clone() });
            }
        }
    }
    renames
}

/// Content by which two parts may be the same under two names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ContentKey {
    noun: &'static str,
    content: String,
    /// Set if the content alone identifies a part, whatever its name.
    is_distinctive: bool,
}

/// Groups the parts that are gone or new by their content.
fn by_content<'c>(
    spec: &Spec,
    changes: &'c [Change],
    kind: ChangeKind,
) -> BTreeMap<ContentKey, Vec<&'c Subject>> {
    let mut all: BTreeMap<ContentKey, Vec<&Subject>> = BTreeMap::new();
    for change in changes {
        let own = (change.kind == kind).then_some(&change.subject);
        let companions =
            change.companions.iter().filter(|one| one.kind == kind).map(|one| &one.subject);
        for subject in own.into_iter().chain(companions) {
            if let Some((content, is_distinctive)) = content(spec, subject) {
                let noun = subject.noun();
                all.entry(ContentKey { noun, content, is_distinctive }).or_default().push(subject);
            }
        }
    }
    all
}

/// Measures the similarity of two names, in thousandths.
fn closeness(from: &Subject, to: &Subject) -> u32 {
    let closeness = strsim::normalized_damerau_levenshtein(last_name(from), last_name(to));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1")]
    let thousandths = (closeness.clamp(0.0, 1.0) * 1000.0) as u32;
    thousandths
}

fn last_name(subject: &Subject) -> &str {
    match subject {
        Subject::Spec => "",
        Subject::ActionGroup(name)
        | Subject::Action(name)
        | Subject::Waiter(name)
        | Subject::Type(name)
        | Subject::Enum(name)
        | Subject::Error(name) => name,
        Subject::ActionError { action: _, code } => code,
        Subject::Field { ty: _, field } => field,
        Subject::FieldRule { ty: _, field: _, rule } | Subject::TypeRule { ty: _, rule } => rule,
        Subject::Value { enum_name: _, value } => value,
    }
}

/// Describes the content and the place of a part, and tells whether that alone identifies it.
fn content(spec: &Spec, subject: &Subject) -> Option<(String, bool)> {
    Some(match subject {
        Subject::Spec => return None,
        Subject::ActionGroup(_) => (String::new(), false),
        Subject::Waiter(name) => {
            let waiter = spec.waiters.iter().find(|waiter| waiter.name.wire == *name)?;
            (format!("{} {}", spec[waiter.action].name.wire, waiter.until.join(" ")), true)
        }
        Subject::Action(name) => {
            let action = spec.action(name)?;
            let records = [action.request, action.response].map(|id| fields(spec, &spec[id]));
            (records.join("; "), false)
        }
        Subject::Type(name) => {
            let ty = find(spec, name)?;
            (fields(spec, ty), !ty.fields.is_empty())
        }
        Subject::Enum(name) => {
            let mut all = spec.enums.iter();
            (format!("{:?}", all.find(|one| one.name.wire == *name)?.values), true)
        }
        Subject::Field { ty, field } => {
            (format!("{ty}: {}", one_field(spec, find(spec, ty)?.field(field)?)), false)
        }
        Subject::FieldRule { ty, field, rule } => {
            let rules = &find(spec, ty)?.field(field)?.rules;
            (format!("{ty}.{field}: {:?}", check(rules, rule)?), true)
        }
        Subject::TypeRule { ty, rule } => {
            (format!("{ty}: {:?}", check(&find(spec, ty)?.rules, rule)?), true)
        }
        Subject::Value { enum_name, value: _ } => (enum_name.clone(), false),
        Subject::ActionError { action, code: _ } => (action.clone(), false),
        Subject::Error(_) => (String::new(), false),
    })
}

fn check<'r, C>(rules: &'r [Rule<C>], id: &str) -> Option<&'r C> {
    rules.iter().find(|rule| rule.id == id).map(|rule| &rule.check)
}

fn find<'s>(spec: &'s Spec, wire: &str) -> Option<&'s Type> {
    spec.types.iter().find(|ty| ty.name.wire == wire)
}

fn fields(spec: &Spec, ty: &Type) -> String {
    let field = |field: &Field| format!("{}: {}", field.name.wire, one_field(spec, field));
    ty.fields.iter().map(field).collect::<Vec<_>>().join(", ")
}

/// Describes the content of a field; a record is described by its name.
fn one_field(spec: &Spec, field: &Field) -> String {
    let needed = if field.required.is_some() { "required" } else { "optional" };
    format!("{} {needed}", field.shape.expression(spec))
}

//! The keys that all rules share.
//!
//! The keys of a kind stay in the object until the field that the rule applies to is known.

use super::keys::{self, RuleKeys};
use super::object::listed;
use super::{Object, Text};
use crate::model::Severity;
use crate::problem::{ProblemCode, Report, quote};

pub(crate) struct Rule<'n> {
    pub(crate) id: Option<Text<'n>>,
    pub(crate) kind: Text<'n>,
    pub(crate) severity: Severity,
    pub(crate) server_error: Option<Text<'n>>,
    pub(crate) doc: Option<Text<'n>>,
    pub(crate) body: Object<'n>,
}

/// Reads the rules of a type or a field; a rule of unknown kind is reported and left out.
pub(super) fn read_all<'n>(
    owner: &Object<'n>,
    kinds: &'static [RuleKeys],
    report: &mut Report,
) -> Vec<Rule<'n>> {
    let nodes = owner.list("rules", report).unwrap_or_default();
    let mut rules = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let Some(body) = Object::untyped(node, "a rule", None, report) {
            rules.extend(read(body, kinds, report));
        }
    }
    rules
}

fn read<'n>(body: Object<'n>, kinds: &'static [RuleKeys], report: &mut Report) -> Option<Rule<'n>> {
    let id = body.text("id", report);
    if body.get("kind").is_none() {
        let _ = report.add(ProblemCode::MissingKey, body.label, "a rule needs the key `kind`");
    }
    let kind = body.text("kind", report)?;
    let Some((_, own)) = kinds.iter().find(|(name, _)| *name == kind.value) else {
        unknown_kind(kind, kinds, report);
        return None;
    };
    let what = format!("a rule of kind `{}`", kind.value);
    body.check_keys(&what, &[&keys::RULE, own], report);
    Some(Rule {
        id,
        kind,
        severity: body.choice("severity", keys::SEVERITIES, report).unwrap_or(Severity::Error),
        server_error: body.text("server_error", report),
        doc: body.text("doc", report),
        body,
    })
}

fn unknown_kind(kind: Text<'_>, kinds: &'static [RuleKeys], report: &mut Report) {
    let names = || kinds.iter().map(|(name, _)| *name);
    let everywhere = keys::VALUE_RULES.iter().chain(keys::RECORD_RULES);
    if everywhere.clone().any(|(name, _)| *name == kind.value) {
        let on_value = keys::VALUE_RULES.iter().any(|(name, _)| *name == kind.value);
        let message = if on_value {
            format!("a rule of kind `{}` belongs to a field", kind.value)
        } else {
            format!("a rule of kind `{}` belongs to a type", kind.value)
        };
        let _ = report.add(ProblemCode::UnknownKind, kind.at, message).help(if on_value {
            "move it into the `rules` of the field that it applies to"
        } else {
            "move it into the `rules` of the type, beside `fields`"
        });
        return;
    }
    let close = report.closest(kind.value, names());
    let message = format!("there is no kind of rule called {}", quote(kind.value));
    let _ = report
        .add(ProblemCode::UnknownKind, kind.at, message)
        .did_you_mean(close, || format!("it may be {}", listed(names())));
}

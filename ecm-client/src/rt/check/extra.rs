//! Checks of parameters that the spec does not know.

use std::collections::BTreeMap;

use super::report::{Path, not_finite, quoted, too_deep};
use crate::rt::{ExtraParameter, MAX_DEPTH, Record, Rule, ValueCheck, View, is_untyped};
use crate::violation::ExtraVerdict;
use crate::{Severity, Violation, Violations};

/// Warning that a parameter goes along although the spec does not know it.
const PARAMETER: &str = "extra_parameter";
/// Name that no parameter has.
const NAME: &str = "extra_name";
/// Name of a field that the request has.
const KNOWN: &str = "extra_known";
/// Name that another parameter of the same object has.
const TWICE: &str = "extra_twice";

/// Reports what is wrong with the extra parameters of a record, and which of them go along.
pub(super) fn check_extra(
    record: &dyn Record,
    path: &Path<'_>,
    depth: usize,
    found: &mut Violations,
) {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for extra in record.extra_parameters() {
        let name = extra.name.as_str();
        let first = names.get(&name.to_ascii_lowercase()).copied();
        names.entry(name.to_ascii_lowercase()).or_insert(name);
        let problem = if is_name(name) {
            twice(name, first).or_else(|| known(record, name))
        } else {
            Some(invalid(name))
        };
        let at = Path::Field(path, name);
        match problem {
            Some(NameProblem { rule, verdict, message }) => {
                // A name that is none is no place to point to.
                let path = if rule == NAME { path.to_string() } else { at.to_string() };
                found.push(violation(path, rule, Severity::Error, verdict, message));
            }
            // What is within an extra parameter goes along with it.
            None if is_untyped(record) => {}
            None => found.push(warning(at.to_string(), extra)),
        }
        check_value(extra.value.view(), &at, depth + 1, found);
    }
}

/// Checks what is within an extra parameter. Rules of the spec do not count there: nobody knows if
/// they hold, and what breaks one would be shown.
fn check_value(view: View<'_>, path: &Path<'_>, depth: usize, found: &mut Violations) {
    match view {
        View::Record(_) | View::List(_) if depth > MAX_DEPTH => found.push(too_deep(path)),
        View::Record(record) => {
            for (index, wire, _) in record.table().each() {
                let path = Path::Field(path, wire);
                check_value(record.field(index), &path, depth + 1, found);
            }
            check_extra(record, path, depth, found);
        }
        View::List(list) => {
            for index in 0..list.len() {
                check_value(list.item(index), &Path::Item(path, index), depth + 1, found);
            }
        }
        View::Float(value) if !value.is_finite() => found.push(not_finite(path)),
        _ => {}
    }
}

struct NameProblem {
    rule: &'static str,
    verdict: ExtraVerdict,
    message: String,
}

fn violation(
    path: String,
    rule: &'static str,
    severity: Severity,
    verdict: ExtraVerdict,
    message: String,
) -> Violation {
    Violation { path, rule, severity, message, server_error: None, extra: Some(verdict) }
}

fn warning(path: String, extra: &ExtraParameter) -> Violation {
    let shown = if extra.secret { "" } else { ", and is no secret" };
    let message = format!("is not in the spec; it goes along unchecked{shown}");
    violation(path, PARAMETER, Severity::Warn, ExtraVerdict::Allowed, message)
}

/// Returns true for a name that means the same in JSON, in a query and in a signature.
fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    !name.is_empty() && name.bytes().all(is_plain)
}

fn invalid(name: &str) -> NameProblem {
    let message = match name.is_empty() {
        true => "the name of an extra parameter is empty; give the one that the service expects"
            .to_owned(),
        false => format!(
            "the name {} of an extra parameter must consist of letters, digits, `_` and `-`; put \
             what is within a parameter into its value",
            quoted(name)
        ),
    };
    NameProblem { rule: NAME, verdict: ExtraVerdict::Refused, message }
}

/// Finds a name that the object has twice; the service would take one of them, nobody knows which.
fn twice(name: &str, first: Option<&str>) -> Option<NameProblem> {
    let first = first?;
    let (verdict, message) = match first == name {
        true => (ExtraVerdict::Refused, "is given twice; keep one".to_owned()),
        false => {
            (ExtraVerdict::RefusedUnlessOff, format!("is given as `{first}` as well; keep one"))
        }
    };
    Some(NameProblem { rule: TWICE, verdict, message })
}

/// Finds a name that is that of a field, in any spelling.
fn known(record: &dyn Record, name: &str) -> Option<NameProblem> {
    let mut fields = record.table().each();
    let (index, wire, marks) = fields.find(|(_, wire, _)| wire.eq_ignore_ascii_case(name))?;
    let is_set = !matches!(record.field(index), View::Absent);
    let reserved = marks.and_then(|marks| {
        marks.rules.iter().find(|rule| matches!(rule.check, ValueCheck::Reserved))
    });
    let verdict = match wire == name && is_set {
        true => ExtraVerdict::Refused,
        false => ExtraVerdict::RefusedUnlessOff,
    };
    let message = match reserved {
        Some(Rule { id, requirement, .. }) => {
            format!("{requirement}, as the spec says of the field `{wire}` (rule {id})")
        }
        None if is_set => format!("is given as the field `{wire}` as well; keep that"),
        None => format!("is the field `{wire}` of the spec; set that"),
    };
    Some(NameProblem { rule: KNOWN, verdict, message })
}

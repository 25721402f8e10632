//! Rules on values.

use crate::both::Both;
use crate::change::{Aspect, Subject};
use crate::effects::{Effects, Level};
use crate::pair::Pairs;
use crate::strict::{self, Strictness};
use crate::walk::{Here, Walk};
use crate::{rule, show};
use ecm_spec::model::{EnumValues, Field, Rule, Severity, Shape, Spec, ValueCheck};

pub(super) fn compare(
    walk: &mut Walk<'_>,
    of_field: &Here,
    both: Both<'_>,
    (old, new): (&Field, &Field),
    rules: &Pairs<'_, Rule<ValueCheck>>,
) {
    let sent = both.is_sent();
    let subject = |rule: &Rule<ValueCheck>| Subject::FieldRule {
        ty: both.wire(),
        field: old.name.wire.clone(),
        rule: rule.id.clone(),
    };
    let used = &of_field.used;
    let loses_constant = has_constant(both.old.sent, old) && !has_constant(both.new.sent, new);
    for one in &rules.removed {
        let beyond = match rule::beyond(&new.rules, one, strict::value) {
            Strictness::Same => Strictness::Same,
            _ => Strictness::Looser,
        };
        let mut effects = rule::asks(beyond, one.severity, sent);
        if loses_constant && speaks(&one.check) {
            effects = Effects { level: Level::Major, rust: constant_gone(old), ..effects };
        }
        walk.removed(subject(one), used, show::rule(one, &one.check.sentence()), effects);
    }
    for one in &rules.added {
        let beyond = rule::beyond(&old.rules, one, strict::value);
        let mut effects = rule::asks(beyond, one.severity, sent);
        if sent && matches!(one.check, ValueCheck::Reserved { .. }) {
            effects = reserved(one.severity, effects);
        }
        walk.added(subject(one), used, show::rule(one, &one.check.sentence()), effects);
    }
    for (was, is) in &rules.kept {
        let here = Here { subject: subject(was), used: used.clone() };
        let (old_check, new_check) = rule::compare(walk, &here, was, is, sent);
        let follows =
            follows(walk.old.spec, old, old_check) && follows(walk.new.spec, new, new_check);
        // What goes with an enum has changed there.
        if old_check == new_check || follows {
            continue;
        }
        let strictness = strict::value(old_check, new_check);
        let severity = rule::stronger(was, is);
        let mut effects = rule::asks(strictness, severity, sent);
        if loses_constant && speaks(old_check) {
            effects = Effects { level: Level::Major, rust: constant_gone(old), ..effects };
        }
        let shown = [old_check, new_check].map(|check| Some(check.sentence()));
        walk.changed(&here, Aspect::Check, shown.into(), effects);
    }
}

/// What becomes of a field that must not be sent, or should not.
fn reserved(severity: Severity, effects: Effects) -> Effects {
    let (level, rust) = match severity {
        Severity::Error => (Level::Major, "Its setter is there to say why it cannot be called."),
        Severity::Warn => (Level::Minor, "The compiler warns wherever the field is used."),
    };
    Effects { level, rust: rust.to_owned(), ..effects }
}

/// Whether a check speaks of what a literal could be.
fn speaks(check: &ValueCheck) -> bool {
    !matches!(check, ValueCheck::Reserved { .. })
}

/// Whether the record has a constant for the rules of the field.
fn has_constant(sent: bool, field: &Field) -> bool {
    sent && field.rules.iter().any(|rule| speaks(&rule.check))
}

fn constant_gone(field: &Field) -> String {
    format!("The constant that holds the rules of `{}` for literals is gone.", field.name.wire)
}

/// Whether a check only says that a value is one of its enum.
fn follows(spec: &Spec, field: &Field, check: &ValueCheck) -> bool {
    let Shape::Enum(id) = field.shape.item() else { return false };
    match (&spec[*id].values, check) {
        (EnumValues::Text(all), ValueCheck::OneOfText { values }) => {
            values.iter().eq(all.iter().map(|one| &one.value))
        }
        (EnumValues::Integer(all), ValueCheck::OneOfInt { values }) => {
            values.iter().eq(all.iter().map(|one| &one.value))
        }
        _ => false,
    }
}

/// Whether any request is held back because a value is not one of the enum.
pub(super) fn is_limit(spec: &Spec, enum_name: &str) -> bool {
    let of_enum = |field: &&Field| matches!(field.shape.item(), Shape::Enum(id) if spec[*id].name.wire == enum_name);
    let is_limit = |field: &Field| {
        field
            .rules
            .iter()
            .any(|rule| rule.severity == Severity::Error && follows(spec, field, &rule.check))
    };
    let sent = spec.types.iter().filter(|ty| ty.sent);
    sent.flat_map(|ty| &ty.fields).filter(of_enum).any(is_limit)
}

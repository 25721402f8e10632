//! Comparison of rules on values.

use crate::change::{Aspect, Subject};
use crate::context::{DiffContext, Part};
use crate::impact::{Impact, SemverLevel};
use crate::pair::Pairs;
use crate::strict::{self, Strictness};
use crate::type_pair::TypePair;
use crate::{rule, show};
use ecm_spec::model::{EnumValues, Field, Rule, Severity, Shape, Spec, ValueCheck};

pub(super) fn compare(
    cx: &mut DiffContext<'_>,
    of_field: &Part,
    types: TypePair<'_>,
    (old, new): (&Field, &Field),
    rules: &Pairs<'_, Rule<ValueCheck>>,
) {
    let sent = types.is_sent();
    let subject = |rule: &Rule<ValueCheck>| Subject::FieldRule {
        ty: types.wire(),
        field: old.name.wire.clone(),
        rule: rule.id.clone(),
    };
    let usage = &of_field.usage;
    let loses_constant = has_constant(types.old.sent, old) && !has_constant(types.new.sent, new);
    for one in &rules.removed {
        let beyond = match rule::strictness_beyond(&new.rules, one, strict::value) {
            Strictness::Same => Strictness::Same,
            _ => Strictness::Looser,
        };
        let mut impact = rule::impact_of(beyond, one.severity, sent);
        if loses_constant && has_literal_rule(&one.check) {
            impact = Impact { level: SemverLevel::Major, rust: constant_gone(old), ..impact };
        }
        cx.removed(subject(one), usage, show::rule(one, &one.check.sentence()), impact);
    }
    for one in &rules.added {
        let beyond = rule::strictness_beyond(&old.rules, one, strict::value);
        let mut impact = rule::impact_of(beyond, one.severity, sent);
        if sent && matches!(one.check, ValueCheck::Reserved { .. }) {
            impact = reserved(one.severity, impact);
        }
        cx.added(subject(one), usage, show::rule(one, &one.check.sentence()), impact);
    }
    for (was, is) in &rules.kept {
        let part = Part { subject: subject(was), usage: usage.clone() };
        let (old_check, new_check) = rule::compare(cx, &part, was, is, sent);
        let mirrors_enum =
            mirrors_enum(cx.old.spec, old, old_check) && mirrors_enum(cx.new.spec, new, new_check);
        // The change is reported with the enum.
        if old_check == new_check || mirrors_enum {
            continue;
        }
        let strictness = strict::value(old_check, new_check);
        let severity = rule::stronger(was, is);
        let mut impact = rule::impact_of(strictness, severity, sent);
        if loses_constant && has_literal_rule(old_check) {
            impact = Impact { level: SemverLevel::Major, rust: constant_gone(old), ..impact };
        }
        let shown = [old_check, new_check].map(|check| Some(check.sentence()));
        cx.changed(&part, Aspect::Check, shown.into(), impact);
    }
}

/// Judges a field that must not or should not be sent.
fn reserved(severity: Severity, impact: Impact) -> Impact {
    let (level, rust) = match severity {
        Severity::Error => {
            (SemverLevel::Major, "Its setter only explains why it cannot be called.")
        }
        Severity::Warn => (SemverLevel::Minor, "The compiler warns wherever the field is used."),
    };
    Impact { level, rust: rust.to_owned(), ..impact }
}

fn has_literal_rule(check: &ValueCheck) -> bool {
    !matches!(check, ValueCheck::Reserved { .. })
}

/// Tells whether the record has a constant with the field's rules for literals.
fn has_constant(sent: bool, field: &Field) -> bool {
    sent && field.rules.iter().any(|rule| has_literal_rule(&rule.check))
}

fn constant_gone(field: &Field) -> String {
    format!("The constant that holds the rules of `{}` for literals is gone.", field.name.wire)
}

/// Tells whether a check allows exactly the values of the field's enum.
fn mirrors_enum(spec: &Spec, field: &Field, check: &ValueCheck) -> bool {
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

/// Tells whether a rule holds back requests with values outside the enum.
pub(super) fn limits_requests(spec: &Spec, enum_name: &str) -> bool {
    let of_enum = |field: &&Field| matches!(field.shape.item(), Shape::Enum(id) if spec[*id].name.wire == enum_name);
    let limits_requests = |field: &Field| {
        field
            .rules
            .iter()
            .any(|rule| rule.severity == Severity::Error && mirrors_enum(spec, field, &rule.check))
    };
    let sent = spec.types.iter().filter(|ty| ty.sent);
    sent.flat_map(|ty| &ty.fields).filter(of_enum).any(limits_requests)
}

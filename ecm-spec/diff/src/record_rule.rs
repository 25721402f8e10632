//! Comparison of rules between fields, and of exclusive groups.

use crate::change::{Aspect, Subject};
use crate::context::{DiffContext, Part};
use crate::impact::{Impact, SemverLevel};
use crate::pair::Pairs;
use crate::strict::{self, Strictness};
use crate::type_pair::TypePair;
use crate::{rule, show};
use ecm_spec::model::{Group, RecordCheck, Rule, Type};

pub(super) fn compare(
    cx: &mut DiffContext<'_>,
    of_type: &Part,
    types: TypePair<'_>,
    rules: &Pairs<'_, Rule<RecordCheck>>,
) {
    let sent = types.is_sent();
    let usage = &of_type.usage;
    let subject =
        |rule: &Rule<RecordCheck>| Subject::TypeRule { ty: types.wire(), rule: rule.id.clone() };
    for one in &rules.removed {
        let strictness = match rule::strictness_beyond(&types.new.rules, one, strict::record) {
            Strictness::Same => Strictness::Same,
            _ => Strictness::Looser,
        };
        let mut impact = rule::impact_of(strictness, one.severity, sent);
        if let Some(group) = group_of(&one.check) {
            impact = group_gone(types, group, impact);
        }
        cx.removed(subject(one), usage, show::rule(one, &one.check.sentence()), impact);
    }
    for one in &rules.added {
        let strictness = match can_refuse(&one.check, types.old) {
            true => rule::strictness_beyond(&types.old.rules, one, strict::record),
            false => Strictness::Same,
        };
        let mut impact = rule::impact_of(strictness, one.severity, sent);
        if let Some(group) = group_of(&one.check) {
            impact = group_new(types, one, group, impact);
        }
        cx.added(subject(one), usage, show::rule(one, &one.check.sentence()), impact);
    }
    for (was, is) in &rules.kept {
        let part = Part { subject: subject(was), usage: usage.clone() };
        let (old, new) = rule::compare(cx, &part, was, is, sent);
        compare_checks(cx, &part, types, (was, old), (is, new));
    }
}

fn compare_checks(
    cx: &mut DiffContext<'_>,
    part: &Part,
    types: TypePair<'_>,
    (was, old): (&Rule<RecordCheck>, &RecordCheck),
    (is, new): (&Rule<RecordCheck>, &RecordCheck),
) {
    let groups = (group_of(old), group_of(new));
    if normalized(old) != normalized(new) {
        let strictness = match strict::record(old, new) {
            Strictness::Tighter if !can_refuse_more(old, new, types.old) => Strictness::Same,
            strictness => strictness,
        };
        let mut impact = rule::impact_of(strictness, rule::stronger(was, is), types.is_sent());
        if groups != (None, None) && strict::record(old, new) != Strictness::Same {
            let rust = "The enum of the group, which is closed, has other variants.".to_owned();
            impact = Impact { level: SemverLevel::Major, rust, ..impact };
        }
        let shown = [old, new].map(|check| Some(check.sentence()));
        cx.changed(part, Aspect::Check, shown.into(), impact);
    }
    compare_groups(cx, part, (old, groups.0), (new, groups.1));
    cx.flag(part, Aspect::Divisible, (divisible(old), divisible(new)), || match divisible(new) {
        true => Impact::minor("A request over the maximum can be split."),
        false => Impact::major("A request over the maximum is no longer split."),
    });
}

fn divisible(check: &RecordCheck) -> bool {
    matches!(check, RecordCheck::Sum { divisible: true, .. })
}

fn compare_groups(
    cx: &mut DiffContext<'_>,
    part: &Part,
    (old_check, old): (&RecordCheck, Option<&Group>),
    (new_check, new): (&RecordCheck, Option<&Group>),
) {
    let impact = match (old, new) {
        (None, None) => return,
        (Some(_), None) => Impact::major("The enum of the group is gone; its fields are back."),
        (None, Some(_)) => Impact::major("An enum takes the place of the fields."),
        (Some(old), Some(new)) => {
            let Group { type_name, field_name, doc, variants: _ } = old; // below, by their fields
            let variants = members(new_check, new);
            let renamed = members(old_check, old).iter().any(|(field, variant)| {
                variants.iter().any(|(other, new)| other == field && new != variant)
            });
            match (type_name, field_name) == (&new.type_name, &new.field_name) && !renamed {
                true if *doc == new.doc => return,
                true => Impact::documentation(),
                false => Impact::major("The enum, its field or its variants have other names."),
            }
        }
    };
    cx.changed(part, Aspect::Group, (old.map(show::group), new.map(show::group)), impact);
}

/// Returns the fields of a group with their variants.
fn members<'c>(check: &'c RecordCheck, group: &'c Group) -> Vec<(&'c String, &'c String)> {
    match check {
        RecordCheck::AtMostOne { fields, .. } => fields.iter().zip(&group.variants).collect(),
        _ => Vec::new(),
    }
}

/// Reduces a check to the condition that refuses requests.
fn normalized(check: &RecordCheck) -> RecordCheck {
    match check {
        RecordCheck::Sum { list, field, per, max, divisible: _ } => RecordCheck::Sum {
            list: list.clone(),
            field: field.clone(),
            per: per.clone(),
            max: *max,
            divisible: false,
        },
        RecordCheck::AtMostOne { fields, group: _ } => {
            RecordCheck::AtMostOne { fields: fields.clone(), group: None }
        }
        other => other.clone(),
    }
}

fn group_of(check: &RecordCheck) -> Option<&Group> {
    match check {
        RecordCheck::AtMostOne { group, .. } => group.as_ref(),
        _ => None,
    }
}

fn group_gone(types: TypePair<'_>, group: &Group, impact: Impact) -> Impact {
    // The same enum under another rule is the same to a program.
    if types.new.groups().any(|(_, other, _)| same_enum(group, other)) {
        return impact;
    }
    let rust = format!("The enum `{}` is gone.", group.type_name);
    Impact { level: SemverLevel::Major, rust, ..impact }
}

fn group_new(
    types: TypePair<'_>,
    rule: &Rule<RecordCheck>,
    group: &Group,
    impact: Impact,
) -> Impact {
    if types.old.groups().any(|(_, other, _)| same_enum(group, other)) {
        return impact;
    }
    let takes =
        members(&rule.check, group).iter().any(|(field, _)| types.old.field(field).is_some());
    let (level, rust) = match takes {
        true => (
            SemverLevel::Major,
            format!("The enum `{}` takes the place of fields.", group.type_name),
        ),
        false => (SemverLevel::Minor, format!("The enum `{}` is new.", group.type_name)),
    };
    Impact { level, rust, ..impact }
}

fn same_enum(group: &Group, other: &Group) -> bool {
    let Group { type_name, field_name, doc: _, variants } = group;
    (type_name, field_name, variants) == (&other.type_name, &other.field_name, &other.variants)
}

/// Tells whether a new rule can refuse a request without the fields that the old type lacks.
fn can_refuse(check: &RecordCheck, old: &Type) -> bool {
    let known = |path: &String| has_field(old, path);
    match check {
        RecordCheck::AtMostOne { fields, group: _ } => {
            fields.iter().filter(|field| known(field)).count() > 1
        }
        RecordCheck::BothOrNeither { fields } => fields.iter().any(known),
        RecordCheck::Implies { field, then: _ }
        | RecordCheck::RequiresTokens { field, of: _, separator: _, count: _ } => known(field),
        RecordCheck::RequiredUnless { unless: _, fields: _ } => true,
        RecordCheck::CountEquals { list, count } => known(list) && known(count),
        RecordCheck::Sum { list, field: _, per: _, max: _, divisible: _ } => known(list),
        RecordCheck::EqualWhenBoth { fields } => fields.iter().all(known),
        RecordCheck::ValueByTokens { field, of, separator: _, cases: _ } => {
            known(field) && known(of)
        }
    }
}

/// Tells whether a rule that names more fields than before can refuse such a request. A rule
/// refuses earlier requests because of a new field only if the old type had that field.
fn can_refuse_more(old: &RecordCheck, new: &RecordCheck, ty: &Type) -> bool {
    match (old, new) {
        (RecordCheck::AtMostOne { fields, .. }, RecordCheck::AtMostOne { fields: more, .. }) => {
            more.iter().any(|field| !fields.contains(field) && has_field(ty, field))
        }
        _ => true,
    }
}

/// Tells whether the type has the first field of a path.
fn has_field(ty: &Type, path: &str) -> bool {
    ty.field(path.split('.').next().unwrap_or(path)).is_some()
}

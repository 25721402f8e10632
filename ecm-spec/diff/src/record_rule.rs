//! Rules between fields, and the exclusive groups among them.

use crate::both::Both;
use crate::change::{Aspect, Subject};
use crate::effects::{Effects, Level};
use crate::pair::Pairs;
use crate::strict::{self, Strictness};
use crate::walk::{Here, Walk};
use crate::{rule, show};
use ecm_spec::model::{Group, RecordCheck, Rule, Type};

pub(super) fn compare(
    walk: &mut Walk<'_>,
    of_type: &Here,
    both: Both<'_>,
    rules: &Pairs<'_, Rule<RecordCheck>>,
) {
    let sent = both.is_sent();
    let used = &of_type.used;
    let subject =
        |rule: &Rule<RecordCheck>| Subject::TypeRule { ty: both.wire(), rule: rule.id.clone() };
    for one in &rules.removed {
        let strictness = match rule::beyond(&both.new.rules, one, strict::record) {
            Strictness::Same => Strictness::Same,
            _ => Strictness::Looser,
        };
        let mut effects = rule::asks(strictness, one.severity, sent);
        if let Some(group) = group_of(&one.check) {
            effects = group_gone(both, group, effects);
        }
        walk.removed(subject(one), used, show::rule(one, &one.check.sentence()), effects);
    }
    for one in &rules.added {
        let strictness = match can_refuse(&one.check, both.old) {
            true => rule::beyond(&both.old.rules, one, strict::record),
            false => Strictness::Same,
        };
        let mut effects = rule::asks(strictness, one.severity, sent);
        if let Some(group) = group_of(&one.check) {
            effects = group_new(both, one, group, effects);
        }
        walk.added(subject(one), used, show::rule(one, &one.check.sentence()), effects);
    }
    for (was, is) in &rules.kept {
        let here = Here { subject: subject(was), used: used.clone() };
        let (old, new) = rule::compare(walk, &here, was, is, sent);
        compare_checks(walk, &here, both, (was, old), (is, new));
    }
}

fn compare_checks(
    walk: &mut Walk<'_>,
    here: &Here,
    both: Both<'_>,
    (was, old): (&Rule<RecordCheck>, &RecordCheck),
    (is, new): (&Rule<RecordCheck>, &RecordCheck),
) {
    let groups = (group_of(old), group_of(new));
    if bare(old) != bare(new) {
        let strictness = match strict::record(old, new) {
            Strictness::Tighter if !can_refuse_more(old, new, both.old) => Strictness::Same,
            strictness => strictness,
        };
        let mut effects = rule::asks(strictness, rule::stronger(was, is), both.is_sent());
        if groups != (None, None) && strict::record(old, new) != Strictness::Same {
            let rust = "The enum of the group, which is closed, has other variants.".to_owned();
            effects = Effects { level: Level::Major, rust, ..effects };
        }
        let shown = [old, new].map(|check| Some(check.sentence()));
        walk.changed(here, Aspect::Check, shown.into(), effects);
    }
    compare_groups(walk, here, (old, groups.0), (new, groups.1));
    walk.flag(here, Aspect::Divisible, (divisible(old), divisible(new)), || match divisible(new) {
        true => Effects::minor("A request that asks for too much can be divided."),
        false => Effects::major("A request that asks for too much is no longer divided."),
    });
}

fn divisible(check: &RecordCheck) -> bool {
    matches!(check, RecordCheck::Sum { divisible: true, .. })
}

fn compare_groups(
    walk: &mut Walk<'_>,
    here: &Here,
    (old_check, old): (&RecordCheck, Option<&Group>),
    (new_check, new): (&RecordCheck, Option<&Group>),
) {
    let effects = match (old, new) {
        (None, None) => return,
        (Some(_), None) => Effects::major("The enum of the group is gone; its fields are back."),
        (None, Some(_)) => Effects::major("An enum takes the place of the fields."),
        (Some(old), Some(new)) => {
            let Group { type_name, field_name, doc, variants: _ } = old; // below, by their fields
            let variants = members(new_check, new);
            let renamed = members(old_check, old).iter().any(|(field, variant)| {
                variants.iter().any(|(other, new)| other == field && new != variant)
            });
            match (type_name, field_name) == (&new.type_name, &new.field_name) && !renamed {
                true if *doc == new.doc => return,
                true => Effects::documentation(),
                false => {
                    Effects::major("The enum, its field or its variants are called otherwise.")
                }
            }
        }
    };
    walk.changed(here, Aspect::Group, (old.map(show::group), new.map(show::group)), effects);
}

/// The fields of a group with their variants.
fn members<'c>(check: &'c RecordCheck, group: &'c Group) -> Vec<(&'c String, &'c String)> {
    match check {
        RecordCheck::AtMostOne { fields, .. } => fields.iter().zip(&group.variants).collect(),
        _ => Vec::new(),
    }
}

/// The check without what says nothing of which requests it refuses.
fn bare(check: &RecordCheck) -> RecordCheck {
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

fn group_gone(both: Both<'_>, group: &Group, effects: Effects) -> Effects {
    // The same enum under another rule is the same to a program.
    if both.new.groups().any(|(_, other, _)| same_enum(group, other)) {
        return effects;
    }
    let rust = format!("The enum `{}` is gone.", group.type_name);
    Effects { level: Level::Major, rust, ..effects }
}

fn group_new(both: Both<'_>, rule: &Rule<RecordCheck>, group: &Group, effects: Effects) -> Effects {
    if both.old.groups().any(|(_, other, _)| same_enum(group, other)) {
        return effects;
    }
    let takes =
        members(&rule.check, group).iter().any(|(field, _)| both.old.field(field).is_some());
    let (level, rust) = match takes {
        true => {
            (Level::Major, format!("The enum `{}` takes the place of fields.", group.type_name))
        }
        false => (Level::Minor, format!("The enum `{}` is new.", group.type_name)),
    };
    Effects { level, rust, ..effects }
}

fn same_enum(group: &Group, other: &Group) -> bool {
    let Group { type_name, field_name, doc: _, variants } = group;
    (type_name, field_name, variants) == (&other.type_name, &other.field_name, &other.variants)
}

/// Whether a new rule can refuse a request that sets no field but those of the old type: what was
/// not there was never given.
fn can_refuse(check: &RecordCheck, old: &Type) -> bool {
    let known = |path: &String| knows(old, path);
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

/// The same of a rule that names more fields than before. A rule that names a field is only then
/// refused by what was there if that field was.
fn can_refuse_more(old: &RecordCheck, new: &RecordCheck, ty: &Type) -> bool {
    match (old, new) {
        (RecordCheck::AtMostOne { fields, .. }, RecordCheck::AtMostOne { fields: more, .. }) => {
            more.iter().any(|field| !fields.contains(field) && knows(ty, field))
        }
        _ => true,
    }
}

/// Whether the type has the field with which a path begins.
fn knows(ty: &Type, path: &str) -> bool {
    ty.field(path.split('.').next().unwrap_or(path)).is_some()
}

//! What `ecm_spec::diff` makes of specs that differ in one thing: found once, judged right, and the
//! same seen from the other side.

#[path = "diff/cut.rs"]
mod cut;
#[path = "diff/mutant.rs"]
mod mutant;
#[path = "diff/of_rules.rs"]
mod of_rules;
#[path = "diff/of_spec.rs"]
mod of_spec;
#[path = "diff/of_types.rs"]
mod of_types;
#[path = "diff/verdict.rs"]
mod verdict;

use std::collections::BTreeMap;

use ecm_spec::diff::{Aspect, Change, Diff, Kind, diff};
use mutant::{Mutant, Origin};

/// The actions of the shipped specs that are changed: those with pages, waits and markers, and with the
/// most rules.
const CHANGED: &[&str] = &[
    "RunInstances",
    "DescribeInstances",
    "StopInstances",
    "AssumeRole",
    "AssumeRoleWithWebIdentity",
];

/// The shipped specs, and those that hold every shape and every kind of rule.
fn origins() -> Vec<Origin> {
    let shipped = ecm_spec::shipped_names();
    let shipped =
        shipped.map(|name| Origin::new(name, &cut::cut(ecm_spec::shipped(name).unwrap(), CHANGED)));
    let kinds = include_str!("../../ecm-spec/tests/specs/kinds.json");
    let invented =
        [("workshop", ecm_tests::WORKSHOP), ("warehouse", ecm_tests::WAREHOUSE), ("kinds", kinds)];
    shipped.chain(invented.map(|(name, text)| Origin::new(name, text))).collect()
}

type Maker = fn(&Origin) -> Vec<Mutant>;

const MAKERS: &[Maker] = &[
    of_spec::head,
    of_spec::action_texts,
    of_spec::effects,
    of_spec::regions,
    of_spec::signatures,
    of_spec::rate_limits,
    of_spec::action_errors,
    of_spec::new_actions,
    of_spec::error_codes,
    of_spec::orders,
    of_spec::around_actions,
    of_types::types,
    of_types::field_order,
    of_types::new_fields,
    of_types::field_texts,
    of_types::field_flags,
    of_types::field_types,
    of_types::minted,
    of_types::vocabularies,
    of_rules::on_values,
    of_rules::narrower,
    of_rules::new_rules,
    of_rules::between_fields,
    of_rules::orders,
];

fn shown(diff: &Diff) -> Vec<String> {
    let one = |change: &Change| format!("{} {} {}", change.level(), change.code(), change);
    diff.changes.iter().map(one).collect()
}

/// The other side of a change.
fn mirrored(change: &Change) -> (String, Kind, Option<String>, Option<String>) {
    let kind = match change.kind {
        Kind::Added => Kind::Removed,
        Kind::Removed => Kind::Added,
        changed => changed,
    };
    (change.subject.to_string(), kind, change.after.clone(), change.before.clone())
}

#[test]
fn a_spec_does_not_differ_from_itself() {
    for origin in origins() {
        let same = diff(&origin.spec, &origin.spec);
        assert_eq!(shown(&same), Vec::<String>::new());
        assert_eq!((same.level(), same.deciding()), (None, None));
    }
}

#[test]
fn a_single_change_is_found_once_and_judged_right() {
    // One thread each: there are thousands.
    std::thread::scope(|scope| {
        for origin in origins() {
            scope.spawn(move || every_mutant_of(&origin));
        }
    });
}

fn every_mutant_of(origin: &Origin) {
    let mut wrong = Vec::new();
    {
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for mutant in MAKERS.iter().flat_map(|make| make(origin)) {
            // Many a change alone would leave something unused, or break a rule of the format.
            let Ok(changed) = ecm_spec::read(&mutant.text.to_string()) else { continue };
            let (there, back) = (diff(&origin.spec, &changed), diff(&changed, &origin.spec));
            // A value that was there already is no change.
            if changed == origin.spec {
                continue;
            }
            *found.entry(mutant.code).or_default() += 1;
            *found.entry(mutant.back_code).or_default() += 1;
            for (diff, code, level) in
                [(&there, mutant.code, mutant.level), (&back, mutant.back_code, mutant.back)]
            {
                let expected = (&mutant.subject, code.to_owned(), level);
                // Where types contain each other, what ends a cycle is felt by other fields of it; and
                // how many ids a wait asks for at once follows from rules and pages.
                let follows = |one: &&Change| match one.kind {
                    Kind::Changed(Aspect::Boxed | Aspect::Batch) => one.subject != mutant.subject,
                    _ => false,
                };
                let actual = diff.changes.iter().filter(|one| !follows(one));
                let actual: Vec<_> =
                    actual.map(|one| (&one.subject, one.code(), one.level())).collect();
                if actual != [expected] {
                    wrong.push(format!("{level} {code} {}: {:#?}", mutant.subject, shown(diff)));
                }
            }
            let other: Vec<_> = back.changes.iter().map(mirrored).collect();
            let one = there.changes.iter();
            let one: Vec<_> = one
                .map(|one| {
                    (one.subject.to_string(), one.kind, one.before.clone(), one.after.clone())
                })
                .collect();
            assert_eq!(one, other, "{} {}", mutant.code, mutant.subject);
        }
        let kinds = found.len();
        assert!(kinds >= 30, "{}: only {kinds} kinds: {found:#?}", origin.spec.service);
        let total: usize = found.values().sum();
        eprintln!("{}: {kinds} kinds, {total} changes: {found:?}", origin.spec.service);
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

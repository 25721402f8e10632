//! What `ecm_diff` makes of specs that differ in one thing: found once, judged right, and the
//! same seen from the other side.

mod cut;
mod mutant;
mod of_links;
mod of_rules;
mod of_spec;
mod of_types;
mod random;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use ecm_diff::{Aspect, Change, ChangeKind, Diff, diff};
use ecm_scratch::on_all_cores;
use ecm_spec::model::{Action, Spec};
use mutant::{Mutant, Origin};
use serde_json::json;

/// The smaller of the shipped specs, and those that hold every shape and every kind of rule.
fn origins() -> Vec<Origin> {
    let kinds = include_str!("../../../ecm-spec/tests/specs/kinds.json");
    let lanterns = include_str!("../../specs/lanterns-2024-05-01.json");
    let sts = ecm_spec::shipped("sts-2018-08-13").unwrap();
    let all = [
        ("sts", sts),
        ("workshop", ecm_tests::WORKSHOP),
        ("warehouse", ecm_tests::WAREHOUSE),
        ("lanterns", lanterns),
        ("kinds", kinds),
        ("parrots", include_str!("../../specs/parrots-2024-08-01.json")),
    ];
    all.map(|(name, text)| Origin::new(name, text)).into()
}

type Maker = fn(&Origin) -> Vec<Mutant>;

const MAKERS: &[Maker] = &[
    of_spec::head,
    of_spec::action_texts,
    of_spec::withdrawals,
    of_spec::effects,
    of_spec::regions,
    of_spec::signatures,
    of_spec::guesses,
    of_spec::event_streams,
    of_spec::bodies,
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
    of_types::generated_id,
    of_types::enums,
    of_rules::on_values,
    of_rules::narrower,
    of_rules::new_rules,
    of_rules::between_fields,
    of_rules::orders,
    of_links::records,
    of_links::gone_actions,
    of_links::gone_parts,
    of_links::value_types,
    of_links::waiters,
    of_links::of_actions,
    of_links::of_rules,
    of_links::orders,
];

fn shown(diff: &Diff) -> Vec<String> {
    let one = |change: &Change| format!("{} {} {}", change.level(), change.code(), change);
    diff.changes.iter().map(one).collect()
}

/// The other side of a change.
fn mirrored(change: &Change) -> (String, ChangeKind, Option<String>, Option<String>) {
    let kind = match change.kind {
        ChangeKind::Added => ChangeKind::Removed,
        ChangeKind::Removed => ChangeKind::Added,
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

/// Every kind of change that can come alone.
#[rustfmt::skip]
const ALONE: &[&str] = &[
    "action-added", "action-body", "action-deprecated", "action-doc", "action-effect",
    "action-effect-guessed", "action-error-added", "action-error-order", "action-error-removed", "action-events", "action-group", "action-name",
    "action-pagination", "action-rate-limit", "action-rate-limit-rule", "action-region", "action-region-rule",
    "action-removed", "action-request", "action-response", "action-tracking-tag", "action-unsigned", "enum-doc",
    "enum-name", "enum-value-order", "enum-value-type", "error-added", "error-common", "error-doc", "error-name",
    "error-removed", "error-retry", "field-added", "field-always-returned", "field-deprecated", "field-doc",
    "field-generated-id", "field-name", "field-nullable", "field-removed", "field-required", "field-required-rule",
    "field-rule-order", "field-secret", "field-type", "field-unit", "group-doc", "rule-added", "rule-check",
    "rule-divisible", "rule-doc", "rule-group", "rule-removed", "rule-server-error", "rule-severity",
    "spec-action-order", "spec-doc", "spec-enum-order", "spec-error-order", "spec-group-order", "spec-host",
    "spec-revision", "spec-service", "spec-type-order", "spec-version", "spec-waiter-order", "type-doc",
    "type-field-order", "type-name", "type-rule-order", "value-added", "value-doc", "value-name", "value-removed",
    "waiter-absent", "waiter-added", "waiter-batch", "waiter-doc", "waiter-failed", "waiter-ids", "waiter-name",
    "waiter-poll", "waiter-removed", "waiter-state", "waiter-until", "waiter-within",
];

#[test]
fn a_single_change_is_found_once_and_judged_right() {
    // One thread each: there are thousands.
    let kinds = std::thread::scope(|scope| {
        let all = origins().into_iter().map(|origin| scope.spawn(move || every_mutant_of(&origin)));
        let all: Vec<_> = all.collect();
        all.into_iter().flat_map(|one| one.join().unwrap()).collect::<BTreeSet<&str>>()
    });
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ALONE);
}

/// The kinds of changes that were made.
fn every_mutant_of(origin: &Origin) -> BTreeSet<&'static str> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for mutant in MAKERS.iter().flat_map(|make| make(origin)) {
        // Many a change alone would leave something unused, or break a rule of the format.
        let Ok(changed) = ecm_spec::read(&mutant.text(origin).to_string()) else { continue };
        // A value that was there already is no change.
        if changed == origin.spec {
            continue;
        }
        *found.entry(mutant.code).or_default() += 1;
        *found.entry(mutant.back_code).or_default() += 1;
        wrong.extend(judge(origin, &mutant, &changed));
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    let (kinds, total) = (found.len(), found.values().sum::<usize>());
    assert!(kinds >= 30, "{}: only {kinds} kinds: {found:#?}", origin.spec.service);
    eprintln!("{}: {kinds} kinds, {total} changes: {found:?}", origin.spec.service);
    found.into_keys().collect()
}

/// What is wrong with what is said of a mutant, in either direction.
fn judge(origin: &Origin, mutant: &Mutant, changed: &Spec) -> Vec<String> {
    let (there, back) = (diff(&origin.spec, changed), diff(changed, &origin.spec));
    let mut wrong = Vec::new();
    for (diff, code, level) in
        [(&there, mutant.code, mutant.level), (&back, mutant.back_code, mutant.back)]
    {
        let expected = (&mutant.subject, code.to_owned(), level);
        // Where types contain each other, what ends a cycle is felt by other fields of it; and how
        // many ids a waiter asks for at once follows from rules and pagination.
        let follows = |one: &&Change| match one.kind {
            ChangeKind::Changed(Aspect::Boxed | Aspect::Batch) => one.subject != mutant.subject,
            _ => false,
        };
        let actual = diff.changes.iter().filter(|one| !follows(one));
        let actual: Vec<_> = actual.map(|one| (&one.subject, one.code(), one.level())).collect();
        if actual != [expected] {
            wrong.push(format!("{level} {code} {}: {:#?}", mutant.subject, shown(diff)));
        }
    }
    let other: Vec<_> = back.changes.iter().map(mirrored).collect();
    let one = there.changes.iter();
    let one: Vec<_> = one
        .map(|one| (one.subject.to_string(), one.kind, one.before.clone(), one.after.clone()))
        .collect();
    if one != other {
        wrong.push(format!("{} {}: {one:?} and back {other:?}", mutant.code, mutant.subject));
    }
    wrong
}

/// Both specs, as one that is right becomes another by an edit.
fn edited(edit: impl FnOnce(&mut serde_json::Value)) -> Vec<String> {
    let origin = Origin::new("lanterns", include_str!("../../specs/lanterns-2024-05-01.json"));
    let mut text = origin.text.clone();
    edit(&mut text);
    shown(&diff(&origin.spec, &ecm_tests::read("lanterns", &text.to_string())))
}

/// Of some kinds there is no change alone: there is no group without an action, what is sent or has to
/// be boxed follows from a field, and another action that a waiter could ask is another in more than that.
#[test]
fn what_never_comes_alone() {
    let waiter = edited(|spec| {
        spec["actions"]["ListAll"] = spec["actions"]["List"].clone();
        spec["types"]["ListAllRequest"] = spec["types"]["ListRequest"].clone();
        spec["actions"]["ListAll"]["request"] = json!("ListAllRequest");
        spec["waiters"]["LanternsLit"]["action"] = json!("ListAll");
    });
    let expected = [
        "minor action-added new action `ListAll`: read",
        "major waiter-action action of waiter `LanternsLit`: List -> ListAll",
    ];
    assert_eq!(waiter, expected);
    let group = edited(|spec| {
        spec["groups"]["new"] = json!({ "doc": "New." });
        spec["actions"]["Dim"]["group"] = json!("new");
    });
    let expected = [
        "minor group-added new group `new`: New.",
        "major action-group group of action `Dim`: light -> new",
    ];
    assert_eq!(group, expected);
    let sent = edited(|spec| {
        spec["types"]["DimRequest"]["fields"]["Chain"] = json!({ "type": "Chain", "doc": "New." });
    });
    let expected = [
        "minor field-added new field `DimRequest.Chain`: Chain, optional",
        "minor type-sent sent of type `Chain`: false -> true",
    ];
    assert_eq!(sent.into_iter().collect::<BTreeSet<_>>(), expected.map(str::to_owned).into());
    let boxed = edited(|spec| {
        spec["types"]["Chain"]["fields"]["Up"] =
            json!({ "type": "LightUpResponse", "doc": "New." });
    });
    let expected = [
        "minor field-added new field `Chain.Up`: LightUpResponse, optional",
        "major field-boxed boxed of field `LightUpResponse.Chain`: false -> true",
    ];
    assert_eq!(boxed.into_iter().collect::<BTreeSet<_>>(), expected.map(str::to_owned).into());
}

/// Of the changes of one action, every so many are tried where all actions are.
const STEP: usize = 43;

/// All of the largest spec, action by action: at once, there are too many changes.
#[test]
fn a_single_change_of_any_action_is_found_once() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let actions: Vec<(usize, &Action)> = spec.actions.iter().enumerate().collect();
    let mut found = BTreeMap::<&str, usize>::new();
    for share in on_all_cores(actions.len(), |share| found_once(&spec, &actions[share])) {
        for (code, count) in share {
            *found.entry(code).or_default() += count;
        }
    }
    let tried: usize = found.values().sum();
    assert!(tried > spec.actions.len() * 10, "{tried}");
    assert!(found.len() >= 40, "{found:#?}");
}

/// Changes some actions of the largest spec, and counts the changes by their codes.
fn found_once(spec: &Spec, actions: &[(usize, &Action)]) -> BTreeMap<&'static str, usize> {
    let text = serde_json::from_str(ecm_tests::ecm()).unwrap();
    let mut found = BTreeMap::<&str, usize>::new();
    for &(at, action) in actions {
        let look_up = action.tracking_tag.as_ref().map(|tag| &spec[tag.look_up].name.wire);
        let names: Vec<&str> =
            [Some(&action.name.wire), look_up].into_iter().flatten().map(String::as_str).collect();
        let origin = Origin::new("ecm", &cut::cut(&text, &names).to_string());
        let mutants = MAKERS.iter().flat_map(|make| make(&origin)).skip(at % STEP).step_by(STEP);
        for mutant in mutants {
            let Ok(changed) = ecm_spec::read(&mutant.text(&origin).to_string()) else { continue };
            if changed != origin.spec {
                *found.entry(mutant.code).or_default() += 1;
                assert_eq!(judge(&origin, &mutant, &changed), Vec::<String>::new());
            }
        }
    }
    found
}

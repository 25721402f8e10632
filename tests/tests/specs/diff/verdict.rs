//! What is said of programs, checked by the compiler: a program that uses everything of a client is
//! compiled against clients of changed specs. Below major it must compile, and else it must not.
//!
//! Some changes are major though nothing changes for the compiler, because calls are refused or
//! made in another way: [`by_behaviour`] lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ecm_codegen::Selection;
use ecm_diff::{Aspect, Change, ChangeKind, SemverLevel, Subject, diff};
use ecm_scratch::{Compiler, Message, Program, quoted};
use ecm_spec::model::{RecordCheck, Spec, ValueCheck};
use serde_json::json;

use crate::diff::MAKERS;
use crate::diff::mutant::{Origin, remove};

const SPEC: &str = include_str!("../../../specs/lanterns-2024-05-01.json");
const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/specs/diff/program/user.rs");

/// Clients of each kind of change that are compiled.
const EACH: usize = 2;

/// A client of a changed spec.
struct Case {
    name: String,
    change: Change,
    spec: Spec,
    selection: Selection,
    /// Whether the program must compile against it.
    compiles: bool,
}

/// Whether a major change is one that no signature shows.
fn by_behaviour(change: &Change, old: &Spec) -> bool {
    let literals = |ty: &str, field: &str| {
        let ty = old.types.iter().find(|one| one.name.wire == ty).unwrap();
        let mut rules = ty.field(field).unwrap().rules.iter();
        rules.any(|rule| !matches!(rule.check, ValueCheck::Reserved { .. }))
    };
    match (&change.subject, change.kind) {
        (Subject::Spec, ChangeKind::Changed(Aspect::Service | Aspect::Version))
        | (Subject::Action(_), ChangeKind::Changed(Aspect::Effect | Aspect::Region)) => true,
        (Subject::Action(_), ChangeKind::Changed(Aspect::Deprecated)) => change.is_withdrawal(),
        // Bytes are one more argument; a form that is not sent is none.
        (Subject::Action(_), ChangeKind::Changed(Aspect::Body)) => {
            let takes_bytes = |shown: &Option<String>| {
                shown.as_ref().is_some_and(|shown| !shown.starts_with("unsupported"))
            };
            takes_bytes(&change.before) == takes_bytes(&change.after)
        }
        // Without a group, rules between fields are looked at when the program runs.
        (Subject::TypeRule { ty, rule }, kind) => {
            let ty = old.types.iter().find(|one| one.name.wire == *ty).unwrap();
            let rule = ty.rules.iter().find(|one| one.id == *rule);
            let is_group = rule.is_some_and(|rule| {
                matches!(rule.check, RecordCheck::AtMostOne { group: Some(_), .. })
            });
            !is_group || kind == ChangeKind::Changed(Aspect::Severity)
        }
        // So are those on a value where no literal can have been checked by others before.
        (Subject::FieldRule { ty, field, .. }, ChangeKind::Added) => {
            !literals(ty, field) && !change.impact.rust.contains("setter")
        }
        _ => false,
    }
}

/// What the mutants made in every place do not have: things that go.
fn gone(origin: &Origin) -> Vec<serde_json::Value> {
    let without = |edit: fn(&mut serde_json::Value)| {
        let mut spec = origin.text.clone();
        edit(&mut spec);
        spec
    };
    vec![
        without(|spec| remove(&mut spec["types"]["LightUpRequest"]["fields"], "Level")),
        without(|spec| remove(&mut spec["types"]["ListResponse"]["fields"], "Total")),
        without(|spec| {
            spec["enums"]["Color"]["values"].as_array_mut().unwrap().remove(0);
        }),
        without(|spec| remove(&mut spec["errors"], "Fault.Internal")),
        without(|spec| {
            spec["actions"]["List"]["errors"] = json!(["Lantern.Wet"]);
        }),
        without(|spec| {
            spec["actions"]["List"]["errors"] = json!(["Lantern.Wet"]);
            spec["actions"]["LightUp"]["errors"] = json!(["Lantern.Broken"]);
        }),
        without(|spec| {
            let color = &mut spec["enums"]["Color"];
            color["type"] = json!("integer");
            color["values"] = json!([
                { "value": 1, "name": "Red", "doc": "Red." }, { "value": 2, "name": "Blue", "doc": "Blue." }
            ]);
        }),
        // The answer alone has lamps then.
        without(|spec| {
            let request = &mut spec["types"]["LightUpRequest"];
            remove(&mut request["fields"], "Lamp");
            remove(&mut request["fields"], "Lamps");
            request["rules"].as_array_mut().unwrap().pop();
        }),
        without(|spec| {
            spec["types"]["LightUpRequest"]["fields"]["Chain"] =
                json!({ "type": "Chain", "doc": "New." });
        }),
        without(|spec| spec["types"]["Chain"]["fields"]["Next"]["type"] = json!("[Chain]")),
        without(|spec| {
            spec["actions"]["ListAll"] = spec["actions"]["List"].clone();
            spec["types"]["ListAllRequest"] = spec["types"]["ListRequest"].clone();
            spec["actions"]["ListAll"]["request"] = json!("ListAllRequest");
            spec["waiters"]["LanternsLit"]["action"] = json!("ListAll");
        }),
    ]
}

fn cases() -> Vec<Case> {
    let origin = Origin::new("lanterns", SPEC);
    let mutants = MAKERS.iter().flat_map(|make| make(&origin)).map(|mutant| mutant.text(&origin));
    let mut cases = Vec::new();
    let mut seen: BTreeMap<(String, SemverLevel, bool), usize> = BTreeMap::new();
    for text in mutants.chain(gone(&origin)) {
        let Ok(spec) = ecm_spec::read(&text.to_string()) else { continue };
        let diff = diff(&origin.spec, &spec);
        let Some(change) = diff.deciding().cloned() else { continue };
        // By the groups, so that it is seen what is no longer in one.
        let groups = ["light", "look"];
        let Ok(selection) = ecm_codegen::input::select(&spec, None::<&[&str]>, Some(&groups))
        else {
            continue;
        };
        let majors = || diff.changes.iter().filter(|one| one.level() == SemverLevel::Major);
        let compiles = majors().all(|change| by_behaviour(change, &origin.spec));
        let count = seen.entry((change.code(), change.level(), compiles)).or_default();
        *count += 1;
        // The first of a kind, and one that is far from it.
        if *count == 1 || (*count).is_multiple_of(7) && *count / 7 < EACH {
            let name = format!("case_{}", cases.len());
            cases.push(Case { name, change, spec, selection, compiles });
        }
    }
    cases
}

/// The program with all that must compile.
const COMPILES: &str = "compiles";

/// Returns the errors in a program for all that must compile, and in one for each that must not.
fn errors(cases: &[Case]) -> BTreeMap<String, BTreeSet<Message>> {
    let compiler =
        Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), "lantern-users");
    let mut programs = Vec::new();
    let mut add = |name: &str, code: &str| {
        let path = format!("{name}.rs");
        compiler.write(&path, code);
        programs.push(Program::binary(name, path));
    };
    let program = quoted(Path::new(PROGRAM));
    let mut all = String::from("#![allow(warnings)]\n");
    for case in cases {
        let client = format!("clients/{}.rs", case.name);
        compiler.write(&client, &ecm_tests::generated_of(&case.spec, &case.selection));
        let modules = format!(
            "#[path = {}] pub mod lanterns;\n#[path = {program}] pub mod user;\n",
            quoted(&compiler.path(&client))
        );
        match case.compiles {
            true => all.push_str(&format!("pub mod {} {{\n{modules}}}\n", case.name)),
            false => {
                let code = format!("#![allow(warnings)]\n{modules}fn main() {{}}\n");
                add(&case.name, &code);
            }
        }
    }
    all.push_str("fn main() {}\n");
    add(COMPILES, &all);
    compiler.errors(&programs)
}

/// Kinds without a case: the small spec has no events, no second waiter and none that asks by a filter,
/// and that a waiter comes is seen from the other side, where it goes.
const WITHOUT: &[&str] = &["action-events", "spec-waiter-order", "waiter-added", "waiter-ids"];

#[test]
fn every_kind_of_change_has_its_case() {
    let cases = cases();
    let kinds: BTreeSet<String> = cases.iter().map(|case| case.change.code()).collect();
    let wanted = crate::diff::ALONE.iter().filter(|kind| !kinds.contains(**kind));
    let without: Vec<&str> = wanted.copied().collect();
    assert_eq!(without, WITHOUT);
}

#[test]
fn the_compiler_agrees() {
    let cases = cases();
    let errors = errors(&cases);
    let fine = errors.get(COMPILES).into_iter().flatten();
    let broken: Vec<String> = fine.map(|one| format!("{}: {}", one.file, one.text)).collect();
    let mut wrong = Vec::new();
    for case in &cases {
        let what = format!("{} {} {}", case.name, case.change.code(), case.change);
        let found = errors.get(&case.name).into_iter().flatten();
        let outside: Vec<_> = found.clone().filter(|one| one.file.contains("clients")).collect();
        match (case.compiles, found.count()) {
            (false, 0) => wrong.push(format!("{what}: the program still compiles")),
            (false, _) if !outside.is_empty() => wrong.push(format!("{what}: {outside:?}")),
            _ => {}
        }
    }
    let listed = |compiles: bool| cases.iter().filter(|case| case.compiles == compiles).count();
    assert!(listed(true) >= 60 && listed(false) >= 25, "{} {}", listed(true), listed(false));
    if !broken.is_empty() {
        for case in cases.iter().filter(|case| case.compiles) {
            eprintln!(
                "{} {} {} {}",
                case.name,
                case.change.level(),
                case.change.code(),
                case.change
            );
        }
    }
    assert!(wrong.is_empty() && broken.is_empty(), "{}\n{}", wrong.join("\n"), broken.join("\n"));
}

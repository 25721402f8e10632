//! The generated code as text: committed so that a change of it is seen and read. The test
//! `generated_compiles` compiles it as it stands.
//!
//! `UPDATE_EXPECT=1 cargo test -p ecm-codegen --all-features --test generated` writes it anew.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::path::Path;

use ecm_codegen::Selection;
use ecm_spec::Spec;

/// Invented spec, whose shapes are all that a real one might come up with.
const WORKSHOP: &str = include_str!("../../../tests/specs/workshop-2024-02-29.json");

/// Invented spec whose lists come in pages and whose states are waited for.
const WAREHOUSE: &str = include_str!("../../../tests/specs/warehouse-2024-03-31.json");

/// Action of the shipped spec that is tested in depth: the one with the most rules.
const MAIN_ACTION: &str = "RunInstances";

fn ecm() -> &'static str {
    ecm_spec::shipped("ecm-2019-07-19").unwrap()
}

fn read(name: &str, text: &str) -> Spec {
    let read = ecm_spec::read(text);
    read.map_err(|problems| problems.render(name, text)).unwrap()
}

fn generated(spec: &Spec, selection: &Selection) -> String {
    let tokens = ecm_codegen::generate(spec, selection).tokens();
    let _: syn::File = syn::parse2(tokens.clone()).unwrap();
    ecm_codegen::format::text(tokens)
}

fn is_current(file: &str, name: &str, text: &str, actions: Option<&[&str]>) {
    let spec = read(name, text);
    let selection = match actions {
        Some(actions) => Selection::actions_of(&spec, actions).unwrap(),
        None => Selection::all(&spec),
    };
    let text = generated(&spec, &selection);
    assert!(text == generated(&spec, &selection), "{name}: two runs differ");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/generated").join(file);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    let difference = kept.lines().zip(text.lines()).position(|(kept, new)| kept != new);
    assert!(
        kept == text,
        "tests/generated/{file} is not what the generator makes of {name}, from line {}; \
         UPDATE_EXPECT=1 writes it anew",
        difference.map_or(0, |line| line + 1)
    );
}

#[test]
fn an_action_of_the_shipped_spec() {
    let actions = [MAIN_ACTION];
    is_current("ecm.rs", "ecm-2019-07-19", ecm(), Some(&actions));
}

#[test]
fn the_invented_spec() {
    is_current("workshop.rs", "workshop-2024-02-29", WORKSHOP, None);
}

#[test]
fn the_invented_spec_with_pagination_and_waiters() {
    is_current("warehouse.rs", "warehouse-2024-03-31", WAREHOUSE, None);
}

/// What is not called is not built: a crate makes machine code of what it uses of a client, and the
/// crate of the client of next to nothing.
#[test]
fn every_function_is_left_to_who_calls_it() {
    for (name, text) in [
        ("ecm-2019-07-19", ecm()),
        ("workshop-2024-02-29", WORKSHOP),
        ("warehouse-2024-03-31", WAREHOUSE),
    ] {
        let spec = read(name, text);
        let generated = generated(&spec, &Selection::all(&spec));
        let lines: Vec<&str> = generated.lines().map(str::trim_start).collect();
        let mut functions = 0;
        for (number, line) in lines.iter().enumerate() {
            if line.starts_with("fn ") || line.starts_with("pub fn ") {
                functions += 1;
                let mut attributes =
                    lines[..number].iter().rev().take_while(|line| line.starts_with('#'));
                assert!(attributes.any(|line| *line == "#[inline]"), "{name}: {line}");
            }
        }
        assert!(functions > 50, "{name}: {functions}");
    }
}

#[test]
fn a_selection_holds_what_it_reaches_and_nothing_else() {
    let spec = read("workshop", WORKSHOP);
    let selection = Selection::actions_of(&spec, &["New"]).unwrap();
    let code = ecm_codegen::generate(&spec, &selection).to_string();
    for there in ["NewRequest", "struct Tree", "struct Box", "enum Color", "NewErrorCode"] {
        assert!(code.contains(there), "{there} is missing");
    }
    for absent in ["DescribeRequest", "ResetErrorCode", "enum Level", "struct Option {"] {
        assert!(!code.contains(absent), "{absent} is there");
    }
}

#[test]
fn an_unknown_action_is_refused_with_a_suggestion() {
    let spec = read("workshop", WORKSHOP);
    let unknown = Selection::actions_of(&spec, &["New", "Reste", "Zzz"]).unwrap_err();
    let found: Vec<_> = unknown.iter().map(|one| (one.index, one.suggestion.as_deref())).collect();
    assert_eq!(found, [(1, Some("Reset")), (2, None)]);
}

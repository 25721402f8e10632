//! The generated code as text: committed so that a change of it is seen and read. The test
//! `generated_compiles` compiles it as it stands.
//!
//! `UPDATE_EXPECT=1 cargo test -p ecm-tests --test generated` writes it anew.

use std::path::Path;

use ecm_codegen::Selection;

fn is_current(file: &str, name: &str, text: &str, actions: Option<&[&str]>) {
    let spec = ecm_tests::read(name, text);
    let selection = match actions {
        Some(actions) => Selection::actions_of(&spec, actions).unwrap(),
        None => Selection::all(&spec),
    };
    let generated = ecm_tests::generated_of(&spec, &selection);
    assert!(generated == ecm_tests::generated_of(&spec, &selection), "{name}: two runs differ");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("generated").join(file);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    let difference = kept.lines().zip(generated.lines()).position(|(kept, new)| kept != new);
    assert!(
        kept == generated,
        "generated/{file} is not what the generator makes of {name}, from line {}; \
         UPDATE_EXPECT=1 writes it anew",
        difference.map_or(0, |line| line + 1)
    );
}

#[test]
fn an_action_of_the_shipped_spec() {
    let actions = [ecm_tests::MAIN_ACTION];
    is_current("ecm.rs", "ecm-2019-07-19", ecm_tests::ecm(), Some(&actions));
}

#[test]
fn the_invented_spec() {
    is_current("workshop.rs", "workshop-2024-02-29", ecm_tests::WORKSHOP, None);
}

#[test]
fn the_invented_spec_with_pagination_and_waiters() {
    is_current("warehouse.rs", "warehouse-2024-03-31", ecm_tests::WAREHOUSE, None);
}

/// What is not called is not built: a crate makes machine code of what it uses of a client, and the
/// crate of the client of next to nothing.
#[test]
fn every_function_is_left_to_who_calls_it() {
    for (name, text) in [
        ("ecm-2019-07-19", ecm_tests::ecm()),
        ("workshop-2024-02-29", ecm_tests::WORKSHOP),
        ("warehouse-2024-03-31", ecm_tests::WAREHOUSE),
    ] {
        let generated = ecm_tests::generated(&ecm_tests::read(name, text));
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
    let spec = ecm_tests::read("workshop", ecm_tests::WORKSHOP);
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
    let spec = ecm_tests::read("workshop", ecm_tests::WORKSHOP);
    let unknown = Selection::actions_of(&spec, &["New", "Reste", "Zzz"]).unwrap_err();
    let found: Vec<_> = unknown.iter().map(|one| (one.index, one.suggestion.as_deref())).collect();
    assert_eq!(found, [(1, Some("Reset")), (2, None)]);
}

//! Services that nobody offers, by chance with a seed: whatever their metadata is like, it becomes a
//! spec that says the same, a second import has nothing to do, a newer version can be put onto it,
//! and what is generated is Rust in which nothing stands twice.

mod metadata;
#[path = "../specs/obstacles/words.rs"]
#[allow(dead_code)]
mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use ecm_client::dynamic::Api;
use ecm_import::{FindingCode, Imported, Options, Sources};
use ecm_scratch::{Compiler, Program};
use ecm_test_server::minimal_request;
use ecm_tests::fuzz::{Verdict, check};
use serde_json::Value;

use metadata::Maker;

/// The seeds of the services that are tried: as many as the suite has time for, or as
/// `ECM_SERVICES` says.
fn seeds() -> Range<u64> {
    0..std::env::var("ECM_SERVICES").map_or(40, |count| count.parse().unwrap())
}

/// How many are compiled, where that is asked for.
const COMPILED: u64 = 150;

fn import(
    seed: u64,
    metadata: &Value,
    onto: Option<&str>,
    errors: &[&str],
    docs: bool,
) -> Imported {
    let mut options = Options::default();
    options.docs = docs;
    let text = metadata.to_string();
    let sources = Sources { metadata: &text, onto, errors, examples: None };
    ecm_import::import(&sources, &options).unwrap_or_else(|error| panic!("{seed}: {error}: {text}"))
}

/// The members of what actions reach are fields, each under its own name, unless a line says why not.
fn assert_whole(seed: u64, metadata: &Value, imported: &Imported) {
    let left_out: BTreeSet<&str> = imported
        .findings
        .iter()
        .filter(|finding| finding.code == FindingCode::LeftOut)
        .map(|finding| finding.path.as_str())
        .collect();
    let actions = metadata["actions"].as_object().unwrap();
    for (name, action) in actions.iter().filter(|(name, _)| !left_out.contains(name.as_str())) {
        let known = imported.spec.action(name);
        let known = known.unwrap_or_else(|| panic!("{seed}: no action {name:?}"));
        for (end, id, envelope) in
            [("input", known.request, false), ("output", known.response, true)]
        {
            let record = &imported.spec[id];
            let object = action[end].as_str().and_then(|object| metadata["objects"].get(object));
            let members = object.map_or(&[][..], |object| object["members"].as_array().unwrap());
            for member in members {
                let member = member["name"].as_str().unwrap();
                let path = format!("{}.{member}", record.name.wire);
                let is_there = record.fields.iter().any(|field| field.name.wire == member);
                let is_told =
                    left_out.contains(path.as_str()) || (envelope && member == "RequestId");
                assert!(is_there || is_told, "{seed}: {path:?} of {name:?} is lost");
            }
        }
    }
}

#[test]
fn any_service_becomes_a_spec_and_code() {
    for seed in seeds() {
        let mut maker = Maker::new(seed);
        let service = maker.service();
        let lists = maker.errors(&service).map(|list| list.to_string());
        let lists = [lists[0].as_str(), lists[1].as_str()];
        let first = import(seed, &service, None, &lists, false);
        assert_whole(seed, &service, &first);
        let again = import(seed, &service, Some(&first.text), &lists, false);
        assert_eq!(again.text, first.text, "{seed}: a second import changes something");
        let documented = import(seed, &service, None, &lists, true);
        let later = import(seed, &service, Some(&first.text), &lists, true);
        assert!(later.spec == documented.spec, "{seed}: documentation that is added later differs");
        for text in [&first.text, &documented.text] {
            assert_eq!(check(text.as_bytes()), Verdict::Spec, "{seed}");
        }
    }
}

#[test]
fn a_newer_version_of_any_service_goes_onto_it() {
    for seed in seeds() {
        let mut maker = Maker::new(seed);
        let service = maker.service();
        let mut spec = import(seed, &service, None, &[], false).text;
        let mut newer = service;
        for _ in 0..3 {
            newer = maker.later(&newer);
            let onto = import(seed, &newer, Some(&spec), &[], false);
            assert_whole(seed, &newer, &onto);
            let again = import(seed, &newer, Some(&onto.text), &[], false);
            assert_eq!(again.text, onto.text, "{seed}: a second import changes something");
            assert_eq!(check(onto.text.as_bytes()), Verdict::Spec, "{seed}");
            spec = onto.text;
        }
    }
}

/// The least request of every action is one that the client reads and finds nothing wrong with.
#[test]
fn any_action_can_be_asked() {
    for seed in seeds() {
        let service = Maker::new(seed).service();
        let api = Api::new(import(seed, &service, None, &[], false).spec);
        for action in &api.spec().actions {
            let name = &action.name.wire;
            let body = minimal_request(api.spec(), name);
            let body = body.unwrap_or_else(|| panic!("{seed}: nothing to ask {name:?} with"));
            let asked = api.action(name).unwrap().request(&body.to_string());
            let asked = asked.unwrap_or_else(|error| panic!("{seed}: {name:?}: {error}: {body}"));
            assert!(asked.validate().is_ok(), "{seed}: {name:?}: {body}");
            assert!(ecm_test_server::check(api.spec(), name, &body).is_empty(), "{seed}");
        }
    }
}

#[test]
#[ignore = "takes minutes"]
fn the_clients_of_any_service_compile_without_a_warning() {
    let services = Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), "invented");
    let mut root = "#![deny(missing_docs, warnings)]\n//! All services.\n".to_owned();
    for seed in 0..COMPILED {
        let mut maker = Maker::new(seed);
        let service = maker.service();
        let lists = maker.errors(&service).map(|list| list.to_string());
        let spec = import(seed, &service, None, &[&lists[0], &lists[1]], seed % 2 == 0).spec;
        root.push_str(&format!("pub mod service_{seed};\n"));
        services.write(&format!("src/service_{seed}.rs"), &ecm_tests::generated(&spec));
    }
    services.write("src/lib.rs", &root);
    let refusal = services.refusal(&Program::library("invented", services.path("src/lib.rs")));
    assert!(refusal.is_empty(), "{}", refusal.chars().take(5_000).collect::<String>());
}

//! The JSON Schema of the format takes what the reader takes.
//!
//! That its keys and choices are the reader's is tested beside the reader; here whole specs go
//! through it, as they do in an editor.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

use serde_json::Value;

fn validator() -> jsonschema::Validator {
    validator_of(ecm_spec::SCHEMA)
}

fn validator_of(schema: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn complaints(validator: &jsonschema::Validator, text: &str) -> Vec<String> {
    let spec: Value = serde_json::from_str(text).unwrap();
    validator
        .iter_errors(&spec)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

fn assert_good(name: &str, text: &str) {
    let complaints = complaints(&validator(), text);
    assert!(complaints.is_empty(), "{name}: {}", complaints.join("\n"));
    assert!(ecm_spec::read(text).is_ok(), "{name}");
}

#[test]
fn shipped_specs_are_good() {
    for name in ecm_spec::shipped_names() {
        assert_good(name, ecm_spec::shipped(name).unwrap());
    }
}

#[test]
fn the_readme_s_example_is_good() {
    let readme = include_str!("../../../ecm-spec/README.md");
    let (_, rest) = readme.split_once("```json\n").unwrap();
    assert_good("README.md", rest.split_once("```").unwrap().0);
}

#[test]
fn a_spec_with_every_key_and_every_kind_of_rule_is_good() {
    assert_good("kinds.json", include_str!("../../../ecm-spec/tests/specs/kinds.json"));
}

/// Mistakes that need no look at other places of the file: an editor should show them.
#[test]
fn mistakes_of_form_are_seen() {
    const OF_FORM: &[&str] = &[
        "bad-action-group",
        "bad-body-none",
        "bad-body-token",
        "bad-body-unsupported",
        "bad-character-set-empty",
        "bad-host",
        "bad-pagination-more-and-last",
        "bad-pagination-next",
        "bad-pagination-no-next",
        "bad-pagination-no-place",
        "bad-pagination-size-alone",
        "bad-pagination-size-zero",
        "bad-pagination-two-places",
        "bad-rate",
        "bad-rule-id",
        "bad-separator",
        "bad-service",
        "bad-version",
        "bad-waiter",
        "bad-waiter-absent",
        "bad-waiter-batch",
        "bad-waiter-items-alone",
        "bad-waiter-time",
        "bad-waiter-two-ids",
        "empty-list",
        "empty-list-until",
        "missing-key",
        "missing-key-bounds",
        "missing-key-integer-name",
        "missing-key-kind",
        "missing-key-spec",
        "repeated-entry",
        "too-few-fields",
        "unknown-key",
        "unknown-key-rule",
        "unknown-kind",
        "unknown-kind-place",
        "unknown-value",
        "unknown-value-payload",
        "wrong-type",
        "wrong-type-null",
        "wrong-type-required",
        "wrong-type-root",
        "wrong-type-value",
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ecm-spec/tests/problems");
    let validator = validator();
    for name in OF_FORM {
        let text = fs::read_to_string(folder.join(name).with_extension("json")).unwrap();
        assert!(!complaints(&validator, &text).is_empty(), "{name}");
    }
}

#[test]
fn simulations_are_good() {
    let validator = validator_of(ecm_test_server::simulation::SCHEMA);
    for name in ecm_spec::shipped_names() {
        let Some(text) = ecm_test_server::simulation::shipped(name) else { continue };
        assert!(complaints(&validator, text).is_empty(), "{:?}", complaints(&validator, text));
    }
    let good = include_str!("../../../ecm-client/test-server/tests/simulations/good.json");
    assert!(complaints(&validator, good).is_empty(), "{:?}", complaints(&validator, good));
    let mistaken = include_str!(
        "../../../ecm-client/test-server/tests/simulations/unknown-key-simulation.json"
    );
    assert!(!complaints(&validator, mistaken).is_empty());
}

//! Every action of every spec at hand, asked with as little as it takes.

use std::path::Path;

use super::*;
use crate::check;

fn all_minimal_requests_are_valid(name: &str, text: &str) -> usize {
    let spec = ecm_spec::read(text).unwrap_or_else(|all| panic!("{}", all.render(name, text)));
    for action in &spec.actions {
        let wire = &action.name.wire;
        let body = minimal_request(&spec, wire).unwrap();
        let findings: Vec<_> = check(&spec, wire, &body).iter().map(ToString::to_string).collect();
        assert!(findings.is_empty(), "{name} {wire}: {findings:#?}\n{body:#}");
    }
    spec.actions.len()
}

#[test]
fn the_least_request_of_every_action_is_valid() {
    for name in ecm_spec::shipped_names() {
        all_minimal_requests_are_valid(name, ecm_spec::shipped(name).unwrap());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/specs");
    let mut actions = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".json") {
            actions +=
                all_minimal_requests_are_valid(&name, &std::fs::read_to_string(&path).unwrap());
        }
    }
    assert!(actions > 5, "{actions} actions");
}

#[test]
fn a_request_has_no_more_than_it_must() {
    let spec = ecm_spec::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap();
    let body = minimal_request(&spec, "RunInstances").unwrap();
    let mut keys: Vec<_> = body.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["ModuleId", "ZoneInstanceCountISPSet"]);
    assert_eq!(minimal_request(&spec, "Unknown"), None);
}

//! Every action of every spec at hand, asked with as little as it takes.

use std::path::Path;

use super::*;
use crate::check;
use crate::ids::IdGenerator;

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

#[test]
fn ids_are_as_many_as_a_field_of_the_request_says() {
    let text = serde_json::json!({
        "service": "rack", "version": "2024-01-01", "revision": "1", "host": "rack.example.com",
        "doc": "Racks.",
        "actions": { "Build": { "doc": "Builds.", "request": "Request", "response": "Response",
                                "effect": "create" } },
        "types": {
            "Request": { "doc": "What.", "fields": {
                "Count": { "type": "uint64", "doc": "How many." },
                "Ports": { "type": "[int64]", "doc": "One for each." },
                "Racks": { "type": "[Rack]", "doc": "Where." }
            } },
            "Rack": { "doc": "Where.", "fields": { "Count": { "type": "int64", "doc": "." } } },
            "Response": { "doc": "The ids.", "fields": {
                "Counted": { "type": "[string]", "doc": "By a number.",
                             "generated_id": { "prefix": "c-", "per": "Count" } },
                "Listed": { "type": "[string]", "doc": "By a list.",
                            "generated_id": { "prefix": "p-", "per": "Ports" } },
                "Summed": { "type": "[string]", "doc": "By a sum.",
                            "generated_id": { "prefix": "s-", "per": "Racks.Count" } },
                "Single": { "type": "[string]", "doc": "By nothing.",
                            "generated_id": { "prefix": "o-" } }
            } }
        }
    });
    let spec = ecm_spec::read(&text.to_string()).unwrap_or_else(|all| panic!("{all}"));
    for (body, expected) in [
        (serde_json::json!({}), [1, 1, 0, 1]),
        (serde_json::json!({ "Count": null, "Ports": null }), [1, 1, 0, 1]),
        (serde_json::json!({ "Count": 3, "Ports": [80, 443] }), [3, 2, 0, 1]),
        (serde_json::json!({ "Count": "3", "Ports": [] }), [3, 0, 0, 1]),
        (
            serde_json::json!({ "Count": 0, "Racks": [{ "Count": 2 }, { "Count": 3 }] }),
            [0, 1, 5, 1],
        ),
        (serde_json::json!({ "Count": u64::MAX }), [MAX_IDS, 1, 0, 1]),
    ] {
        let ids = crate::ids::IdGenerator::new(0);
        let answer = sample_response(&spec, &spec.actions[0], &body, &ids);
        let count = |field: &str| answer[field].as_array().unwrap().len();
        let counts = ["Counted", "Listed", "Summed", "Single"].map(count);
        assert_eq!(counts, expected, "{body}");
    }
}

#[test]
fn a_list_in_pages_has_a_second_page_with_other_items() {
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/lamp-2024-01-01.json"),
    );
    let spec = ecm_spec::read(&text.unwrap()).unwrap();
    let list = spec.action("ListLamps").unwrap();
    let page = |body: Value| {
        let ids = IdGenerator::new(0);
        Value::from(sample_response(&spec, list, &body, &ids))
    };
    let all = page(serde_json::json!({}));
    let ids: Vec<&Value> =
        all["LampSet"].as_array().unwrap().iter().map(|lamp| &lamp["LampId"]).collect();
    assert_eq!(all["TotalCount"], ids.len(), "{all}");
    assert!(ids.len() > 1 && ids[0] != ids[1], "{all}");
    let second = page(serde_json::json!({ "Limit": 1, "Offset": 1 }));
    assert_eq!(second["LampSet"].as_array().map(Vec::len), Some(1), "{second}");
    assert_eq!(
        (&second["LampSet"][0]["LampId"], &second["TotalCount"]),
        (ids[1], &all["TotalCount"])
    );
}

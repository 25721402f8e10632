//! Machines of an invented service, through their lives.

mod anomalies;

use std::time::{Duration, UNIX_EPOCH};

use serde_json::json;

use super::*;
use crate::ids::IdGenerator;
use crate::sample;

fn spec() -> Spec {
    let list = |ty: &str| json!({ "type": ty, "doc": "Some." });
    let text = json!({
        "service": "rack", "version": "2024-01-01", "revision": "1", "host": "rack.example.com",
        "doc": "Machines in racks.",
        "actions": {
            "Build": { "doc": "Builds.", "request": "BuildRequest", "response": "BuildResponse",
                       "effect": "create" },
            "List": { "doc": "Lists.", "request": "ListRequest", "response": "ListResponse",
                      "effect": "read",
                      "pagination": { "offset": "Offset", "limit": "Limit", "items": "Machines",
                                 "total": "Total" } },
            "Stop": { "doc": "Stops.", "request": "StopRequest", "response": "Done",
                      "effect": "idempotent" },
            "Rename": { "doc": "Renames.", "request": "RenameRequest", "response": "Done",
                        "effect": "idempotent" },
            "Scrap": { "doc": "Scraps.", "request": "ScrapRequest", "response": "Done",
                       "effect": "idempotent" }
        },
        "types": {
            "BuildRequest": { "doc": "What.", "fields": {
                "Racks": { "type": "[Rack]", "doc": "Where.", "required": true },
                "Name": { "type": "string", "doc": "Some.", "rules": [
                    { "id": "N", "kind": "placeholders", "open": "{R:", "alphabet": ["0-9"], "close": "}" }
                ] },
                "Tags": list("[TagList]"), "Size": list("int64")
            } },
            "Rack": { "doc": "Where.", "fields": {
                "Row": { "type": "string", "doc": "The row.", "required": true },
                "Count": { "type": "int64", "doc": "How many.", "required": true }
            } },
            "TagList": { "doc": "Tags.", "fields": { "Tags": list("[Tag]") } },
            "Tag": { "doc": "A tag.", "fields": { "Key": list("string"), "Value": list("string") } },
            "BuildResponse": { "doc": "The ids.", "fields": {
                "Ids": { "type": "[string]", "doc": "The machines.",
                         "generated_id": { "prefix": "m-", "per": "Racks.Count" } }
            } },
            "ListRequest": { "doc": "Which.", "fields": {
                "Ids": list("[string]"), "Filters": list("[Filter]"),
                "Offset": list("int64"), "Limit": list("int64")
            } },
            "Filter": { "doc": "A condition.", "fields": {
                "Name": list("string"), "Values": list("[string]")
            } },
            "ListResponse": { "doc": "Machines.", "fields": {
                "Machines": list("[Machine]"), "Total": list("int64")
            } },
            "Machine": { "doc": "A machine.", "fields": {
                "Id": list("string"), "State": list("State"), "Name": list("string"),
                "Place": list("Place"), "Tags": list("[Tag]"), "Size": list("int64"),
                "Built": list("datetime"), "Maker": list("string")
            } },
            "Place": { "doc": "A place.", "fields": { "Row": list("string") } },
            "StopRequest": { "doc": "Which.", "fields": { "Ids": list("[string]") } },
            "ScrapRequest": { "doc": "Which.", "fields": { "Ids": list("[string]") } },
            "RenameRequest": { "doc": "Which.", "fields": {
                "Id": list("string"), "Name": list("string")
            } },
            "Done": { "doc": "Nothing.", "fields": {} }
        },
        "enums": { "State": { "doc": "States.", "type": "string", "values": [
            { "value": "BUILDING", "doc": "." }, { "value": "RUNNING", "doc": "." },
            { "value": "STOPPING", "doc": "." }, { "value": "STOPPED", "doc": "." }
        ] } },
        "errors": {
            "Unknown.Machine": { "doc": "Unknown.", "common": true },
            "Unknown.Filter": { "doc": "Unknown.", "common": true },
            "Wrong.State": { "doc": "Wrong.", "common": true }
        }
    });
    ecm_spec::read(&text.to_string()).unwrap_or_else(|all| panic!("{all}"))
}

fn simulation() -> Value {
    json!({
        "service": "rack", "version": "2024-01-01",
        "kinds": { "machine": { "record": "Machine", "id": "Id", "state": "State" } },
        "actions": {
            "Build": { "creates": {
                "kind": "machine", "ids": "Ids", "state": "BUILDING",
                "counted_per": [{ "field": "Racks.Row", "before_last": "-" }],
                "set": {
                    "Name": { "from": "Name", "otherwise": "nameless", "numbered": true },
                    "Place.Row": { "from": "Racks.Row" },
                    "Tags": { "from": "Tags.Tags", "otherwise": [] },
                    "Size": { "from": "Size" },
                    "Built": { "now": true }
                },
                "then": { "after_seconds": 10, "state": "RUNNING" }
            } },
            "List": { "lists": {
                "kind": "machine", "size": 3, "ids": "Ids", "unknown_id": "Unknown.Machine",
                "newest_first": true,
                "filters": {
                    "list": "Filters", "name": "Name", "values": "Values",
                    "unknown_filter": "Unknown.Filter",
                    "by": {
                        "name": { "field": "Name", "match": "part" },
                        "row": { "field": "Place.Row" },
                        "size": { "field": "Size" },
                        "tag-key": { "field": "Tags.Key" },
                        "tag:": { "field": "Tags.Value", "key": "Tags.Key" }
                    }
                }
            } },
            "Stop": { "changes": {
                "kind": "machine", "ids": "Ids", "unknown_id": "Unknown.Machine",
                "from": ["RUNNING"], "wrong_state": "Wrong.State", "state": "STOPPING",
                "then": { "after_seconds": 5, "state": "STOPPED" }
            } },
            "Rename": { "changes": {
                "kind": "machine", "ids": "Id", "unknown_id": "Unknown.Machine",
                "set": { "Name": { "from": "Name" } }
            } },
            "Scrap": { "changes": {
                "kind": "machine", "ids": "Ids", "unknown_id": "Unknown.Machine",
                "state": "STOPPING", "then": { "after_seconds": 2, "removed": true }
            } }
        }
    })
}

struct Racks {
    spec: Spec,
    state: SimulatedState,
    ids: IdGenerator,
    anomalies: Anomalies,
}

impl Racks {
    fn new() -> Self {
        let spec = spec();
        let text = simulation().to_string();
        let simulation =
            crate::simulation::read(&text, &spec).unwrap_or_else(|all| panic!("{all}"));
        Self {
            spec,
            state: SimulatedState::new(simulation),
            ids: IdGenerator::new(0),
            anomalies: Anomalies::default(),
        }
    }

    fn at(&self, seconds: u64, action: &str, body: Value) -> Result<Value, String> {
        let action = self.spec.action(action).unwrap();
        let now = UNIX_EPOCH + Duration::from_secs(seconds);
        let mut answer = sample::sample_response(&self.spec, action, &body, &self.ids);
        let call =
            ActionCall { spec: &self.spec, action, body: &body, now, anomalies: self.anomalies };
        self.state.run(&call, &mut answer).map_err(|rejection| rejection.code)?;
        Ok(Value::Object(answer))
    }

    /// One field of all machines listed.
    fn listed(&self, seconds: u64, body: Value, field: &str) -> Vec<Value> {
        let answer = self.at(seconds, "List", body).unwrap();
        answer["Machines"].as_array().unwrap().iter().map(|one| one[field].clone()).collect()
    }
}

fn build() -> Value {
    json!({
        "Racks": [{ "Row": "a", "Count": 1 }, { "Row": "b", "Count": "2" }], "Name": "web",
        "Size": "7", "Tags": [{ "Tags": [{ "Key": "team", "Value": "red" }] },
                              { "Tags": [{ "Key": "run", "Value": "1" }] }]
    })
}

#[test]
fn what_is_created_is_what_was_asked_for() {
    let racks = Racks::new();
    let ids = racks.at(100, "Build", build()).unwrap()["Ids"].clone();
    let answer = racks.at(100, "List", json!({})).unwrap();
    assert_eq!(answer["Total"], 3);
    let machines = answer["Machines"].as_array().unwrap();
    let oldest = &machines[2];
    assert_eq!(oldest["Id"], ids[0]);
    assert_eq!(oldest["Place"]["Row"], "a");
    assert_eq!(oldest["Size"], 7, "in the spelling of an answer");
    assert_eq!(oldest["Built"], "1970-01-01 00:01:40");
    assert_eq!(oldest["Maker"], "Maker", "what nobody speaks of is made up");
    assert_eq!(
        oldest["Tags"],
        json!([{ "Key": "team", "Value": "red" }, { "Key": "run", "Value": "1" }])
    );
    assert_eq!(
        racks.listed(100, json!({}), "Place"),
        [json!({ "Row": "b" }), json!({ "Row": "b" }), json!({ "Row": "a" })]
    );
    racks.at(101, "Build", json!({ "Racks": [{ "Row": "c", "Count": 1 }] })).unwrap();
    assert_eq!(racks.listed(101, json!({ "Limit": 1 }), "Name"), [json!("nameless")]);
}

#[test]
fn names_are_numbered_as_documented_and_anew_where_it_says() {
    for (name, expected) in [
        ("web{R:3}", ["web3", "web4", "web5", "web3", "web6"]),
        ("{R:1}-{R:10}", ["1-10", "2-11", "3-12", "1-10", "4-13"]),
        ("web", ["web1", "web2", "web3", "web1", "web4"]),
    ] {
        let racks = Racks::new();
        let body = json!({ "Name": name, "Racks": [
            { "Row": "a-1", "Count": 2 }, { "Row": "a-2", "Count": "1" },
            { "Row": "b-1", "Count": 1 }, { "Row": "a-1", "Count": 1 }
        ] });
        racks.at(0, "Build", body).unwrap();
        let mut names = racks.listed(0, json!({ "Limit": 100 }), "Name");
        names.reverse();
        assert_eq!(names, expected);
        // Each request counts from the beginning.
        let one = json!({ "Name": name, "Racks": [{ "Row": "a-1", "Count": 1 }] });
        racks.at(0, "Build", one).unwrap();
        let expected = if name == "web" { "web" } else { expected[0] };
        assert_eq!(racks.listed(0, json!({ "Limit": 1 }), "Name"), [json!(expected)]);
    }
    let racks = Racks::new();
    racks.at(0, "Build", json!({ "Racks": [{ "Row": "a", "Count": 2 }] })).unwrap();
    assert_eq!(racks.listed(0, json!({}), "Name"), ["nameless", "nameless"]);
}

#[test]
fn states_follow_each_other_with_the_clock() {
    let racks = Racks::new();
    let ids = racks.at(100, "Build", build()).unwrap()["Ids"].clone();
    let first = json!({ "Ids": [ids[0]] });
    let state = |seconds| racks.listed(seconds, first.clone(), "State");
    assert_eq!(state(100), [json!("BUILDING")]);
    assert_eq!(racks.at(105, "Stop", first.clone()), Err("Wrong.State".to_owned()));
    assert_eq!(state(109), [json!("BUILDING")]);
    assert_eq!(state(110), [json!("RUNNING")]);
    racks.at(110, "Stop", first.clone()).unwrap();
    assert_eq!(state(114), [json!("STOPPING")]);
    assert_eq!(state(115), [json!("STOPPED")]);
    assert_eq!(racks.at(116, "Stop", first.clone()), Err("Wrong.State".to_owned()));
    racks.at(116, "Rename", json!({ "Id": ids[0], "Name": "new" })).unwrap();
    assert_eq!(racks.listed(116, first.clone(), "Name"), [json!("new")]);
    racks.at(120, "Scrap", first.clone()).unwrap();
    assert_eq!(state(121), [json!("STOPPING")]);
    assert_eq!(racks.at(122, "List", first.clone()), Err("Unknown.Machine".to_owned()));
    assert_eq!(racks.at(122, "Scrap", first), Err("Unknown.Machine".to_owned()));
    assert_eq!(racks.at(122, "List", json!({})).unwrap()["Total"], 2);
}

#[test]
fn one_wrong_id_changes_nothing() {
    let racks = Racks::new();
    let ids = racks.at(0, "Build", build()).unwrap()["Ids"].clone();
    let mixed = json!({ "Ids": [ids[0], "m-nowhere"] });
    assert_eq!(racks.at(60, "Stop", mixed), Err("Unknown.Machine".to_owned()));
    racks.at(60, "Stop", json!({ "Ids": [ids[1]] })).unwrap();
    let mixed = json!({ "Ids": [ids[0], ids[1]] });
    assert_eq!(racks.at(60, "Stop", mixed), Err("Wrong.State".to_owned()));
    let states = racks.listed(60, json!({}), "State");
    assert_eq!(states, [json!("RUNNING"), json!("STOPPING"), json!("RUNNING")]);
}

#[test]
fn conditions_all_have_to_hold_and_one_value_of_each_is_enough() {
    let racks = Racks::new();
    racks.at(0, "Build", build()).unwrap();
    let other = json!({ "Racks": [{ "Row": "a", "Count": 1 }], "Name": "database" });
    racks.at(0, "Build", other).unwrap();
    let count = |filters: &[(&str, &[&str])]| {
        let filters: Vec<_> = filters
            .iter()
            .map(|(name, values)| json!({ "Name": name, "Values": values }))
            .collect();
        racks.at(0, "List", json!({ "Filters": filters })).map(|answer| answer["Total"].clone())
    };
    for (filters, expected) in [
        (&[][..], 4),
        (&[("row", &["a"][..])], 2),
        (&[("row", &["a", "b"])], 4),
        (&[("row", &["a"]), ("name", &["bas"])], 1),
        (&[("name", &["we", "data"])], 4),
        (&[("size", &["7"])], 3),
        (&[("tag-key", &["run"])], 3),
        (&[("tag:team", &["red"])], 3),
        (&[("tag:team", &["1"])], 0),
        (&[("tag:", &["red"])], 0),
        (&[("row", &[])], 0),
    ] {
        assert_eq!(count(filters), Ok(json!(expected)), "{filters:?}");
    }
    assert_eq!(count(&[("colour", &["red"])]), Err("Unknown.Filter".to_owned()));
}

//! Tables made at run time against those that were generated, and calls by them.

mod walks;

use std::time::Duration;

use super::*;
use crate::testing::socket::{assert_no_secrets, builder, http, serve};
use crate::{Outcome, Request as _, Violation, ecm};

const SWITCH_ON: &str = r#"{
  "service": "lamp", "version": "2024-01-01", "revision": "7",
  "host": "lamp.tencentcloudapi.com", "doc": "Lamps.",
  "errors": { "InternalError": { "doc": "It broke.", "retry": "if_idempotent", "common": true } },
  "actions": {
    "SwitchOn": {
      "doc": "Switches on.", "request": "SwitchOnRequest", "response": "SwitchOnResponse",
      "effect": "create"
    }
  },
  "types": {
    "SwitchOnRequest": {
      "doc": "What to switch on.",
      "fields": {
        "Count": {
          "type": "int64", "doc": "How many.",
          "rules": [{ "id": "L1", "kind": "range", "min": 1, "max": 3 }]
        },
        "Code": { "type": "string", "secret": true, "doc": "The code." },
        "Names": {
          "type": "[string]", "doc": "Their names.",
          "rules": [{ "id": "L2", "kind": "distinct" }]
        }
      }
    },
    "SwitchOnResponse": { "doc": "What is on.", "fields": { "Ids": { "type": "[string]", "doc": "Ids." } } }
  }
}"#;

fn switch_on() -> Action {
    Api::read(SWITCH_ON).unwrap().action("SwitchOn").unwrap()
}

#[test]
fn tables_are_those_that_are_generated() {
    fn same<R: Record + rt::Init>(api: &Api, name: &str) {
        let id = api.spec().types.iter().position(|ty| ty.name.wire == name).unwrap();
        let generated = R::init();
        assert_eq!(
            format!("{:?}", api.0.records[id]),
            format!("{:?}", generated.table()),
            "{name}"
        );
    }
    let api = Api::read(ecm::SPEC).unwrap();
    same::<ecm::RunInstancesRequest>(&api, "RunInstancesRequest");
    same::<ecm::ZoneInstanceCountIsp>(&api, "ZoneInstanceCountISP");
    same::<ecm::SystemDisk>(&api, "SystemDisk");
    same::<ecm::RunInstancesResponse>(&api, "RunInstancesResponse");
    let action = api.action("RunInstances").unwrap();
    // Generated code has the codes of the actions that are compiled, and this has all of them.
    let generated = ecm::RunInstancesRequest::ACTION;
    let codes = action.table.api.error_codes;
    for one in generated.api.error_codes {
        let found = codes.binary_search_by_key(&one.code, |info| info.code);
        assert_eq!(codes[found.unwrap()].retry, one.retry, "{}", one.code);
    }
    let without_codes = |table: &ActionTable| {
        let text = format!("{table:?}");
        let parts = text.split_once("error_codes").zip(text.rsplit_once("] }"));
        parts.map(|((before, _), (_, after))| format!("{before}..{after}"))
    };
    assert_eq!(without_codes(action.table), without_codes(generated));
}

#[test]
fn a_request_is_read_strictly_and_checked_at_once() {
    let action = switch_on();
    for (json, problem) in [
        (r#"{"Count": 1, "Count": 2}"#, "Count"),
        (r#"{"Cuont": 1}"#, "Cuont"),
        (r#"{"Names": [{"a": 1}]}"#, "Names[0]"),
        (r#"{"Count": "x"}"#, "Count"),
        (r#"{"Count": 1} x"#, "trailing"),
        ("[]", "an object"),
        ("", "EOF"),
    ] {
        let error = action.request(json).unwrap_err().to_string();
        assert!(error.contains(problem), "{json}: {error}");
    }
    let request =
        action.request(r#" {"Count": 9, "Names": ["a", null, "a"], "Code": null} "#).unwrap();
    let violations = request.validate().unwrap_err();
    let found: Vec<_> = violations.iter().map(|one| (one.path(), one.rule())).collect();
    assert_eq!(found, [("Count", "L1"), ("Names", "L2")]);
    assert!(!format!("{:?}", action.request(r#"{"Code": "opensesame"}"#)).contains("opensesame"));
}

#[test]
fn every_mistake_is_reported_at_once() {
    let text = r#"{
        "Cuont": 1, "Count": {"opensesame": 1}, "Names": ["a", ["b"], "a", {"c": 1}, null],
        "Code": ["opensesame"], "Code": "opensesame"
    }"#;
    let error = switch_on().request(text).unwrap_err();
    let decode_errors: Vec<_> = error.decode_errors().iter().map(ToString::to_string).collect();
    assert_eq!(
        decode_errors,
        [
            "unknown field \"Cuont\"; check its spelling",
            "Count: expected an integer, found an object",
            "Names[1]: expected text, found a list",
            "Names[3]: expected text, found an object",
            "Code: expected text, found a list",
            "Code: given twice; keep one",
        ]
    );
    let head = "SwitchOn was not sent: the request does not match the spec; correct it:\nunknown";
    assert!(error.to_string().starts_with(head), "{error}");
    let broken: Vec<_> = error.violations().iter().map(Violation::rule).collect();
    assert_eq!(broken, ["L2"], "what does not fit breaks no rule, and the rest does");
    assert!(!format!("{error} {error:?}").contains("opensesame"));
    let deep = switch_on().request(&format!(r#"{{"Names": {}}}"#, "[".repeat(100_000)));
    assert_eq!(deep.unwrap_err().decode_errors().len(), 1);
    let error = switch_on().request(r#"{"Count": 1e999, "Names": 7}"#).unwrap_err();
    assert_eq!(error.decode_errors().len(), 2, "{error}");
    assert!(!error.to_string().contains("column"), "{error}");
}

#[cfg(feature = "ecm-instance")]
#[test]
fn a_misspelt_field_is_one_mistake_with_a_suggestion() {
    let api = Api::read(ecm::SPEC).unwrap();
    let action = api.action("RunInstances").unwrap();
    for (text, expected) in [
        (
            r#"{"ZoneInstanceCountISPSte": [], "ModuleId": "em-1"}"#,
            "unknown field \"ZoneInstanceCountISPSte\"; did you mean `ZoneInstanceCountISPSet`?",
        ),
        (
            r#"{"ZoneInstanceCountISPSet": [{"Zon": "z", "InstanceCount": 1, "ISP": "CMCC"}],
                "ModuleId": "em-1"}"#,
            "ZoneInstanceCountISPSet[0]: unknown field \"Zon\"; did you mean `Zone`?",
        ),
    ] {
        let error = action.request(text).unwrap_err();
        let found: Vec<_> = error.decode_errors().iter().map(ToString::to_string).collect();
        assert_eq!(found, [expected]);
        let broken: Vec<_> = error.violations().errors().map(ToString::to_string).collect();
        assert_eq!(broken, Vec::<String>::new(), "it is said once");
    }
    // A field that is there as well is not meant.
    let error = action.request(r#"{"Zones": 1, "ZoneInstanceCountISPSet": []}"#).unwrap_err();
    assert!(error.to_string().contains("unknown field \"Zones\"; check its spelling"), "{error}");
}

#[tokio::test]
async fn a_call_is_sent_as_it_is_written_and_answered_in_full() {
    let body =
        r#"{"Response": {"Ids": ["ein-1"], "New": {"b": 1, "a": 2.50}, "RequestId": "r-1"}}"#;
    let (endpoint, task) = serve(http("200 OK", body), Duration::ZERO).await;
    let client = builder(&endpoint).build().unwrap();
    let written = r#"{ "Names": null, "Count":  1, "Code": "opensesame" }"#;
    let request = switch_on().request(&format!("\n{written}\n")).unwrap();
    let prepared = client.prepare_dynamic(&request).await.unwrap();
    assert_eq!(prepared.body(), written.as_bytes());
    assert_no_secrets(&format!("{prepared} {request:?}"));
    let answer = client.send_dynamic(&request).await.unwrap();
    assert_eq!(answer.request_id(), "r-1");
    assert_eq!(
        answer.json(),
        r#"{"Ids": ["ein-1"], "New": {"b": 1, "a": 2.50}, "RequestId": "r-1"}"#
    );
    let sent = task.await.unwrap();
    assert!(sent.ends_with(written), "{sent}");
    assert!(sent.contains("x-tc-action: SwitchOn"), "{sent}");
}

#[tokio::test]
async fn outcomes_are_those_of_the_specs_action() {
    let (endpoint, task) = serve(http("502 Bad Gateway", "<html>"), Duration::ZERO).await;
    let client = builder(&endpoint).build().unwrap();
    let request = switch_on().request(r#"{"Code": "opensesame"}"#).unwrap();
    let error = client.send_dynamic(&request).await.unwrap_err();
    // The server of this test takes no second connection: what creates is not sent again.
    task.await.unwrap();
    assert_eq!((error.outcome(), error.action()), (Outcome::Unknown, "SwitchOn"));
    let mismatched = r#"{"Response": {"Ids": {"not": "a list"}, "RequestId": "r-1"}}"#;
    let (endpoint, task) = serve(http("200 OK", mismatched), Duration::ZERO).await;
    let client = builder(&endpoint).build().unwrap();
    let client = client.with_decoding_mode(crate::DecodingMode::Strict);
    let error = client.send_dynamic(&request).await.unwrap_err();
    task.await.unwrap();
    assert_eq!((error.outcome(), error.request_id()), (Outcome::Unknown, Some("r-1")));
    let received = error.received::<DynamicResponse>().unwrap();
    assert_eq!(received.json(), r#"{"Ids": {"not": "a list"}, "RequestId": "r-1"}"#);
    assert_eq!(error.raw_body(), Some(mismatched.as_bytes()));
    assert_no_secrets(&format!("{error} {error:?}"));
}

#[tokio::test]
async fn a_request_that_breaks_rules_is_not_sent() {
    let client = builder("http://127.0.0.1:9").build().unwrap();
    let request = switch_on().request(r#"{"Count": 9}"#).unwrap();
    let error = client.send_dynamic(&request).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!(error.violations().map(Violations::len), Some(1));
}

/// Unknown fields at any depth, as a service that is newer has them.
#[tokio::test]
async fn fields_that_are_newer_go_along_on_request() {
    let action = Api::read(ecm::SPEC).unwrap().action("RunInstances").unwrap();
    let json = r#"{"ZoneInstanceCountISPSet": [{"Zone": "ap-zhengzhou-1", "InstanceCount": 1,
        "ISP": "CMCC", "Rack": {"Row": 4711}}], "ModuleId": "em-0vag13d1", "NewFlag": "hunter2",
        "SystemDisk": {"DiskSize": 50, "Speed": 1.10}}"#;
    let error = action.request(json).unwrap_err();
    assert!(error.has_unknown_field(), "{error}");
    assert_eq!(error.decode_errors().len(), 3, "{error}");
    let request = action.allow_unknown(true).request(json).unwrap();
    let warnings = request.validate().unwrap();
    let paths: Vec<_> = warnings
        .iter()
        .filter(|one| one.rule() == "extra_parameter")
        .map(Violation::path)
        .collect();
    assert_eq!(paths, ["ZoneInstanceCountISPSet[0].Rack", "SystemDisk.Speed", "NewFlag"]);
    assert!(!format!("{request:?}").contains("hunter2"));
    let client = builder("http://127.0.0.1:9").build().unwrap();
    let prepared = client.prepare_dynamic(&request).await.unwrap();
    assert_eq!(prepared.body(), json.as_bytes());
    let shown = prepared.to_string();
    assert!(shown.contains(r#""Rack":"[redacted]""#), "{shown}");
    assert!(shown.contains(r#""DiskSize":50,"Speed":"[redacted]""#), "{shown}");
    assert!(!shown.contains("4711") && !shown.contains("hunter2"), "{shown}");
    assert_eq!(prepared.redacted().string_to_sign(), "[redacted]");
    let get = builder("http://127.0.0.1:9").http_method(crate::HttpMethod::Get).build().unwrap();
    let prepared = get.prepare_dynamic(&request).await.unwrap();
    let url = prepared.url();
    for pair in
        ["ZoneInstanceCountISPSet.0.Rack.Row=4711", "SystemDisk.Speed=1.1", "NewFlag=hunter2"]
    {
        assert!(url.contains(pair), "{url}");
    }
    // Whatever the mode, a warning says what went along.
    let off = client.with_validation_mode(crate::ValidationMode::Off);
    assert_eq!(off.prepare_dynamic(&request).await.unwrap().warnings().len(), 3);
}

#[tokio::test]
async fn what_is_known_is_as_strict_beside_fields_that_are_newer() {
    let action = switch_on().allow_unknown(true);
    for (json, problem) in [
        (r#"{"New": 1, "Count": "x"}"#, "Count: expected an integer"),
        (r#"{"New": 1, "Count": 1, "Count": 2}"#, "Count: given twice"),
        (
            r#"{"New": 12345678901234567890123}"#,
            "in the unknown field \"New\": expected an unsigned",
        ),
        (r#"{"New": {"a": 1}"#, "EOF"),
        ("[]", "expected an object"),
        (r#"{"Names": [], "New": [}"#, "expected value"),
    ] {
        let error = action.request(json).unwrap_err();
        assert!(
            error.to_string().contains(problem) && !error.has_unknown_field(),
            "{json}: {error}"
        );
    }
    let client = builder("http://127.0.0.1:9").build().unwrap();
    for (json, problem) in [
        (r#"{"New": 1, "Count": 7}"#, "Count: must be 1 to 3, is 7 (L1)"),
        (r#"{"count": 1}"#, "count: is the field `Count` of the spec; set that (extra_known)"),
        (r#"{"New": 1, "New": 2}"#, "New: is given twice"),
        (r#"{"a.b": 1}"#, "the name \"a.b\""),
    ] {
        let request = action.request(json).unwrap();
        let error = client.prepare_dynamic(&request).await.unwrap_err();
        assert!(error.to_string().contains(problem), "{json}: {error}");
    }
    let request = action.request(r#"{"New": 1, "New": 2}"#).unwrap();
    let off = client.with_validation_mode(crate::ValidationMode::Off);
    assert!(off.prepare_dynamic(&request).await.is_err());
    // Nothing changes for a request without any.
    let request = action.request(r#"{"Count": 2}"#).unwrap();
    assert!(client.prepare_dynamic(&request).await.unwrap().warnings().is_empty());
}

#[tokio::test]
async fn fields_of_an_answer_that_are_newer_come_on_demand() {
    let body = r#"{"Response": {"Ids": [], "New": {"A": 1}, "RequestId": "r"}}"#;
    let (endpoint, task) = serve(http("200 OK", body), Duration::ZERO).await;
    let client = builder(&endpoint).build().unwrap();
    let answer = client.send_dynamic(&switch_on().request("{}").unwrap()).await.unwrap();
    task.await.unwrap();
    let extra = answer.extra();
    assert_eq!(
        extra.iter().map(|one| (one.path(), one.json())).collect::<Vec<_>>(),
        [("New", r#"{"A": 1}"#)]
    );
}

//! Objects of the metadata with several uses.
//!
//! The format gives every action its own request and knows the envelope of responses, so some of
//! them become two types.

use ecm_import::{FindingCode, Imported, Options, Sources, import};
use ecm_spec::model::Spec;

/// Returns metadata with these actions, as name, input and output; `null` for none.
fn metadata(actions: &[(&str, &str, &str)]) -> String {
    let quoted = |name: &str| match name {
        "null" => name.to_owned(),
        name => format!("{name:?}"),
    };
    let actions = actions.iter().map(|(name, input, output)| {
        format!("{name:?}: {{ \"input\": {}, \"output\": {} }}", quoted(input), quoted(output))
    });
    format!(
        r#"{{
  "metadata": {{ "serviceShortName": "lamp", "apiVersion": "2024-01-01" }},
  "actions": {{ {} }},
  "objects": {{
    "Lamp": {{ "members": [
      {{ "name": "LampId", "type": "string", "member": "string" }},
      {{ "name": "RequestId", "type": "string", "member": "string" }}
    ] }},
    "GetLampRequest": {{ "members": [{{ "name": "LampId", "type": "string", "member": "string" }}] }}
  }}
}}"#,
        actions.collect::<Vec<_>>().join(", ")
    )
}

/// Imports twice; the second import changes nothing.
fn imported(onto: Option<&str>, metadata: &str) -> Imported {
    let options = Options::default();
    let of = |onto| import(&Sources { metadata, onto, errors: &[], examples: None }, &options);
    let first = of(onto).unwrap_or_else(|error| unreachable!("{error}"));
    let second = of(Some(&first.text)).unwrap_or_else(|error| unreachable!("{error}"));
    assert_eq!(second.text, first.text);
    first
}

/// Returns the wire names of an action's request and response, and of their fields.
fn ends(spec: &Spec, action: &str) -> [(String, Vec<String>); 2] {
    let action = spec.action(action);
    let action = action.unwrap_or_else(|| unreachable!("it is there"));
    [action.request, action.response].map(|id| {
        let fields = spec[id].fields.iter().map(|field| field.name.wire.clone()).collect();
        (spec[id].name.wire.clone(), fields)
    })
}

fn end(name: &str, fields: &[&str]) -> (String, Vec<String>) {
    (name.to_owned(), fields.iter().map(|field| (*field).to_owned()).collect())
}

#[test]
fn a_request_that_nobody_describes_is_not_shared_either() {
    let text = metadata(&[("GetLamp", "Nowhere", "Lamp"), ("SetLamp", "Nowhere", "null")]);
    let spec = imported(None, &text).spec;
    assert_eq!(ends(&spec, "GetLamp")[0], end("Nowhere", &[]));
    assert_eq!(ends(&spec, "SetLamp")[0], end("SetLampRequest", &[]));
}

#[test]
fn an_action_without_a_request_does_not_take_that_of_another() {
    let text = metadata(&[("AskLamp", "GetLampRequest", "null"), ("GetLamp", "null", "null")]);
    let imported = imported(None, &text);
    assert_eq!(ends(&imported.spec, "AskLamp")[0], end("GetLampRequest", &["LampId"]));
    assert_eq!(ends(&imported.spec, "GetLamp")[0], end("GetLampRequest2", &[]));
    assert!(
        imported
            .findings
            .iter()
            .any(|one| one.code == FindingCode::Copied && one.path == "GetLamp")
    );
}

/// An action that comes first by its name, and later than the one whose request it shares.
#[test]
fn what_was_the_request_of_another_stays_that() {
    let old = imported(None, &metadata(&[("SetLamp", "GetLampRequest", "null")]));
    let both = [("AskLamp", "GetLampRequest", "null"), ("SetLamp", "GetLampRequest", "null")];
    let new = imported(Some(&old.text), &metadata(&both));
    assert_eq!(ends(&new.spec, "SetLamp")[0], end("GetLampRequest", &["LampId"]));
    assert_eq!(ends(&new.spec, "AskLamp")[0], end("AskLampRequest", &["LampId"]));
    // The same where the other is gone from the metadata, and kept in the spec.
    let other = imported(Some(&old.text), &metadata(&both[..1]));
    assert_eq!(ends(&other.spec, "AskLamp")[0], end("AskLampRequest", &["LampId"]));
}

#[test]
fn a_response_that_becomes_a_request_as_well_loses_nothing() {
    let old = imported(None, &metadata(&[("GetLamp", "null", "Lamp")]));
    assert_eq!(ends(&old.spec, "GetLamp")[1], end("Lamp", &["LampId"]));
    let both = metadata(&[("AskLamp", "Lamp", "null"), ("GetLamp", "null", "Lamp")]);
    let new = imported(Some(&old.text), &both);
    let lamp = end("Lamp", &["LampId", "RequestId"]);
    assert_eq!(ends(&new.spec, "AskLamp")[0], lamp);
    assert_eq!(ends(&new.spec, "GetLamp")[1], lamp);
    // In a new spec they are two.
    let fresh = imported(None, &both).spec;
    assert_eq!(ends(&fresh, "AskLamp")[0], lamp);
    assert_eq!(ends(&fresh, "GetLamp")[1], end("GetLampResponse", &["LampId"]));
}

//! Hostile metadata: each text with one change gives a valid spec or an error that explains why.

use ecm_import::{ImportError, Options, Sources, import};
use serde_json::{Value, json};

const METADATA: &str = r#"{
  "metadata": { "serviceShortName": "lamp", "apiVersion": "2024-01-01" },
  "actions": {
    "GetLamp": { "input": "GetLampRequest", "output": "GetLampResponse", "status": "deprecated", "document": "Doc." },
    "SetLamp": { "input": "SetLampRequest", "output": "GetLampResponse" }
  },
  "objects": {
    "GetLampRequest": { "members": [
      { "name": "Id", "type": "string", "member": "string", "required": true, "disabled": true }
    ] },
    "SetLampRequest": { "members": [{ "name": "Lamp", "type": "object", "member": "Lamp", "required": true }] },
    "GetLampResponse": { "document": "Doc.", "members": [
      { "name": "Lamps", "type": "list", "member": "Lamp", "output_required": true, "value_allowed_null": true },
      { "name": "RequestId", "type": "string", "member": "string" }
    ] },
    "Lamp": { "members": [
      { "name": "Parts", "type": "list", "member": { "type": "list", "member": "Lamp" } },
      { "name": "Watts", "type": "int", "member": "uint64", "required": true, "document": "Doc." },
      { "name": "Base", "type": "object", "member": "Lamp" }
    ] }
  }
}"#;

/// Imports twice, and tells whether there was anything to import.
fn survives(metadata: &str) -> bool {
    let mut options = Options::default();
    options.docs = true;
    let sources = Sources { metadata, onto: None, errors: &[], examples: None };
    match import(&sources, &options) {
        Ok(first) => {
            let sources = Sources { onto: Some(&first.text), ..sources };
            match import(&sources, &options) {
                Ok(second) => assert_eq!(first.text, second.text, "{metadata}"),
                Err(error) => unreachable!("{error}: {metadata}"),
            }
            true
        }
        Err(error @ ImportError::Broken(_)) => unreachable!("{error}: {metadata}"),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            false
        }
    }
}

/// Collects the pointers to all values.
fn pointers(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                pointers(
                    value,
                    &format!("{here}/{}", key.replace('~', "~0").replace('/', "~1")),
                    all,
                );
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, &format!("{here}/{index}"), all);
            }
        }
        _ => {}
    }
}

#[test]
fn every_value_replaced_by_every_kind_of_value() {
    let whole: Value = serde_json::from_str(METADATA).unwrap();
    assert!(survives(METADATA));
    let mut all = Vec::new();
    pointers(&whole, "", &mut all);
    assert!(all.len() > 50);
    let kinds = [
        json!(null),
        json!(true),
        json!(-7),
        json!(""),
        json!("Lamp"),
        json!("self"),
        json!("[string]"),
        json!("\u{202e}"),
        json!("名"),
        json!([]),
        json!([null]),
        json!({}),
        json!({ "a": [] }),
    ];
    for pointer in &all {
        for kind in &kinds {
            let mut changed = whole.clone();
            if let Some(value) = changed.pointer_mut(pointer) {
                *value = kind.clone();
            }
            survives(&changed.to_string());
        }
    }
}

#[test]
fn every_key_under_another_name() {
    for key in ["GetLamp", "SetLampRequest", "Lamp", "name", "member", "type", "members", "actions"]
    {
        for other in
            ["", " ", "Lamp", "GetLampResponse", "Option", "crate", "é", "a.b", "\\u0000", "x]"]
        {
            survives(&METADATA.replace(&format!("\"{key}\":"), &format!("\"{other}\":")));
            survives(&METADATA.replace(&format!("\"{key}\""), &format!("\"{other}\"")));
        }
    }
}

#[test]
fn every_beginning() {
    for (end, _) in METADATA.char_indices() {
        assert!(!survives(&METADATA[..end]), "{end}");
    }
}

#[test]
fn a_byte_order_mark_and_later_keys_are_no_matter() {
    let marked = format!("\u{feff}{METADATA}");
    assert!(survives(&marked));
    assert!(survives(&METADATA.replace("\"Doc.\"", "\"Doc.\", \"later\": [{}]")));
}

#[test]
fn a_long_ring_of_records_is_no_deep_walk() {
    let objects: Vec<String> = (0..5_000)
        .map(|id| {
            let next = (id + 1) % 5_000;
            format!(
                r#""T{id}": {{ "members": [{{ "name": "A", "type": "object", "member": "T{next}", "required": true }}] }}"#
            )
        })
        .collect();
    let metadata = format!(
        r#"{{ "metadata": {{ "serviceShortName": "lamp", "apiVersion": "2024-01-01" }},
              "actions": {{ "Get": {{ "input": "T0" }} }}, "objects": {{ {} }} }}"#,
        objects.join(",")
    );
    let imported = import(
        &Sources { metadata: &metadata, onto: None, errors: &[], examples: None },
        &Options::default(),
    )
    .unwrap();
    assert_eq!(imported.spec.types.len(), 5_001);
    let ends =
        imported.findings.iter().filter(|finding| finding.code == ecm_import::FindingCode::Endless);
    assert_eq!(ends.count(), 1);
}

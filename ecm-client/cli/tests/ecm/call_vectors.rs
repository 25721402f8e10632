//! Tests of `ecm call --dry-run --timestamp` against signatures of other implementations.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::call::call;
use crate::support::{Run, run_with, say_skipped, workspace};

fn text<'a>(vector: &'a Value, key: &str) -> &'a str {
    vector[key].as_str().unwrap_or_default()
}

/// Adds the types that describe a value, and returns the notation of its own.
fn type_of(value: &Value, types: &mut Map<String, Value>) -> String {
    match value {
        Value::Object(fields) => {
            let fields: Map<String, Value> = fields
                .iter()
                .map(|(name, value)| (name.clone(), json!({ "type": type_of(value, types) })))
                .collect();
            let name = format!("Type{}", types.len());
            types.insert(name.clone(), json!({ "fields": fields }));
            name
        }
        Value::Array(items) => {
            format!("[{}]", items.first().map_or("string".to_owned(), |item| type_of(item, types)))
        }
        Value::Bool(_) => "bool".to_owned(),
        Value::Number(_) => "int64".to_owned(),
        Value::String(_) | Value::Null => "string".to_owned(),
    }
}

/// Builds a spec with an action for the request.
fn spec(vector: &Value, request: &Value) -> String {
    let mut types = Map::new();
    let request = type_of(request, &mut types);
    types.insert("Nothing".to_owned(), json!({ "fields": {} }));
    json!({
        "service": text(vector, "service"), "version": "2020-01-01", "revision": "1", "doc": "Of a vector.",
        "host": format!("{}.tencentcloudapi.com", text(vector, "service")),
        "actions": { (text(vector, "action")): {
            "request": request, "response": "Nothing", "effect": "read", "region": "optional"
        } },
        "types": types,
    })
    .to_string()
}

/// Returns the request of a vector as JSON, or `None` if it is not JSON.
fn request(vector: &Value) -> Option<String> {
    let is_get = text(vector, "method") == "GET";
    match (&vector["params"], vector["payload"].as_str()) {
        (Value::Object(_), _) => Some(vector["params"].to_string()),
        (_, Some(payload)) if !is_get => Some(payload.to_owned()),
        _ if is_get => {
            let pairs = text(vector, "query").split('&').filter_map(|pair| pair.split_once('='));
            let fields: Map<String, Value> =
                pairs.map(|(name, value)| (name.to_owned(), json!(value))).collect();
            Some(Value::Object(fields).to_string())
        }
        _ => None,
    }
}

fn dry_run(vector: &Value, folder: &Path, json: &str) -> Run {
    let spec_path = folder.join("spec.json");
    fs::write(&spec_path, spec(vector, &serde_json::from_str(json).unwrap())).unwrap();
    let host = text(vector, "host");
    let scheme = if host.starts_with("127.") { "http" } else { "https" };
    let (endpoint, time) = (format!("{scheme}://{host}"), vector["timestamp"].to_string());
    let method = text(vector, "method").to_lowercase();
    let mut arguments = vec![
        text(vector, "action"),
        "--json",
        "-",
        "--spec",
        spec_path.to_str().unwrap(),
        "--endpoint",
        &endpoint,
        "--method",
        &method,
        "--timestamp",
        &time,
        "--signed-headers",
        text(vector, "signed_headers"),
        "--dry-run",
        "--output",
        "json",
        "--show-secrets",
    ];
    if method == "post" {
        arguments.extend(["--content-type", text(vector, "content_type")]);
    }
    let mut command = call(&arguments);
    command.env("TENCENTCLOUD_SECRET_ID", text(vector, "secret_id"));
    command.env("TENCENTCLOUD_SECRET_KEY", text(vector, "secret_key"));
    command.env("TENCENTCLOUD_TOKEN", text(vector, "token"));
    run_with(command, json)
}

/// Checks the vectors of a file.
///
/// Returns the number of vectors and of those of a kind that the command sends.
fn check(path: &Path) -> (usize, usize) {
    let folder = tempfile::tempdir().unwrap();
    let vectors: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut checked = 0;
    for vector in vectors.iter().filter(|vector| vector["kind"] != "v1") {
        let Some(json) = request(vector) else { continue };
        let run = dry_run(vector, folder.path(), &json);
        let name = text(vector, "name");
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{name}");
        let shown: Value = serde_json::from_str(&run.out).unwrap();
        for stage in ["canonical_request", "string_to_sign"] {
            assert_eq!(shown[stage], vector[stage], "{name}");
        }
        assert_eq!(shown["headers"]["authorization"], vector["authorization"], "{name}");
        checked += 1;
    }
    (vectors.len(), checked)
}

fn data(name: &str) -> PathBuf {
    workspace().join("tests/data").join(name)
}

#[test]
fn our_own_copies_are_reproduced() {
    let (there, checked) = check(&data("tc3.json"));
    // One is of bytes that are no JSON.
    assert_eq!((there >= 16, checked), (true, there - 1));
    assert_eq!(check(&data("v1_and_get.json")).1, 3);
}

#[test]
fn every_vector_there_is_is_reproduced() {
    let path = workspace().join("../shared/vectors/tc3.json");
    if !path.is_file() {
        return say_skipped("there are no shared vectors");
    }
    let (there, checked) = check(&path);
    assert!(checked > 0 && checked + 1 >= there, "{checked} of {there}");
}

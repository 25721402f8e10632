//! Every kind of rule, each with the nearest value that keeps it and the nearest that breaks it.

use serde_json::{Value, json};

use super::*;

mod record;

/// A spec with one action `Try`, whose request has these fields and rules.
fn spec(fields: Value, rules: Value) -> Spec {
    let mut types = json!({ "TryResponse": { "doc": "Nothing.", "fields": {} } });
    if fields.to_string().contains("Part") {
        types["Part"] = json!({ "doc": "A part.", "fields": {
            "Count": { "type": "int64", "doc": "How many." },
            "Size": { "type": "int64", "doc": "How large.", "required": "P1" },
            "Zone": { "type": "string", "doc": "Where." },
        } });
    }
    types["TryRequest"] = json!({ "doc": "The request.", "fields": fields, "rules": rules });
    let text = json!({
        "service": "lamp", "version": "2024-01-01", "revision": "1",
        "host": "lamp.example.com", "doc": "Lamps.",
        "actions": { "Try": {
            "doc": "Tries.", "request": "TryRequest", "response": "TryResponse",
            "effect": "read", "errors": ["InvalidParameterValue.Own"]
        } },
        "types": types,
        "errors": { "InvalidParameterValue.Own": { "doc": "Its own." } }
    });
    match ecm_spec::read(&text.to_string()) {
        Ok(spec) => spec,
        Err(problems) => panic!("{problems}"),
    }
}

/// What is broken, as `path rule`.
fn broken(spec: &Spec, body: &Value) -> Vec<String> {
    let findings = check(spec, "Try", body);
    findings.iter().map(|finding| format!("{} {}", finding.path, finding.rule)).collect()
}

/// Checks one rule on a field `F` of the type: the values that keep it, and those that break it.
fn value_rule(kind: &str, rule: Value, keep: &[Value], break_it: &[Value]) {
    let mut rule = rule;
    rule["id"] = json!("R");
    let spec = spec(json!({ "F": { "type": kind, "doc": "F.", "rules": [rule] } }), json!([]));
    for value in keep {
        assert_eq!(broken(&spec, &json!({ "F": value })), [""; 0], "{rule} on {value}");
    }
    for value in break_it {
        assert_eq!(broken(&spec, &json!({ "F": value })), ["F R"], "{rule} on {value}");
    }
    assert_eq!(broken(&spec, &json!({ "F": null })), [""; 0], "{rule} on null");
}

#[test]
fn lengths_count_characters_and_sizes_count_bytes() {
    let length = json!({ "kind": "length", "min": 2, "max": 3 });
    value_rule(
        "string",
        length,
        &[json!("灯光"), json!("abc")],
        &[json!("a"), json!("abcd"), json!("")],
    );
    let size = json!({ "kind": "decoded_size", "max": 3 });
    value_rule(
        "string",
        size,
        &[json!("YWJj"), json!("not base64!"), json!("")],
        &[json!("YWJjZA==")],
    );
}

#[test]
fn ranges_include_their_ends() {
    let range = json!({ "kind": "range", "min": 1, "max": 3 });
    let (keep, break_it) = ([json!(1), json!("3")], [json!(0), json!(4), json!("-1")]);
    value_rule("int64", range.clone(), &keep, &break_it);
    value_rule("uint64", range, &keep, &break_it[..2]);
    let range = json!({ "kind": "range", "min": 0.5 });
    value_rule("float", range, &[json!(0.5), json!("1e3")], &[json!(0.499), json!(0)]);
}

#[test]
fn sets_of_values() {
    value_rule(
        "string",
        json!({ "kind": "one_of", "values": ["A", "B"] }),
        &[json!("B")],
        &[json!("b"), json!("")],
    );
    value_rule("int64", json!({ "kind": "one_of", "values": [0, 2] }), &[json!(0)], &[json!(1)]);
}

#[test]
fn alphabets_segments_and_classes() {
    let alphabet = json!({ "kind": "alphabet", "allowed": ["a-c", "_-"] });
    value_rule("string", alphabet, &[json!("ab-_"), json!("")], &[json!("abd"), json!("A")]);
    let segments = json!({
        "kind": "segments", "separator": ".", "alphabet": ["a-z", "0-9", "-"], "joiners": ".-"
    });
    let keep = [json!("a"), json!("a-b.c"), json!("a.-b")];
    let break_it = ["", ".a", "a.", "-a", "a-", "a..b", "a--b", "a_b"].map(Value::from);
    value_rule("string", segments, &keep, &break_it);
    let plain = json!({ "kind": "segments", "separator": "/", "alphabet": ["a-z"] });
    value_rule("string", plain, &[json!("a/b")], &[json!("a//b"), json!("a/")]);
    let classes = json!({ "kind": "classes", "min": 2, "of": [["a-z"], ["A-Z"], ["0-9"]] });
    value_rule("string", classes, &[json!("a1"), json!("aB")], &[json!("ab"), json!("a!")]);
}

#[test]
fn tokens_and_placeholders() {
    let tokens = json!({ "kind": "tokens", "separator": ";", "values": ["A", "B", "C"] });
    value_rule(
        "string",
        tokens,
        &[json!("A"), json!("C;A")],
        &[json!("A;D"), json!("A;A"), json!("A;"), json!("")],
    );
    let count = json!({ "kind": "token_count", "separator": ";", "counts": [1, 3] });
    value_rule("string", count, &[json!(""), json!("A;B;C")], &[json!("A;B")]);
    let placeholders =
        json!({ "kind": "placeholders", "open": "{R:", "alphabet": ["0-9"], "close": "}" });
    let keep = [json!("name"), json!("{R:1}-{R:22}"), json!("{R")];
    let break_it = ["{R:}", "{R:1", "{R:x}", "{R:1}{R:", "{R:{R:1}"].map(Value::from);
    value_rule("string", placeholders, &keep, &break_it);
}

#[test]
fn formats() {
    let ipv4 = json!({ "kind": "format", "format": "ipv4" });
    value_rule(
        "string",
        ipv4,
        &[json!("10.0.0.255")],
        &[json!("10.0.0.256"), json!("10.0.0"), json!("10.0.0.01")],
    );
    let ipv6 = json!({ "kind": "format", "format": "ipv6" });
    value_rule("string", ipv6, &[json!("::1")], &[json!("::g"), json!("fe80::1%eth0")]);
    let base64 = json!({ "kind": "format", "format": "base64" });
    value_rule("string", base64, &[json!("YQ=="), json!("")], &[json!("YQ="), json!("YR==")]);
}

#[test]
fn reserved_fields_must_not_be_sent() {
    let reserved = json!({ "kind": "reserved", "reason": "not for clients" });
    value_rule("string", reserved, &[], &[json!("x"), json!("")]);
}

#[test]
fn rules_on_lists_and_on_their_items() {
    let items = json!({ "kind": "items", "min": 1, "max": 2 });
    value_rule(
        "[string]",
        items,
        &[json!(["a"]), json!(["a", null, "b"])],
        &[json!([]), json!(["a", "b", "c"]), json!([null])],
    );
    value_rule("[int64]", json!({ "kind": "distinct" }), &[json!([1, 2])], &[json!([1, "1"])]);
    let length = |id: &str| json!({ "id": id, "kind": "length", "max": 1 });
    let fields = json!({
        "F": { "type": "[string]", "doc": "F.", "rules": [length("R")] },
        "G": { "type": "[[string]]", "doc": "G.", "rules": [length("S")] }
    });
    let body = json!({ "F": ["a", "bb", "cc"], "G": [["a"], [], ["b", "cc"]] });
    assert_eq!(broken(&spec(fields, json!([])), &body), ["F[1] R", "F[2] R", "G[2][1] S"]);
}

#[test]
fn findings_come_in_the_order_of_the_spec_with_their_codes() {
    let rule = |id: &str| json!({ "id": id, "kind": "length", "min": 2 });
    let mut own = rule("R2");
    own["server_error"] = json!("InvalidParameterValue.Own");
    let mut warn = rule("R3");
    warn["severity"] = json!("warn");
    let fields = json!({
        "A": { "type": "string", "doc": "A.", "required": "R1" },
        "B": { "type": "string", "doc": "B.", "secret": true, "rules": [own, warn] },
        "C": { "type": "[Part]", "doc": "C.", "required": true },
        "D": { "type": "int64", "doc": "D." }
    });
    let rules = json!([{ "id": "R4", "kind": "both_or_neither", "fields": ["A", "D"] }]);
    let body = json!({ "Z\n": 1, "B": "!", "C": [{ "Size": 1 }, {}, 7], "D": "!" });
    let findings = check(&spec(fields, rules), "Try", &body);
    let found: Vec<_> = findings
        .iter()
        .map(|finding| (finding.path.as_str(), finding.rule.as_str(), finding.code.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("Z\\n", "unknown", "UnknownParameter"),
            ("A", "R1", "MissingParameter"),
            ("B", "R2", "InvalidParameterValue.Own"),
            ("B", "R3", "InvalidParameterValue"),
            ("C[2]", "type", "InvalidParameter"),
            ("C[1].Size", "P1", "MissingParameter"),
            ("D", "type", "InvalidParameter"),
            ("A", "R4", "InvalidParameter"),
        ]
    );
    assert_eq!(findings[3].severity, Severity::Warn);
    assert_eq!(findings[2].to_string(), "B: must have at least 2 characters (R2)");
    assert!(!findings.iter().any(|finding| finding.to_string().contains('!')));
}

#[test]
fn what_is_no_request_at_all_is_one_finding() {
    let spec = spec(json!({ "A": { "type": "string", "doc": "A." } }), json!([]));
    for body in [json!(null), json!([]), json!("x")] {
        assert_eq!(broken(&spec, &body), [" type"], "{body}");
    }
    assert_eq!(check(&spec, "Tri", &json!({}))[0].code, "InvalidAction");
}

//! Rules between fields.

use serde_json::{Value, json};

use super::{broken, spec};

/// Checks one rule between fields against bodies and the paths that they are reported at.
fn record_rule(rule: Value, cases: &[(Value, &[&str])]) {
    let fields = json!({
        "A": { "type": "string", "doc": "A." },
        "B": { "type": "int64", "doc": "B." },
        "C": { "type": "[string]", "doc": "C." },
        "D": { "type": "bool", "doc": "D." },
        "N": { "type": "Part", "doc": "N." },
        "P": { "type": "[Part]", "doc": "P." }
    });
    let mut rule = rule;
    rule["id"] = json!("R");
    let spec = spec(fields, json!([rule]));
    for (body, paths) in cases {
        let expected: Vec<_> = paths.iter().map(|path| format!("{path} R")).collect();
        assert_eq!(broken(&spec, body), expected, "{rule} on {body}");
    }
}

#[test]
fn at_most_one_is_reported_at_the_second() {
    record_rule(
        json!({ "kind": "at_most_one", "fields": ["C", "A", "N.Zone"] }),
        &[
            (json!({ "A": "x", "C": [] }), &[]),
            (json!({ "A": "x", "C": ["y"] }), &["A"]),
            (json!({ "A": "x", "N": { "Size": 1, "Zone": "z" } }), &["N.Zone"]),
            (json!({ "A": "", "N": { "Size": 1, "Zone": "z" } }), &[]),
        ],
    );
}

#[test]
fn both_or_neither_implies_and_required_unless() {
    record_rule(
        json!({ "kind": "both_or_neither", "fields": ["A", "B"] }),
        &[
            (json!({ "A": "", "B": 0 }), &[]),
            (json!({ "A": "x" }), &["B"]),
            (json!({ "A": "", "B": 1 }), &["A"]),
            (json!({ "A": "x", "B": 1 }), &[]),
        ],
    );
    record_rule(
        json!({ "kind": "implies", "field": "D", "then": ["A", "B"] }),
        &[
            (json!({}), &[]),
            (json!({ "D": false, "A": "x" }), &["D"]),
            (json!({ "D": true, "A": "x", "B": 1 }), &[]),
        ],
    );
    record_rule(
        json!({ "kind": "required_unless", "unless": "A", "fields": ["B", "C"] }),
        &[
            (json!({ "A": "x" }), &[]),
            (json!({}), &["B", "C"]),
            (json!({ "A": "", "B": 1 }), &["C"]),
        ],
    );
}

#[test]
fn counts_sums_and_equality() {
    record_rule(
        json!({ "kind": "count_equals", "list": "C", "count": "B" }),
        &[
            (json!({ "C": ["x"], "B": 1 }), &[]),
            (json!({ "C": ["x"], "B": 0 }), &["C"]),
            (json!({ "C": ["x"] }), &[]),
            (json!({ "C": [], "B": 2 }), &[]),
        ],
    );
    let part = |zone: &str, count: i64| json!({ "Zone": zone, "Count": count, "Size": 1 });
    let per_zone = json!({
        "kind": "sum", "list": "P", "field": "Count", "per": "Zone", "max": 100
    });
    record_rule(
        per_zone,
        &[
            (json!({ "P": [part("a", 60), part("b", 60), part("a", 40)] }), &[]),
            (json!({ "P": [part("a", 60), part("b", 60), part("a", 41)] }), &["P"]),
            (json!({ "P": [part("a", 101), part("b", 101)] }), &["P", "P"]),
            (json!({ "P": [part("a", i64::MAX), part("a", i64::MAX)] }), &["P"]),
        ],
    );
    record_rule(
        json!({ "kind": "sum", "list": "P", "field": "Count", "max": 100 }),
        &[
            (json!({ "P": [part("a", 60), part("b", 40)] }), &[]),
            (json!({ "P": [part("a", 60), part("b", 41)] }), &["P"]),
        ],
    );
    record_rule(
        json!({ "kind": "equal_when_both", "fields": ["B", "N.Size"] }),
        &[
            (json!({ "B": 2, "N": { "Size": "2" } }), &[]),
            (json!({ "B": 2, "N": { "Size": 3 } }), &["N.Size"]),
            (json!({ "B": 2, "N": { "Size": 0 } }), &[]),
        ],
    );
}

#[test]
fn rules_that_count_tokens() {
    let by_tokens = json!({
        "kind": "value_by_tokens", "field": "B", "of": "A", "separator": ";",
        "cases": [{ "tokens": 1, "value": 1 }, { "tokens": 3, "value": 3 }]
    });
    record_rule(
        by_tokens,
        &[
            (json!({ "A": "x", "B": 1 }), &[]),
            (json!({ "A": "x", "B": 3 }), &["B"]),
            (json!({ "A": "x;y;z", "B": 1 }), &["B"]),
            (json!({ "A": "x;y", "B": 7 }), &[]),
            (json!({ "A": "x", "B": 0 }), &[]),
        ],
    );
    let requires = json!({
        "kind": "requires_tokens", "field": "C", "of": "A", "separator": ";", "count": 3
    });
    record_rule(
        requires,
        &[
            (json!({ "A": "x" }), &[]),
            (json!({ "A": "x", "C": [] }), &[]),
            (json!({ "A": "x", "C": ["y"] }), &["C"]),
            (json!({ "A": "x;y;z", "C": ["y"] }), &[]),
        ],
    );
}

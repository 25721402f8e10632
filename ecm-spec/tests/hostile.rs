//! Hostile texts: reading each of them ends soon, with a spec or with problems.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use ecm_spec::{ProblemCode, read, read_bytes};
use serde_json::Value;

const KINDS: &str = include_str!("specs/kinds.json");

/// Reads and renders a text; neither may panic.
fn survives(text: &str) {
    if let Err(problems) = read(text) {
        assert!(problems.len() > 0);
        assert!(!problems.render("a.json", text).is_empty());
    }
}

#[test]
fn every_beginning_of_a_spec() {
    for (offset, _) in KINDS.trim_end().char_indices() {
        let problems = read(&KINDS[..offset]).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems}");
        assert_eq!(problems.iter().next().unwrap().code, ProblemCode::Syntax);
        let _ = read_bytes(&KINDS.as_bytes()[..offset + 1]);
    }
}

/// Replaces the value at position `target` of a walk by `other`.
fn replace(value: &mut Value, target: usize, other: &Value, seen: &mut usize) {
    if *seen == target {
        *value = other.clone();
    }
    *seen += 1;
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(|item| replace(item, target, other, seen));
        }
        Value::Object(members) => {
            members.values_mut().for_each(|member| replace(member, target, other, seen));
        }
        _ => {}
    }
}

#[test]
fn every_value_replaced_by_every_kind_of_value() {
    let good: Value = serde_json::from_str(KINDS).unwrap();
    let others = [
        Value::Null,
        Value::from(-1),
        Value::from("Node"),
        Value::from(""),
        serde_json::json!([]),
        serde_json::json!({}),
        serde_json::json!([["a-z"], "Whole", 3]),
    ];
    for other in &others {
        for target in 0.. {
            let (mut mutated, mut seen) = (good.clone(), 0);
            replace(&mut mutated, target, other, &mut seen);
            if target >= seen {
                break;
            }
            survives(&mutated.to_string());
        }
    }
}

#[test]
fn every_member_left_out() {
    let lines: Vec<&str> = KINDS.lines().collect();
    for left_out in 0..lines.len() {
        let rest: Vec<&str> =
            lines.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, l)| *l).collect();
        survives(&rest.join("\n"));
    }
}

#[test]
fn a_great_many_problems_take_a_moment() {
    // One long line, as minified specs are: positions and suggestions must stay linear.
    let spec = |count: usize| {
        let types: Vec<String> = (0..count)
            .map(|id| format!("\"T{id}\":{{\"doc\":\"d\",\"fields\":{{\"A\":{{\"type\":\"U{id}\",\"doc\":\"d\"}}}}}}"))
            .collect();
        format!(
            "{{\"service\":\"s\",\"version\":\"2024-01-01\",\"revision\":\"1\",\"host\":\"h\",\"doc\":\"d\",\
             \"actions\":{{\"A\":{{\"doc\":\"d\",\"request\":\"T0\",\"response\":\"T1\",\"effect\":\"read\"}}}},\
             \"types\":{{{}}}}}",
            types.join(",")
        )
    };
    let (few, many) = (spec(1_250), spec(10_000));
    let took = |text: &str, count: usize| {
        let start = std::time::Instant::now();
        let problems = read(text).unwrap_err();
        assert_eq!(problems.len(), 2 * count - 2);
        assert!(problems.render("a.json", text).len() > 100 * count);
        start.elapsed()
    };
    // Eight times as many take eight times as long, and would take sixty-four times if anything were
    // quadratic. A machine that is busy meanwhile makes one try longer, and seldom all of them.
    let is_linear = || took(&many, 10_000) < 24 * took(&few, 1_250);
    assert!((0..3).any(|_| is_linear()), "the time grows faster than the spec");
}

#[test]
fn a_long_chain_of_records_is_no_deep_walk() {
    let last = 50_000;
    let types: Vec<String> = (0..=last)
        .map(|id| {
            let next = if id == last { 0 } else { id + 1 };
            format!("\"T{id}\":{{\"doc\":\"d\",\"fields\":{{\"A\":{{\"type\":\"T{next}\",\"doc\":\"d\"}}}}}}")
        })
        .collect();
    let text = format!(
        "{{\"service\":\"s\",\"version\":\"2024-01-01\",\"revision\":\"1\",\"host\":\"h\",\"doc\":\"d\",\
         \"actions\":{{\"A\":{{\"doc\":\"d\",\"request\":\"T0\",\"response\":\"T1\",\"effect\":\"read\"}}}},\
         \"types\":{{{}}}}}",
        types.join(",")
    );
    let spec = read(&text).unwrap();
    assert!(spec.types.iter().all(|one| one.sent && one.received && one.fields[0].boxed));
    let endless = text.replace("\"doc\":\"d\"}}", "\"doc\":\"d\",\"required\":true}}");
    let problems = read(&endless).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems.iter().next().unwrap().code, ProblemCode::EndlessRecord);
}

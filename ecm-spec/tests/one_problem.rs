//! One mistake is one problem: every value and every key of specs without a mistake, changed one by one.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use ecm_scratch::on_all_cores;
use ecm_spec::ProblemCode;
use serde_json::{Value, json};

const SPECS: [&str; 5] = [
    include_str!("specs/kinds.json"),
    include_str!("../../tests/specs/warehouse-2024-03-31.json"),
    include_str!("../../tests/specs/workshop-2024-02-29.json"),
    include_str!("../../tests/specs/letters-2024-07-01.json"),
    include_str!("../../tests/specs/parrots-2024-08-01.json"),
];

/// A change of one value or one key.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mistake {
    /// A value of another JSON type.
    WrongType,
    /// A text with one letter too many, or in brackets.
    OtherText,
    /// A quite different text.
    OtherName,
    /// A key with one letter too many.
    Renamed,
}

fn paths(value: &Value, here: &mut Vec<String>, all: &mut Vec<Vec<String>>) {
    if !here.is_empty() {
        all.push(here.clone());
    }
    let inner: Vec<(String, &Value)> = match value {
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
        _ => Vec::new(),
    };
    for (step, value) in inner {
        here.push(step);
        paths(value, here, all);
        here.pop();
    }
}

fn at<'a>(value: &'a mut Value, path: &[String]) -> &'a mut Value {
    path.iter().fold(value, |value, step| match value {
        Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
        Value::Object(members) => members.get_mut(step).unwrap(),
        _ => panic!("{step} is nowhere"),
    })
}

/// The spec with each mistake that can be made at a path.
fn mistakes(spec: &Value, path: &[String]) -> Vec<(Mistake, Value)> {
    let value = at(&mut spec.clone(), path).clone();
    let mut changed: Vec<(Mistake, Value)> = Vec::new();
    for other in [json!(null), json!(5), json!("some text"), json!([5]), json!({})] {
        let same_type = std::mem::discriminant(&other) == std::mem::discriminant(&value);
        if !same_type {
            changed.push((Mistake::WrongType, other));
        }
    }
    if let Value::String(text) = &value {
        changed.push((Mistake::OtherText, json!(format!("{text}x"))));
        changed.push((Mistake::OtherText, json!(format!("{text}[]"))));
        changed.push((Mistake::OtherName, json!("Zyxwvut")));
    }
    let mut made: Vec<_> = changed
        .into_iter()
        .map(|(mistake, other)| {
            let mut spec = spec.clone();
            *at(&mut spec, path) = other;
            (mistake, spec)
        })
        .collect();
    let (last, outer) = path.split_last().unwrap();
    let mut spec = spec.clone();
    if let Value::Object(members) = at(&mut spec, outer) {
        let value = members.remove(last).unwrap();
        members.insert(format!("{last}x"), value);
        made.push((Mistake::Renamed, spec));
    }
    made
}

/// Several problems that may follow from one mistake: each use of a name that the file no longer has, and two
/// names that are no longer told apart.
fn may_be_several(path: &[String], mistake: Mistake, codes: &[ProblemCode]) -> bool {
    let of_one_code = |code| codes.iter().all(|found| *found == code);
    let last = path.last().unwrap();
    let is_definition = mistake == Mistake::Renamed
        && (path.len() == 2 || path.len() == 4 && path[2] == "fields")
        || mistake != Mistake::WrongType && last == "value";
    let is_named = [
        ProblemCode::UnknownAction,
        ProblemCode::UnknownActionGroup,
        ProblemCode::UnknownError,
        ProblemCode::UnknownField,
        ProblemCode::UnknownType,
        ProblemCode::UnknownValue,
    ];
    // Nothing tells that a quite different name stands for what then is not used.
    let is_unused = [
        ProblemCode::UnreachableActionGroup,
        ProblemCode::UnreachableEnum,
        ProblemCode::UnreachableError,
        ProblemCode::UnreachableType,
    ];
    let others: Vec<_> = codes.iter().filter(|code| !is_unused.contains(code)).collect();
    let is_reference = mistake == Mistake::OtherName
        && matches!(others.as_slice(), [unknown] if is_named.contains(unknown));
    is_definition && is_named.into_iter().any(of_one_code)
        || is_reference
        || (last == "name" || path.len() == 4) && codes.contains(&ProblemCode::NameCollision)
}

/// Makes the mistakes at some paths; returns their number and what is wrong with their problems.
fn judge(spec: &Value, paths: &[Vec<String>]) -> (usize, Vec<String>) {
    let (mut made, mut wrong) = (0, Vec::new());
    for path in paths {
        for (mistake, spec) in mistakes(spec, path) {
            let Err(problems) = ecm_spec::read(&spec.to_string()) else { continue };
            made += 1;
            let codes: Vec<ProblemCode> = problems.iter().map(|problem| problem.code).collect();
            if codes.len() > 1 && !may_be_several(path, mistake, &codes) {
                let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
                wrong.push(format!("{mistake:?} {}: {}", path.join("/"), lines.join(" || ")));
            }
        }
    }
    (made, wrong)
}

#[test]
fn one_mistake_is_one_problem() {
    let (mut made, mut wrong) = (0, Vec::new());
    for text in SPECS {
        let spec: Value = serde_json::from_str(text).unwrap();
        let mut all = Vec::new();
        paths(&spec, &mut Vec::new(), &mut all);
        for (count, others) in on_all_cores(all.len(), |share| judge(&spec, &all[share])) {
            made += count;
            wrong.extend(others);
        }
    }
    assert!(made > 6_000, "{made} mistakes");
    let shown: Vec<&str> = wrong.iter().take(20).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} of {made}:\n{}", wrong.len(), shown.join("\n"));
}

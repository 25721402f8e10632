//! Specs in which several things are different at once, anywhere: whatever the reader takes, the
//! difference has to account for, value by value.

use ecm_diff::{Diff, diff};
use ecm_tests::leaves::disagreements;
use fastrand::Rng;
use serde_json::{Value, json};

use crate::diff::mutant::Origin;

/// Tries of an edit; most make no spec.
const TRIES: usize = 400;

/// Edits that are made one on top of the other before it begins anew.
const DEPTH: usize = 6;

/// Every value of a spec, by the way that leads there, but for sets, which are the same in
/// many spellings.
fn places(spec: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), spec)];
    while let Some((path, value)) = open.pop() {
        let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
        match value {
            Value::Object(members) => {
                open.extend(
                    members.iter().map(|(key, value)| (format!("{path}/{}", escaped(key)), value)),
                );
            }
            Value::Array(items) => {
                open.extend(
                    items.iter().enumerate().map(|(at, value)| (format!("{path}/{at}"), value)),
                );
            }
            _ => {}
        }
        found.push(path);
    }
    found.retain(|path| {
        !path.split('/').any(|key| ["allowed", "alphabet", "of", "cases"].contains(&key))
    });
    found
}

/// One edit somewhere: a part goes, is doubled under another name, changes places, or is another.
fn edit(spec: &mut Value, places: &[String], rng: &mut Rng) {
    let path = rng.choice(places).unwrap();
    let (above, key) = path.rsplit_once('/').unwrap_or(("", ""));
    let key = key.replace("~1", "/").replace("~0", "~");
    let other = rng.choice(places).unwrap();
    let other = spec.pointer(other).filter(|value| !value.is_object()).cloned();
    match rng.u8(..8) {
        0 | 1 => remove(spec.pointer_mut(above), &key),
        2 | 3 => double(spec.pointer_mut(above), &key),
        4 => swap(spec.pointer_mut(above), rng),
        5 => {
            if let (Some(value), Some(other)) = (spec.pointer_mut(path), other) {
                *value = other;
            }
        }
        _ => alter(spec.pointer_mut(path), rng),
    }
}

fn remove(from: Option<&mut Value>, key: &str) {
    match from {
        Some(Value::Object(members)) => {
            members.shift_remove(key);
        }
        Some(Value::Array(items)) if items.len() > 1 => {
            key.parse().ok().filter(|at| *at < items.len()).map(|at: usize| items.remove(at));
        }
        _ => {}
    }
}

fn double(within: Option<&mut Value>, key: &str) {
    match within {
        Some(Value::Object(members)) => {
            if let Some(mut twin) = members.get(key).cloned() {
                // A name of its own would be there twice.
                if let Some(twin) = twin.as_object_mut() {
                    twin.shift_remove("name");
                }
                members.insert(format!("{key}New"), twin);
            }
        }
        Some(Value::Array(items)) => {
            if let Some(mut twin) = items.get(key.parse::<usize>().unwrap_or(0)).cloned() {
                for name in ["id", "value", "name"] {
                    if let Some(Value::String(text)) = twin.get_mut(name) {
                        text.push_str("NEW");
                    }
                }
                items.push(twin);
            }
        }
        _ => {}
    }
}

/// Two neighbours change places.
fn swap(within: Option<&mut Value>, rng: &mut Rng) {
    match within {
        Some(Value::Object(members)) if members.len() > 1 => {
            let at = rng.usize(..members.len() - 1);
            let mut all: Vec<_> = std::mem::take(members).into_iter().collect();
            all.swap(at, at + 1);
            members.extend(all);
        }
        Some(Value::Array(items)) if items.len() > 1 => {
            let at = rng.usize(..items.len() - 1);
            items.swap(at, at + 1);
        }
        _ => {}
    }
}

/// Another value of the same kind, or one more key.
fn alter(value: Option<&mut Value>, rng: &mut Rng) {
    const WORDS: [&str; 7] = ["string", "int64", "bool", "[string]", "read", "create", "warn"];
    match value {
        Some(Value::String(text)) => match rng.bool() {
            true => text.push('x'),
            false => rng.choice(WORDS).unwrap().clone_into(text),
        },
        Some(Value::Bool(flag)) => *flag = !*flag,
        Some(value) if value.is_number() => *value = json!(rng.u8(..20)),
        Some(Value::Object(members)) => {
            let keys = [
                ("nullable", json!(true)),
                ("always_returned", json!(true)),
                ("required", json!(true)),
                ("secret", json!(true)),
                ("deprecated", json!("Of no use.")),
                ("unit", json!("furlongs")),
                ("severity", json!("warn")),
                ("common", json!(true)),
                ("unsigned", json!(true)),
                ("effect_guessed", json!(true)),
                ("generated_id", json!({ "prefix": "new-" })),
                ("rate_limit", json!({ "id": "RATE", "per_second": 3 })),
                ("retry", json!("after_backoff")),
                ("doc", json!("Words.")),
            ];
            let (key, value) = rng.choice(keys).unwrap();
            members.entry(key).or_insert(value);
        }
        _ => {}
    }
}

/// What a difference is in numbers, seen from either side.
fn sides(diff: &Diff) -> (usize, usize) {
    let companions = diff.changes.iter().map(|change| change.companions.len());
    (diff.changes.len(), companions.sum())
}

#[test]
fn whatever_is_different_is_told_once() {
    std::thread::scope(|scope| {
        for (seed, origin) in crate::diff::origins().into_iter().enumerate() {
            scope.spawn(move || walk(&origin, seed as u64));
        }
    });
}

fn walk(origin: &Origin, seed: u64) {
    let mut rng = Rng::with_seed(seed);
    let places = places(&origin.text);
    let (mut text, mut depth, mut seen) = (origin.text.clone(), 0, 0);
    for _ in 0..TRIES {
        let mut edited = text.clone();
        edit(&mut edited, &places, &mut rng);
        let Ok(spec) = ecm_spec::read(&edited.to_string()) else { continue };
        let (there, back) = (diff(&origin.spec, &spec), diff(&spec, &origin.spec));
        assert_eq!(sides(&there), sides(&back), "{edited}");
        if spec == origin.spec {
            assert!(there.is_empty(), "{:?}", crate::diff::shown(&there));
            continue;
        }
        seen += 1;
        let wrong = disagreements(&origin.text, &edited, &there);
        assert!(wrong.is_empty(), "seed {seed}: {wrong:#?}\n{:#?}", crate::diff::shown(&there));
        (text, depth) = (edited, depth + 1);
        if depth == DEPTH {
            (text, depth) = (origin.text.clone(), 0);
        }
    }
    assert!(seen > TRIES / 20, "{seen} of {TRIES} were specs");
}

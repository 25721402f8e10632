//! Small changes to a spec that leave it JSON, and often a spec.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::words::{CHOICES, MEMBERS, NAMES, NUMBERS, RECORD_RULES, TEXTS, TYPES, VALUE_RULES};

/// The text after one to four changes; `None` if it is no JSON.
pub fn mutated(text: &[u8], seed: u64) -> Option<String> {
    let mut spec: Value = serde_json::from_slice(text).ok()?;
    let mut rng = Rng::with_seed(seed);
    for _ in 0..rng.usize(1..=4) {
        change(&mut spec, &mut rng);
    }
    Some(spec.to_string())
}

/// The first text with something of the second in it, at a place of the same name if there is one.
pub fn crossed(first: &[u8], second: &[u8], seed: u64) -> Option<String> {
    let mut spec: Value = serde_json::from_slice(first).ok()?;
    let other: Value = serde_json::from_slice(second).ok()?;
    let mut rng = Rng::with_seed(seed);
    let from = rng.choice(places(&other))?;
    let gift = other.pointer(&from)?.clone();
    let key = last_key(&from);
    // Beside what is there, where that has names of its own; otherwise in its stead.
    let owners: Vec<String> =
        places(&spec).into_iter().filter(|place| last_key(place) == parent_key(&from)).collect();
    match rng.choice(owners).and_then(|place| spec.pointer_mut(&place)) {
        Some(Value::Object(members)) => {
            members.insert(key.to_owned(), gift);
        }
        Some(Value::Array(items)) => items.push(gift),
        _ => {
            let alike = places(&spec).into_iter().filter(|place| last_key(place) == key);
            let place = rng.choice(alike.collect::<Vec<_>>())?;
            *spec.pointer_mut(&place)? = gift;
        }
    }
    Some(spec.to_string())
}

fn change(spec: &mut Value, rng: &mut Rng) {
    match rng.u8(..13) {
        0 => copy(spec, rng),
        1 => remove(spec, rng),
        2 => double(spec, rng),
        3 => rename_key(spec, rng),
        4 | 5 => rename_everywhere(spec, rng),
        6 => scalar(spec, rng),
        7 => add_field(spec, rng),
        8 => add_member(spec, rng),
        9 => add_rule(spec, "fields", VALUE_RULES, rng),
        10 => add_rule(spec, "types", RECORD_RULES, rng),
        11 => add_name(spec, rng),
        _ => text(spec, rng),
    }
}

/// JSON pointers to all values but the root.
fn places(spec: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), spec)];
    while let Some((place, value)) = open.pop() {
        let step = |key: &str| format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
        match value {
            Value::Object(members) => {
                open.extend(members.iter().map(|(key, value)| (step(key), value)));
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                open.extend(items.map(|(index, value)| (step(&index.to_string()), value)));
            }
            _ => {}
        }
        if !place.is_empty() {
            found.push(place);
        }
    }
    found
}

fn last_key(place: &str) -> &str {
    place.rsplit('/').next().unwrap_or_default()
}

fn parent_key(place: &str) -> &str {
    place.rsplit('/').nth(1).unwrap_or_default()
}

/// A place of which the condition holds.
fn some_place(spec: &Value, rng: &mut Rng, fits: impl Fn(&str, &Value) -> bool) -> Option<String> {
    let mut places = places(spec);
    places.retain(|place| spec.pointer(place).is_some_and(|value| fits(place, value)));
    rng.choice(places)
}

/// The value that holds the place, and the key within.
fn owner<'v>(spec: &'v mut Value, place: &str) -> Option<(&'v mut Value, String)> {
    let (above, key) = place.rsplit_once('/')?;
    Some((spec.pointer_mut(above)?, key.replace("~1", "/").replace("~0", "~")))
}

/// One value in place of another.
fn copy(spec: &mut Value, rng: &mut Rng) {
    let (from, to) = (some_place(spec, rng, |_, _| true), some_place(spec, rng, |_, _| true));
    let Some(value) = from.and_then(|place| spec.pointer(&place).cloned()) else { return };
    if let Some(target) = to.and_then(|place| spec.pointer_mut(&place)) {
        *target = value;
    }
}

fn remove(spec: &mut Value, rng: &mut Rng) {
    let Some(place) = some_place(spec, rng, |_, _| true) else { return };
    match owner(spec, &place) {
        Some((Value::Object(members), key)) => {
            members.shift_remove(&key);
        }
        Some((Value::Array(items), key)) => {
            if let Some(index) = key.parse().ok().filter(|index: &usize| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// The same again under another name, or once more in the list.
fn double(spec: &mut Value, rng: &mut Rng) {
    let Some(place) = some_place(spec, rng, |_, _| true) else { return };
    let Some(value) = spec.pointer(&place).cloned() else { return };
    match owner(spec, &place) {
        Some((Value::Object(members), _)) => {
            members.insert(name(rng), value);
        }
        Some((Value::Array(items), _)) => items.push(value),
        _ => {}
    }
}

fn rename_key(spec: &mut Value, rng: &mut Rng) {
    let Some(place) = some_place(spec, rng, |_, _| true) else { return };
    if let Some((Value::Object(members), key)) = owner(spec, &place) {
        let new = name(rng);
        let renamed: Map<String, Value> = std::mem::take(members)
            .into_iter()
            .map(|(old, value)| (if old == key { new.clone() } else { old }, value))
            .collect();
        *members = renamed;
    }
}

/// Where things are that are called by the key before them.
const NAMED: [&str; 5] = ["actions", "types", "enums", "errors", "fields"];

/// A name of its own for Rust.
fn add_name(spec: &mut Value, rng: &mut Rng) {
    let named = |place: &str, value: &Value| {
        value.is_object() && (NAMED.contains(&parent_key(place)) || parent_key(place) == "values")
    };
    let place = some_place(spec, rng, named);
    if let Some(Value::Object(members)) = place.and_then(|place| spec.pointer_mut(&place)) {
        members.insert("name".to_owned(), Value::from(name(rng)));
    }
}

/// A new name for a thing and all who speak of it, so that a spec stays one.
fn rename_everywhere(spec: &mut Value, rng: &mut Rng) {
    let named = |place: &str, _: &Value| NAMED.contains(&parent_key(place));
    let Some(place) = some_place(spec, rng, named) else { return };
    let new = name(rng);
    let mut text = spec.to_string();
    for lists in 0..3 {
        text = text.replace(&quoted(last_key(&place), lists), &quoted(&new, lists));
    }
    if let Ok(renamed) = serde_json::from_str(&text) {
        *spec = renamed;
    }
}

fn quoted(name: &str, lists: usize) -> String {
    json!(format!("{}{name}{}", "[".repeat(lists), "]".repeat(lists))).to_string()
}

fn scalar(spec: &mut Value, rng: &mut Rng) {
    let place = some_place(spec, rng, |_, value| !value.is_object() && !value.is_array());
    let Some(target) = place.and_then(|place| spec.pointer_mut(&place)) else { return };
    *target = match target {
        Value::Number(_) => number(rng),
        Value::Bool(flag) => Value::Bool(!*flag),
        _ => match rng.u8(..4) {
            0 => Value::from(one(TYPES, rng)),
            1 => Value::from(one(CHOICES, rng)),
            2 => Value::from(name(rng)),
            _ => number(rng),
        },
    };
}

/// A text that is elsewhere in the spec, or that tries to leave its place.
fn text(spec: &mut Value, rng: &mut Rng) {
    let from = some_place(spec, rng, |_, value| value.is_string());
    let known = from.and_then(|place| spec.pointer(&place)?.as_str().map(str::to_owned));
    let place = some_place(spec, rng, |_, value| value.is_string());
    let Some(Value::String(target)) = place.and_then(|place| spec.pointer_mut(&place)) else {
        return;
    };
    match (rng.u8(..4), known) {
        (0, Some(known)) => *target = known,
        (1, Some(known)) => target.push_str(&known),
        (2, _) => target.push_str(one(TEXTS, rng)),
        _ => *target = one(TEXTS, rng).to_owned(),
    }
}

fn add_field(spec: &mut Value, rng: &mut Rng) {
    let mut types: Vec<String> = TYPES.iter().map(|ty| (*ty).to_owned()).collect();
    for kind in ["types", "enums"] {
        let names = spec.get(kind).and_then(Value::as_object).into_iter().flatten();
        types.extend(names.flat_map(|(name, _)| [name.clone(), format!("[{name}]")]));
    }
    let place =
        some_place(spec, rng, |place, value| last_key(place) == "fields" && value.is_object());
    let Some(Value::Object(fields)) = place.and_then(|place| spec.pointer_mut(&place)) else {
        return;
    };
    let ty = rng.choice(types).unwrap_or_default();
    let mut field = json!({ "type": ty, "doc": "d" });
    if rng.bool() {
        field["required"] = Value::Bool(rng.bool());
    }
    fields.insert(name(rng), field);
}

fn add_member(spec: &mut Value, rng: &mut Rng) {
    let Some(place) = some_place(spec, rng, |_, value| value.is_object()) else { return };
    let Some((key, value)) = rng.choice(MEMBERS) else { return };
    if let Some(Value::Object(members)) = spec.pointer_mut(&place) {
        members.insert((*key).to_owned(), parsed(value));
    }
}

/// A rule for one of the things that are listed under `kind`, about fields that are there.
fn add_rule(spec: &mut Value, kind: &str, rules: &[&str], rng: &mut Rng) {
    let place = some_place(spec, rng, |place, _| parent_key(place) == kind);
    let Some(Value::Object(members)) = place.and_then(|place| spec.pointer_mut(&place)) else {
        return;
    };
    let fields = members.get("fields").and_then(Value::as_object).into_iter().flatten();
    let fields: Vec<String> = fields.map(|(name, _)| name.clone()).collect();
    let mut rule = one(rules, rng).to_owned();
    while rule.contains("\"?\"") {
        let field = rng.choice(&fields).cloned().unwrap_or_else(|| name(rng));
        rule = rule.replacen("\"?\"", &quoted(&field, 0), 1);
    }
    let mut rule = parsed(&rule);
    rule["id"] = Value::from(format!("Z{}", rng.u16(..)));
    match members.entry("rules").or_insert_with(|| json!([])) {
        Value::Array(rules) => rules.push(rule),
        other => *other = json!([rule]),
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

fn number(rng: &mut Rng) -> Value {
    match rng.bool() {
        true => parsed(one(NUMBERS, rng)),
        false => Value::from(rng.i8(..)),
    }
}

/// A name: one that is trouble, or two of them together.
fn name(rng: &mut Rng) -> String {
    match rng.u8(..3) {
        0 => format!("{}{}", one(NAMES, rng), one(NAMES, rng)),
        _ => one(NAMES, rng).to_owned(),
    }
}

fn one<'w>(words: &[&'w str], rng: &mut Rng) -> &'w str {
    rng.choice(words).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promises::{Verdict, check};

    const SEED: &[u8] = include_bytes!("../../../ecm-spec/tests/specs/kinds.json");

    #[test]
    fn many_mutations_are_still_specs_and_many_are_not() {
        let verdicts: Vec<Verdict> =
            (0..300).map(|seed| check(mutated(SEED, seed).unwrap().as_bytes())).collect();
        let specs = verdicts.iter().filter(|verdict| **verdict == Verdict::Spec).count();
        assert!((30..270).contains(&specs), "{specs} of 300");
    }

    #[test]
    fn crossing_takes_something_over() {
        let other = br#"{"types": {"Fresh": {"doc": "d", "fields": {}}}}"#;
        let takes = |seed| crossed(SEED, other, seed).unwrap().contains("Fresh");
        assert!((0..50).any(takes));
    }

    #[test]
    fn what_is_no_json_is_left_alone() {
        assert_eq!(mutated(b"{", 1), None);
        assert_eq!(crossed(b"{}", b"{", 1), None);
    }
}

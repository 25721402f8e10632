//! A spec with some of its actions: thousands of changes of all of ECM, read one by one, would take
//! the better part of an hour.

use std::collections::BTreeSet;

use serde_json::Value;

/// The spec with these actions and what they reach.
pub(crate) fn cut(text: &str, actions: &[&str]) -> String {
    let mut spec: Value = serde_json::from_str(text).unwrap();
    keep(&mut spec, "actions", |name, _| actions.contains(&name));
    let reached = reached(&spec);
    for table in ["types", "enums"] {
        keep(&mut spec, table, |name, _| reached.contains(name));
    }
    keep(&mut spec, "waiters", |_, waiter| actions.iter().any(|name| waiter["action"] == *name));
    let used = spec["actions"].to_string() + &spec["types"].to_string();
    keep(&mut spec, "errors", |code, error| {
        error["common"] == true || used.contains(&format!("\"{code}\""))
    });
    let of_actions = spec["actions"].to_string();
    keep(&mut spec, "groups", |group, _| of_actions.contains(&format!("\"group\":\"{group}\"")));
    spec.to_string()
}

fn keep(spec: &mut Value, table: &str, wanted: impl Fn(&str, &Value) -> bool) {
    if let Some(table) = spec.get_mut(table).and_then(Value::as_object_mut) {
        table.retain(|name, value| wanted(name, value));
    }
}

/// The names of types and enums that the actions reach.
fn reached(spec: &Value) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let actions = spec["actions"].as_object().unwrap().values();
    let mut open: Vec<String> = actions
        .flat_map(|action| [&action["request"], &action["response"]])
        .map(|name| name.as_str().unwrap().to_owned())
        .collect();
    while let Some(name) = open.pop() {
        if let Some(fields) = spec["types"][&name]["fields"].as_object()
            && !reached.contains(&name)
        {
            let shapes = fields.values().filter_map(|field| field["type"].as_str());
            open.extend(shapes.map(|shape| shape.trim_matches(['[', ']']).to_owned()));
        }
        reached.insert(name);
    }
    reached
}

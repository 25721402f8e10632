//! A spec with some of its actions: thousands of changes of all of ECM, read one by one, would take
//! the better part of an hour.

use std::collections::BTreeSet;

use serde_json::Value;

/// The spec with these actions and what they reach.
pub(crate) fn cut(whole: &Value, actions: &[&str]) -> Value {
    let reached = reached(whole, actions);
    let member = |(table, all): (&String, &Value)| {
        let kept = |name: &str, value: &Value| match table.as_str() {
            "actions" => actions.contains(&name),
            "types" | "enums" => reached.contains(name),
            "waiters" => actions.iter().any(|action| value["action"] == *action),
            _ => true,
        };
        let all = match all {
            Value::Object(all) => {
                let kept = all.iter().filter(|(name, value)| kept(name, value));
                Value::Object(kept.map(|(name, value)| (name.clone(), value.clone())).collect())
            }
            other => other.clone(),
        };
        (table.clone(), all)
    };
    let mut spec = Value::Object(whole.as_object().unwrap().iter().map(member).collect());
    let used = spec["actions"].to_string() + &spec["types"].to_string();
    keep(&mut spec, "errors", |code, error| {
        error["common"] == true || used.contains(&format!("\"{code}\""))
    });
    let of_actions = spec["actions"].to_string();
    keep(&mut spec, "groups", |group, _| of_actions.contains(&format!("\"group\":\"{group}\"")));
    spec
}

fn keep(spec: &mut Value, table: &str, wanted: impl Fn(&str, &Value) -> bool) {
    if let Some(table) = spec.get_mut(table).and_then(Value::as_object_mut) {
        table.retain(|name, value| wanted(name, value));
    }
}

/// The names of types and enums that the actions reach.
fn reached(spec: &Value, actions: &[&str]) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<String> = actions
        .iter()
        .map(|name| &spec["actions"][name])
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

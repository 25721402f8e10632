//! Merging of JSON values.

use serde_json::{Map, Value};

use super::TrackingTag;

/// Fills the tag into all texts, once each, so that braces in the tag itself are kept.
pub(super) fn fill(value: &mut Value, tag: &TrackingTag) {
    match value {
        Value::String(text) => *text = fill_text(text, tag),
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, tag)),
        Value::Object(members) => members.values_mut().for_each(|member| fill(member, tag)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn fill_text(text: &str, tag: &TrackingTag) -> String {
    let parts = text.split("{key}").map(|part| part.replace("{value}", &tag.value));
    parts.collect::<Vec<_>>().join(&tag.key)
}

/// Merges `new` into `old`: beside it where both are lists or objects, in place of it otherwise.
pub(super) fn merge(old: &mut Value, new: Value) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in new {
                merge(old.entry(key).or_insert(Value::Null), value);
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            for item in new {
                match old.iter_mut().find(|existing| is_same_item(existing, &item)) {
                    Some(existing) => merge(existing, item),
                    None => old.push(item),
                }
            }
        }
        (old, new) => *old = new,
    }
}

/// Returns true if an item of a list is the one that another item belongs into. It is equal, or an
/// object that agrees in all members that are neither list nor object and has room for the rest.
fn is_same_item(existing: &Value, item: &Value) -> bool {
    match (existing, item) {
        (Value::Object(existing), Value::Object(item)) => members_agree(existing, item),
        _ => existing == item,
    }
}

fn members_agree(existing: &Map<String, Value>, item: &Map<String, Value>) -> bool {
    let is_plain = |value: &Value| !value.is_array() && !value.is_object();
    item.iter().all(|(key, value)| !is_plain(value) || existing.get(key) == Some(value))
}

/// Smallest object that has a text as one of its members: the tag as a template has it.
pub(super) fn innermost<'v>(value: &'v Value, text: &str) -> Option<&'v Map<String, Value>> {
    match value {
        Value::Array(items) => items.iter().find_map(|item| innermost(item, text)),
        Value::Object(members) => {
            let below = members.values().find_map(|value| innermost(value, text));
            let has_it = || members.values().any(|value| value.as_str() == Some(text));
            below.or_else(|| has_it().then_some(members))
        }
        _ => None,
    }
}

/// Tells that an object with these members stands within a value.
pub(super) fn has_within(value: &Value, wanted: &Map<String, Value>) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| has_within(item, wanted)),
        Value::Object(members) => {
            wanted.iter().all(|(name, value)| members.get(name) == Some(value))
                || members.values().any(|value| has_within(value, wanted))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_mark_is_put_in_once() {
        let tag = TrackingTag::new("{value}", "a{key}b");
        let mut value = json!({"{key}": ["tag:{key}", "{value}{value}", "{other} {", 7]});
        fill(&mut value, &tag);
        assert_eq!(value, json!({"{key}": ["tag:{value}", "a{key}ba{key}b", "{other} {", 7]}));
    }

    #[test]
    fn what_is_there_stays() {
        let tag = |key: &str, value: &str| json!({"Key": key, "Value": value});
        let tagged = |kind: &str, tags: Vec<Value>| json!({"Type": kind, "Tags": tags});
        let new = || json!([tagged("instance", vec![tag("k", "v")])]);
        for (mut old, expected) in [
            (Value::Null, new()),
            (json!([]), new()),
            (
                json!([tagged("module", vec![tag("a", "b")])]),
                json!([
                    tagged("module", vec![tag("a", "b")]),
                    tagged("instance", vec![tag("k", "v")])
                ]),
            ),
            (
                json!([tagged("instance", vec![tag("a", "b")])]),
                json!([tagged("instance", vec![tag("a", "b"), tag("k", "v")])]),
            ),
            (new(), new()),
        ] {
            merge(&mut old, new());
            assert_eq!(old, expected);
        }
    }
}

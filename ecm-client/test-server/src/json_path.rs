//! Access to values inside JSON objects, by path.

use serde_json::{Map, Value};

/// Sets the value at a path, creating objects on the way.
pub(super) fn set(record: &mut Map<String, Value>, path: &[String], value: Value) {
    let Some((name, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        record.insert(name.clone(), value);
        return;
    }
    let inner = record.entry(name.clone()).or_insert(Value::Null);
    if !inner.is_object() {
        *inner = Value::Object(Map::new());
    }
    if let Value::Object(inner) = inner {
        set(inner, rest, value);
    }
}

pub(super) fn get<'r>(record: &'r Map<String, Value>, path: &[String]) -> Option<&'r Value> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(record.get(first)?, |value, name| value.get(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn path(text: &str) -> Vec<String> {
        text.split('.').map(str::to_owned).collect()
    }

    #[test]
    fn values_are_put_where_there_was_nothing_or_something_else() {
        let mut record = Map::new();
        set(&mut record, &path("A.B"), json!(1));
        set(&mut record, &path("A.C"), json!(2));
        set(&mut record, &path("D"), json!(3));
        set(&mut record, &path("D.E"), json!(4));
        assert_eq!(Value::Object(record), json!({ "A": { "B": 1, "C": 2 }, "D": { "E": 4 } }));
    }
}

//! Sample responses for waiters: the requested ids, in the state that is waited for.

use ecm_spec::model::{Action, Path, Spec, StateSource, Waiter, WaiterIds};
use serde_json::{Map, Value};

use crate::json_path::{get, set};

/// Puts the state that is waited for into the response of a polled action.
pub(super) fn apply_waiter(
    spec: &Spec,
    action: &Action,
    body: &Value,
    answer: &mut Map<String, Value>,
) {
    let asks = |waiter: &&Waiter| {
        spec.actions.get(waiter.action.index()).is_some_and(|asked| asked.name == action.name)
    };
    let Some(waiter) = spec.waiters.iter().find(asks) else { return };
    let Some(state_waited_for) = waiter.until.first() else { return };
    match &waiter.state {
        StateSource::Response { state } => put_state(answer, state, state_waited_for),
        StateSource::Items { items, id, state } => {
            let Some(Value::Array(there)) = get(answer, items) else { return };
            let in_state = |record: &Map<String, Value>| {
                let mut record = record.clone();
                put_state(&mut record, state, state_waited_for);
                record
            };
            let Some(Value::Object(one)) = there.first() else { return };
            let one = in_state(one);
            let ids = ids(&waiter.ids, body);
            let records: Vec<Value> = if ids.is_empty() {
                // Nobody asks for some of them, so that all are there.
                let records = there.iter().filter_map(Value::as_object);
                records.map(|record| in_state(record).into()).collect()
            } else {
                let record = |asked: &Value| {
                    let mut record = one.clone();
                    set(&mut record, id, asked.clone());
                    Value::Object(record)
                };
                ids.into_iter().map(record).collect()
            };
            set(answer, items, records.into());
        }
    }
}

/// Sets a state in the type of its field; integers are decimal text in the model.
fn put_state(record: &mut Map<String, Value>, path: &Path, state: &str) {
    let number = get(record, path).is_some_and(Value::is_number);
    let value = state.parse::<i64>().ok().filter(|_| number);
    set(record, path, value.map_or_else(|| state.into(), Value::from));
}

fn ids<'b>(by: &WaiterIds, body: &'b Value) -> Vec<&'b Value> {
    let texts = |value: Option<&'b Value>| match value {
        Some(Value::Array(items)) => items.iter().filter(|item| item.is_string()).collect(),
        Some(one) if one.is_string() => vec![one],
        _ => Vec::new(),
    };
    match by {
        WaiterIds::One(field) | WaiterIds::List(field) => texts(body.get(field)),
        WaiterIds::Filter { list, name, value, values } => {
            let filters = body.get(list).and_then(Value::as_array).into_iter().flatten();
            let of_ids = filters
                .filter(|filter| filter.get(name).and_then(Value::as_str) == Some(value.as_str()));
            of_ids.flat_map(|filter| texts(filter.get(values))).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::sample_response;
    use super::*;
    use crate::ids::IdGenerator;

    fn answer(name: &str, body: Value) -> Value {
        let mut text = json!({
            "service": "lamp", "version": "2024-01-01", "revision": "1",
            "host": "lamp.example.com", "doc": "Lamps."
        });
        text["actions"] = json!({
            "ListLamps": { "doc": "Lists.", "request": "ListRequest", "response": "ListResponse",
                           "effect": "read" },
            "AskTask": { "doc": "Asks.", "request": "AskRequest", "response": "AskResponse",
                         "effect": "read" }
        });
        let field = |ty: &str| json!({ "type": ty, "doc": "Some." });
        text["types"] = json!({
            "ListRequest": { "doc": "Which.", "fields": { "Ids": field("[string]") } },
            "ListResponse": { "doc": "Lamps.", "fields": { "Lamps": field("[Lamp]") } },
            "Lamp": { "doc": "A lamp.", "fields": { "Id": field("string"), "State": field("string") } },
            "AskRequest": { "doc": "Which.", "fields": { "Task": field("string") } },
            "AskResponse": { "doc": "How.", "fields": { "Status": field("int64") } }
        });
        text["waiters"] = json!({
            "LampsOn": { "doc": "On.", "action": "ListLamps", "ids": "Ids", "items": "Lamps",
                         "id": "Id", "state": "State", "until": ["ON"], "poll_seconds": 1,
                         "within_seconds": 9 },
            "TaskDone": { "doc": "Done.", "action": "AskTask", "ids": "Task", "state": "Status",
                          "until": [7], "poll_seconds": 1, "within_seconds": 9 }
        });
        let spec = ecm_spec::read(&text.to_string()).unwrap_or_else(|all| panic!("{all}"));
        let action = spec.action(name).unwrap();
        Value::Object(sample_response(&spec, action, &body, &IdGenerator::new(0)))
    }

    #[test]
    fn who_waits_finds_what_was_asked_for_in_its_state() {
        let two = answer("ListLamps", json!({ "Ids": ["a", "b"] }));
        assert_eq!(
            two["Lamps"],
            json!([{ "Id": "a", "State": "ON" }, { "Id": "b", "State": "ON" }])
        );
        let any = answer("ListLamps", json!({}));
        assert_eq!(any["Lamps"], json!([{ "Id": "Id", "State": "ON" }]));
        assert_eq!(answer("AskTask", json!({ "Task": "t" })), json!({ "Status": 7 }));
    }
}

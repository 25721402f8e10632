//! Values of requests and records, by path.

use ecm_spec::model::{EnumValues, GeneratedIdPer, Scalar, Shape, Spec};
use serde_json::{Value, json};

use crate::sample::MAX_IDS;

/// Returns the values at a path, through lists; of the selected list, only those of one item.
pub(super) fn values_at<'v>(
    value: &'v Value,
    path: &[String],
    selected: Option<(&str, usize)>,
) -> Vec<&'v Value> {
    let Some((name, rest)) = path.split_first() else {
        return if is_blank(value) { Vec::new() } else { vec![value] };
    };
    if let Value::Array(items) = value {
        return items.iter().flat_map(|item| values_at(item, path, None)).collect();
    }
    let Some(inner) = value.get(name) else { return Vec::new() };
    match (inner, selected) {
        (Value::Array(items), Some((list, at))) if list == name && !rest.is_empty() => {
            items.get(at).map(|item| values_at(item, rest, None)).unwrap_or_default()
        }
        _ => values_at(inner, rest, None),
    }
}

/// Returns true for a value that a service treats as missing.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::Bool(_) | Value::Object(_) => false,
    }
}

/// Converts values to a shape: all of them to a list, or else the first.
pub(super) fn shaped(spec: &Spec, shape: &Shape, values: Vec<&Value>) -> Option<Value> {
    let Shape::List(item) = shape else {
        return values.first().map(|value| respelled(spec, shape, value));
    };
    let flat = values.into_iter().flat_map(|value| match value {
        Value::Array(items) => items.iter().collect(),
        one => vec![one],
    });
    let items: Vec<Value> = flat.map(|value| respelled(spec, item, value)).collect();
    (!items.is_empty()).then_some(items.into())
}

/// Spells a value of a request, which may give a number or a flag as text, as a response does.
fn respelled(spec: &Spec, shape: &Shape, value: &Value) -> Value {
    let whole = || value.as_str().and_then(|text| text.parse::<i64>().ok()).map(Value::from);
    let respelled = match (shape, value) {
        (Shape::List(item), Value::Array(items)) => {
            Some(items.iter().map(|value| respelled(spec, item, value)).collect())
        }
        (Shape::Record(id), Value::Object(members)) => {
            let members = members.iter().map(|(name, value)| {
                let field = spec[*id].field(name);
                let value = field.map(|field| respelled(spec, &field.shape, value));
                (name.clone(), value.unwrap_or_default())
            });
            Some(Value::Object(members.collect()))
        }
        (Shape::Scalar(Scalar::Int64 | Scalar::Uint64), _) => whole(),
        (Shape::Scalar(Scalar::Float), Value::String(text)) => {
            text.parse::<f64>().ok().map(|number| json!(number))
        }
        (Shape::Scalar(Scalar::Bool), Value::String(text)) => {
            Some(text.eq_ignore_ascii_case("true").into())
        }
        (Shape::Enum(id), _) => match spec[*id].values {
            EnumValues::Integer(_) => whole(),
            EnumValues::Text(_) => None,
        },
        (_, Value::Number(number)) => Some(number.to_string().into()),
        _ => None,
    };
    respelled.unwrap_or_else(|| value.clone())
}

/// Returns for each new id the list of the request and the index of its item there. Ids beyond these
/// are for no item.
pub(super) fn items<'p>(body: &Value, per: &'p GeneratedIdPer) -> Vec<(&'p str, usize)> {
    let (list, field) = match per {
        GeneratedIdPer::Field(list) => (list, None),
        GeneratedIdPer::Sum { list, field } => (list, Some(field)),
    };
    let items = body.get(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut of = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let count = match field.map(|field| item.get(field)) {
            None => 1,
            Some(Some(Value::String(text))) => text.parse().unwrap_or(0),
            Some(Some(value)) => value.as_u64().unwrap_or(0),
            Some(None) => 0,
        };
        // No response has more ids than this, so none more are needed.
        of.extend((0..count.min(MAX_IDS as u64)).map(|_| (list.as_str(), number)));
    }
    of
}

/// Returns a value as text, to be compared with the texts of a condition.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Vec<String> {
        text.split('.').map(str::to_owned).collect()
    }

    #[test]
    fn paths_lead_through_lists_to_all_or_to_the_one_that_is_picked() {
        let body = json!({ "A": [{ "B": { "C": 1 } }, { "B": { "C": 2 } }, { "B": { "C": 0 } }], "D": "" });
        assert_eq!(values_at(&body, &path("A.B.C"), None), [&json!(1), &json!(2)]);
        assert_eq!(values_at(&body, &path("A.B.C"), Some(("A", 1))), [&json!(2)]);
        assert!(values_at(&body, &path("A.B.C"), Some(("A", 7))).is_empty());
        assert!(values_at(&body, &path("D"), None).is_empty(), "blank is left out");
        assert!(values_at(&body, &path("E.F"), None).is_empty());
    }
}

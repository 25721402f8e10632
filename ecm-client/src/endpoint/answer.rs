//! What the endpoint answers when nothing is wrong: new ids, and the least that the spec requires.

use ecm_spec::model::{Action, Field, Minted, Scalar, Shape, Spec, TypeId, Vocables};
use serde_json::{Map, Value, json};

use super::check;
use super::ids::Ids;

/// No request is answered with more ids than this, whatever it asks for.
const MOST_IDS: usize = 10_000;
/// A required record cannot contain itself; this is for the day when a check forgets.
const DEEPEST: usize = 32;

/// The inside of `Response`, without the request id.
pub(super) fn made_up(spec: &Spec, action: &Action, body: &Value, ids: &Ids) -> Map<String, Value> {
    Maker { spec, action, body, ids }.record(action.response, DEEPEST)
}

/// The ids within an answer that the service hands out.
pub(super) fn minted_ids(
    spec: &Spec,
    response: TypeId,
    inside: &Map<String, Value>,
) -> Vec<String> {
    let minted = spec[response].fields.iter().filter(|field| field.minted.is_some());
    let values = minted.filter_map(|field| inside.get(&field.name.wire));
    let texts = values.flat_map(|value| match value {
        Value::Array(items) => items.iter().collect(),
        one => vec![one],
    });
    texts.filter_map(Value::as_str).map(str::to_owned).collect()
}

struct Maker<'a> {
    spec: &'a Spec,
    action: &'a Action,
    body: &'a Value,
    ids: &'a Ids,
}

impl Maker<'_> {
    fn record(&self, id: TypeId, depth: usize) -> Map<String, Value> {
        let Some(depth) = depth.checked_sub(1) else { return Map::new() };
        let fields = &self.spec[id].fields;
        fields
            .iter()
            .filter_map(|field| {
                let value = match &field.minted {
                    Some(minted) => self.minted(field, minted),
                    None if field.required.is_some() => self.least(&field.shape, depth),
                    None => return None,
                };
                Some((field.name.wire.clone(), value))
            })
            .collect()
    }

    fn minted(&self, field: &Field, minted: &Minted) -> Value {
        if !matches!(field.shape, Shape::List(_)) {
            return self.ids.resource(&minted.prefix).into();
        }
        let count = minted.per.as_ref().map_or(1, |per| {
            let sum = check::sum(self.spec, self.action, self.body, &per.list, &per.field);
            usize::try_from(sum.max(0)).unwrap_or(MOST_IDS).min(MOST_IDS)
        });
        (0..count).map(|_| self.ids.resource(&minted.prefix)).collect()
    }

    fn least(&self, shape: &Shape, depth: usize) -> Value {
        match shape {
            Shape::List(_) => json!([]),
            Shape::Record(id) => Value::Object(self.record(*id, depth)),
            Shape::Vocabulary(id) => match &self.spec[*id].values {
                Vocables::Text(values) => values.first().map_or("", |first| &first.value).into(),
                Vocables::Integer(values) => values.first().map_or(0, |first| first.value).into(),
            },
            Shape::Scalar(scalar) => match scalar {
                Scalar::String => json!(""),
                Scalar::Int64 | Scalar::Uint64 => json!(0),
                Scalar::Float => json!(0.0),
                Scalar::Bool => json!(false),
                Scalar::Date => json!("2000-01-01"),
                Scalar::DateTime => json!("2000-01-01 00:00:00"),
                Scalar::DateTimeIso => json!("2000-01-01T00:00:00Z"),
            },
        }
    }
}

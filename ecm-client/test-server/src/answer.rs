//! What the endpoint answers when nothing is wrong: new ids, and values that look like some.

use ecm_spec::model::{Action, Field, GeneratedId, Shape, Spec, TypeId};
use serde_json::{Map, Value};

use super::ids::Ids;
use super::sample::Sampler;
use super::state::at;
use super::{awaited, check, pagination};

/// No request is answered with more ids than this, whatever it asks for.
pub(super) const MOST_IDS: usize = 10_000;

/// The inside of `Response`, without the request id.
pub(super) fn made_up(spec: &Spec, action: &Action, body: &Value, ids: &Ids) -> Map<String, Value> {
    let mut answer = Sampler::full(spec).record(action.response);
    for field in &spec[action.response].fields {
        if let Some(generated_id) = &field.generated_id {
            answer.insert(
                field.name.wire.clone(),
                generate(spec, action, body, ids, field, generated_id),
            );
        }
    }
    awaited::settle(spec, action, body, &mut answer);
    if let Some(pagination) = &action.pagination {
        let all =
            at(&answer, &pagination.items).and_then(Value::as_array).cloned().unwrap_or_default();
        pagination::page(pagination, &pagination.items, None, body, all, &mut answer);
    }
    answer
}

/// The ids that the service would hand out in a field of the response.
fn generate(
    spec: &Spec,
    action: &Action,
    body: &Value,
    ids: &Ids,
    field: &Field,
    generated_id: &GeneratedId,
) -> Value {
    if !matches!(field.shape, Shape::List(_)) {
        return ids.resource(&generated_id.prefix).into();
    }
    let count = generated_id.per.as_ref().map_or(1, |per| {
        let sum = check::sum(spec, action, body, &per.list, &per.field);
        usize::try_from(sum.max(0)).unwrap_or(MOST_IDS).min(MOST_IDS)
    });
    (0..count).map(|_| ids.resource(&generated_id.prefix)).collect()
}

/// The ids within an answer that the service hands out.
pub(super) fn generated_ids(
    spec: &Spec,
    response: TypeId,
    inside: &Map<String, Value>,
) -> Vec<String> {
    let generated = spec[response].fields.iter().filter(|field| field.generated_id.is_some());
    let values = generated.filter_map(|field| inside.get(&field.name.wire));
    let texts = values.flat_map(|value| match value {
        Value::Array(items) => items.iter().collect(),
        one => vec![one],
    });
    texts.filter_map(Value::as_str).map(str::to_owned).collect()
}

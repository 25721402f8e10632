//! Sample responses: generated ids, and plausible values.

use ecm_spec::model::{
    Action, Field, GeneratedId, GeneratedIdPer, Pagination, Shape, Spec, TypeId,
};
use serde_json::{Map, Value};

use super::{Sampler, waiters};
use crate::ids::IdGenerator;
use crate::{check, json_path, pagination};

/// Generated ids of a response at most, whatever the request asks for.
pub(crate) const MAX_IDS: usize = 10_000;
/// Events of a sample stream.
const SAMPLE_EVENTS: usize = 3;
/// Items of a list in pages, so that there is a second page for who asks for small ones.
const SAMPLE_ITEMS: usize = 3;

/// Makes the fields inside `Response`, without the request id.
pub(crate) fn sample_response(
    spec: &Spec,
    action: &Action,
    body: &Value,
    ids: &IdGenerator,
) -> Map<String, Value> {
    let mut answer = Sampler::full(spec).record(action.response);
    for field in &spec[action.response].fields {
        if let Some(generated) = &field.generated_id {
            answer.insert(
                field.name.wire.clone(),
                generate_ids(spec, action, body, ids, field, generated),
            );
        }
    }
    if let Some(pagination) = &action.pagination {
        json_path::set(&mut answer, &pagination.items, items(spec, action, pagination).into());
    }
    waiters::apply_waiter(spec, action, body, &mut answer);
    if let Some(pagination) = &action.pagination {
        let all = listed(&answer, pagination);
        pagination::page(pagination, &pagination.items, None, body, all, &mut answer);
    }
    answer
}

/// Makes the items of all pages, which differ where their rules allow it.
fn items(spec: &Spec, action: &Action, pagination: &Pagination) -> Vec<Value> {
    let sample = |number| Sampler::numbered(spec, number).record(action.response);
    (0..SAMPLE_ITEMS).flat_map(|number| listed(&sample(number), pagination)).collect()
}

fn listed(answer: &Map<String, Value>, pagination: &Pagination) -> Vec<Value> {
    let list = json_path::get(answer, &pagination.items).and_then(Value::as_array);
    list.cloned().unwrap_or_default()
}

/// Makes the records of the events that an action answers with, where `fields` are its response.
///
/// Events that are responses have the ids and states of it. Their other values differ, and what marks a
/// failure is left out.
pub(crate) fn sample_events(
    spec: &Spec,
    action: &Action,
    event: TypeId,
    fields: &Map<String, Value>,
) -> Vec<Map<String, Value>> {
    let plain = Sampler::full(spec).record(action.response);
    let record = |number| {
        let sample = Sampler::numbered(spec, number).record(event);
        if event != action.response {
            return sample;
        }
        let value = |(name, value): (&String, &Value)| {
            let other = sample.get(name).filter(|_| plain.get(name) == Some(value));
            (name.clone(), other.unwrap_or(value).clone())
        };
        fields.iter().map(value).collect()
    };
    let error = action.events.as_ref().and_then(|events| events.error.as_ref());
    let mark = error.map(|error| error.mark.as_ref().map_or(&error.code, |mark| &mark.field));
    let without_mark = |mut event: Map<String, Value>| {
        if let Some(name) = mark.and_then(|path| path.first()) {
            event.remove(name);
        }
        event
    };
    (0..SAMPLE_EVENTS).map(record).map(without_mark).collect()
}

/// Generates the ids that the service would hand out in a field of the response.
fn generate_ids(
    spec: &Spec,
    action: &Action,
    body: &Value,
    ids: &IdGenerator,
    field: &Field,
    generated: &GeneratedId,
) -> Value {
    if !matches!(field.shape, Shape::List(_)) {
        return ids.resource(&generated.prefix).into();
    }
    let count = match &generated.per {
        None => 1,
        Some(GeneratedIdPer::Sum { list, field }) => check::sum(spec, action, body, list, field),
        Some(GeneratedIdPer::Field(field)) => check::count(spec, action, body, field),
    };
    let count = usize::try_from(count.max(0)).unwrap_or(MAX_IDS).min(MAX_IDS);
    (0..count).map(|_| ids.resource(&generated.prefix)).collect()
}

/// Keeps the first so many of the ids in a response, as if no more resources had been created.
pub(crate) fn keep_generated_ids(
    spec: &Spec,
    response: TypeId,
    inside: &mut Map<String, Value>,
    limit: usize,
) {
    let generated = spec[response].fields.iter().filter(|field| field.generated_id.is_some());
    for field in generated {
        if let Some(Value::Array(ids)) = inside.get_mut(&field.name.wire) {
            ids.truncate(limit);
        }
    }
}

pub(crate) fn generated_ids(
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

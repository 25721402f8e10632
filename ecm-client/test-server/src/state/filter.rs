//! Conditions that records must meet to be listed.

use crate::simulation::{FilterTarget, Filters};
use serde_json::{Map, Value};

use super::{texts, values};
use crate::json_path;
use crate::rejection::Rejection;

#[derive(Debug)]
pub(super) struct Condition<'c> {
    filter: &'c FilterTarget,
    /// Rest of the name after the prefix that selects the filter.
    rest: &'c str,
    wanted: Vec<&'c str>,
}

pub(super) fn conditions<'c>(
    filters: &'c Filters,
    body: &'c Value,
) -> Result<Vec<Condition<'c>>, Rejection> {
    let written = match body.get(&filters.list) {
        Some(Value::Array(items)) => items.as_slice(),
        Some(Value::Null) | None => &[],
        Some(one) => std::slice::from_ref(one),
    };
    let mut conditions = Vec::new();
    for item in written {
        let name = item.get(&filters.name).and_then(Value::as_str).unwrap_or_default();
        let meaning = filters.by.iter().find_map(|(known, filter)| match filter {
            FilterTarget::Field { .. } => (known == name).then_some((filter, "")),
            FilterTarget::Keyed { .. } => {
                name.strip_prefix(known.as_str()).map(|rest| (filter, rest))
            }
        });
        match (meaning, &filters.unknown) {
            (Some((filter, rest)), _) => {
                let wanted = texts(item.get(&filters.values));
                conditions.push(Condition { filter, rest, wanted });
            }
            (None, Some(code)) => {
                let number = conditions.len();
                let message = format!("The name of condition {number} is not known.");
                return Err(Rejection::new(code, message));
            }
            (None, None) => {}
        }
    }
    Ok(conditions)
}

impl Condition<'_> {
    /// Returns true if a record meets the condition: one of the values is enough.
    pub(super) fn holds(&self, record: &Map<String, Value>) -> bool {
        match self.filter {
            FilterTarget::Field { path, part } => {
                let there = within(record, path);
                there.iter().any(|value| {
                    self.wanted.iter().any(|wanted| match part {
                        true => value.contains(wanted),
                        false => value == wanted,
                    })
                })
            }
            FilterTarget::Keyed { key, value } => {
                let (Some((key, list)), Some((value, _))) = (key.split_last(), value.split_last())
                else {
                    return false;
                };
                items(record, list).iter().any(|item| {
                    let text = |name: &String| item.get(name).and_then(values::text);
                    text(key).is_some_and(|key| key == self.rest)
                        && text(value).is_some_and(|value| self.wanted.contains(&value.as_str()))
                })
            }
        }
    }
}

/// Removes from the fields of a record the lists that filters with a key look at.
pub(super) fn remove_keyed(filters: &Filters, fields: &mut Map<String, Value>) {
    for (_, filter) in &filters.by {
        if let FilterTarget::Keyed { key, .. } = filter
            && let Some((_, list)) = key.split_last()
        {
            json_path::set(fields, list, Value::Array(Vec::new()));
        }
    }
}

fn within(record: &Map<String, Value>, path: &[String]) -> Vec<String> {
    items(record, path).into_iter().filter_map(values::text).collect()
}

/// Returns the values at a path in a record, those of a list one by one.
fn items<'r>(record: &'r Map<String, Value>, path: &[String]) -> Vec<&'r Value> {
    let Some((name, rest)) = path.split_first() else { return Vec::new() };
    let found =
        record.get(name).map(|value| values::values_at(value, rest, None)).unwrap_or_default();
    let one_by_one = found.into_iter().flat_map(|value| match value {
        Value::Array(items) => items.iter().collect(),
        one => vec![one],
    });
    one_by_one.collect()
}

//! Recognition of pagination.

use ecm_spec::model::Pagination;
use ecm_spec::pagination::{FieldKind, FieldSummary, recognise};

use crate::document::Value;
use crate::facts::{ActionFacts, Facts, FieldFacts};

/// Maximum depth at which the list of a response is looked for.
const MAX_DEPTH: usize = 2;

/// Recognises the pagination of an action by the names of its fields.
pub(super) fn recognise_for(facts: &Facts, action: &ActionFacts) -> Option<(Pagination, Value)> {
    let (mut request, mut response) = (Vec::new(), Vec::new());
    members(facts, &action.request, "", 1, &mut request);
    members(facts, &action.response, "", MAX_DEPTH, &mut response);
    let pagination = recognise(&borrowed(&request), &borrowed(&response))?;
    let keys: Vec<(&str, Value)> =
        pagination.keys().into_iter().map(|(key, value)| (key, Value::text(&value))).collect();
    let value = Value::object(keys);
    Some((pagination, value))
}

fn borrowed(members: &[(String, FieldKind)]) -> Vec<FieldSummary<'_>> {
    members.iter().map(|(path, kind)| FieldSummary { path, kind: *kind }).collect()
}

/// Collects the fields of a record and of those within it, each with its path.
fn members(
    facts: &Facts,
    key: &str,
    before: &str,
    depth: usize,
    found: &mut Vec<(String, FieldKind)>,
) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let fields = facts.ty(key).map_or(&[][..], |one| &one.fields);
    for field in fields.iter().filter(|field| !field.wire.contains('.')) {
        let path = format!("{before}{}", field.wire);
        if facts.ty(&field.shape).is_some() {
            members(facts, &field.shape, &format!("{path}."), depth, found);
        }
        let kind = kind(facts, field);
        found.push((path, kind));
    }
}

fn kind(facts: &Facts, field: &FieldFacts) -> FieldKind {
    match field.shape.as_str() {
        "string" => FieldKind::Text,
        "int64" | "uint64" => FieldKind::Integer,
        "bool" => FieldKind::Bool,
        shape => match shape.strip_prefix('[').and_then(|shape| shape.strip_suffix(']')) {
            Some(item) if facts.ty(item).is_some() => FieldKind::Records,
            Some(_) => FieldKind::Values,
            None => FieldKind::Other,
        },
    }
}

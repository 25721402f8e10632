//! Lists in pages, as the spec describes them.

use ecm_spec::model::{Pagination, PaginationBy, PaginationEnd, Path};
use serde_json::{Map, Value};

use super::json_path;

/// Puts the requested page into a response, with what it says about the other pages.
pub(super) fn page(
    pagination: &Pagination,
    items: &Path,
    size: Option<u64>,
    body: &Value,
    all: Vec<Value>,
    answer: &mut Map<String, Value>,
) {
    let total = all.len();
    let limit = pagination.limit.as_ref().and_then(|field| number(body, field));
    // A limit of zero counts as none.
    let limit = limit.filter(|limit| *limit > 0).or(size).unwrap_or(u64::MAX);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let asked =
        number(body, pagination.by.field()).map(|asked| usize::try_from(asked).unwrap_or(total));
    let start = match pagination.by {
        PaginationBy::Offset { .. } | PaginationBy::Token { .. } => asked.unwrap_or(0),
        PaginationBy::Number { .. } => asked.unwrap_or(1).saturating_sub(1).saturating_mul(limit),
    };
    let shown: Vec<Value> = all.into_iter().skip(start).take(limit).collect();
    let end = start.saturating_add(shown.len());
    let more = !shown.is_empty() && end < total;
    json_path::set(answer, items, shown.into());
    if let Some(path) = &pagination.total {
        json_path::set(answer, path, total.into());
    }
    match &pagination.end {
        Some(PaginationEnd::More(path)) => json_path::set(answer, path, more.into()),
        Some(PaginationEnd::Last(path)) => json_path::set(answer, path, (!more).into()),
        None => {}
    }
    if let PaginationBy::Token { next, .. } = &pagination.by {
        json_path::set(answer, next, if more { end.to_string().into() } else { Value::Null });
    }
}

/// Reads a number of a request, which may be written as text.
fn number(body: &Value, field: &str) -> Option<u64> {
    match body.get(field)? {
        Value::String(text) => text.parse().ok(),
        value => value.as_u64(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn seven(pagination: &Pagination, body: &Value) -> Value {
        let mut answer = Map::new();
        let all = (0..7).map(Value::from).collect();
        page(pagination, &pagination.items, Some(5), body, all, &mut answer);
        Value::Object(answer)
    }

    fn pagination(by: PaginationBy) -> Pagination {
        Pagination {
            by,
            limit: Some("Limit".to_owned()),
            size: Some(100),
            items: vec!["Data".to_owned(), "Items".to_owned()],
            total: Some(vec!["Total".to_owned()]),
            end: None,
        }
    }

    #[test]
    fn pages_are_cut_from_the_list_in_every_way() {
        let by_offset = pagination(PaginationBy::Offset { field: "Offset".to_owned() });
        let answer = |items: Value| json!({ "Data": { "Items": items }, "Total": 7 });
        for (body, items) in [
            (json!({}), json!([0, 1, 2, 3, 4])),
            (json!({ "Limit": 0 }), json!([0, 1, 2, 3, 4])),
            (json!({ "Offset": 5 }), json!([5, 6])),
            (json!({ "Offset": "5", "Limit": "1" }), json!([5])),
            (json!({ "Offset": 7 }), json!([])),
            (json!({ "Offset": u64::MAX, "Limit": u64::MAX }), json!([])),
        ] {
            assert_eq!(seven(&by_offset, &body), answer(items), "{body}");
        }
        let mut by_number = pagination(PaginationBy::Number { field: "Page".to_owned() });
        by_number.end = Some(PaginationEnd::Last(vec!["Last".to_owned()]));
        let third = seven(&by_number, &json!({ "Page": 3, "Limit": 3 }));
        assert_eq!(third, json!({ "Data": { "Items": [6] }, "Total": 7, "Last": true }));
        let first = seven(&by_number, &json!({ "Limit": 3 }));
        assert_eq!(first["Last"], false);

        let next = vec!["Next".to_owned()];
        let by_token = pagination(PaginationBy::Token { field: "Token".to_owned(), next });
        assert_eq!(seven(&by_token, &json!({}))["Next"], "5");
        assert_eq!(seven(&by_token, &json!({ "Token": "5" }))["Next"], Value::Null);
    }
}

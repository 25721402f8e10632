//! Recognition of an action's pagination by the names of its fields.

use crate::model::{Pagination, PaginationBy, PaginationEnd, Path};

/// Field of a request or a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSummary<'a> {
    /// Name; for a field of a record within the response, the path with dots.
    pub path: &'a str,
    /// Kind of its value.
    pub kind: FieldKind,
}

/// Kind of a field's value, as far as pagination is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Text.
    Text,
    /// An integer.
    Integer,
    /// A boolean.
    Bool,
    /// A list of records.
    Records,
    /// A list of anything else.
    Values,
    /// Anything else.
    Other,
}

/// Fields for the position of a page and for its size, the most certain first.
const OFFSETS: &[(&str, &str)] = &[("Offset", "Limit"), ("Offset", "Length")];
const NUMBERS: &[(&str, &str)] = &[
    ("PageNumber", "PageSize"),
    ("PageNo", "PageSize"),
    ("PageNum", "PageSize"),
    ("PageIndex", "PageSize"),
    ("Page", "PageSize"),
    ("PageNumber", "Limit"),
    ("Page", "Limit"),
    ("Page", "Rp"),
];
/// Tokens of a request, with the response's token of the next page.
const TOKENS: &[(&str, &str)] = &[
    ("NextToken", "NextToken"),
    ("PaginationToken", "PaginationToken"),
    ("PageToken", "NextPageToken"),
    ("PageToken", "PageToken"),
    ("Context", "Context"),
    ("Marker", "NextMarker"),
    ("Marker", "Marker"),
    ("Cursor", "NextCursor"),
    ("Cursor", "Cursor"),
];
/// Fields for the size of a page that is asked for by token.
const SIZES: &[&str] = &["MaxResults", "Limit", "PageSize", "MaxItems", "MaxKeys", "Size"];
const TOTALS: &[&str] = &["TotalCount", "Total", "TotalNum", "TotalNumber", "TotalSize"];
const MORE: &[&str] = &["HasMore", "HasNext", "HasNextPage", "IsTruncated"];
const LAST: &[&str] = &["ListOver", "IsOver"];

/// Recognises the pagination of an action with these fields.
///
/// `None` if there is none, or if it is not clear which list is paged. The fields of the request
/// are its own; those of the response may be within records. Names do not tell the size of a page,
/// so [`Pagination::size`] stays empty for the caller to set.
#[must_use]
pub fn recognise(
    request: &[FieldSummary<'_>],
    response: &[FieldSummary<'_>],
) -> Option<Pagination> {
    let items = list(response)?;
    let (by, limit) = by(request, response)?;
    let flag = |names: &[&str]| named(response, names, &[FieldKind::Bool]);
    let end = flag(MORE).map(PaginationEnd::More).or_else(|| flag(LAST).map(PaginationEnd::Last));
    let total = named(response, TOTALS, &[FieldKind::Integer]);
    Some(Pagination { by, limit, size: None, items, total, end })
}

/// Finds the field that selects a page, and the field for its size.
fn by(
    request: &[FieldSummary<'_>],
    response: &[FieldSummary<'_>],
) -> Option<(PaginationBy, Option<String>)> {
    let has = |name: &str, kinds: &[FieldKind]| {
        request.iter().any(|one| one.path == name && kinds.contains(&one.kind))
    };
    let number = |name: &str| has(name, &[FieldKind::Integer, FieldKind::Text]);
    let pair = |pairs: &[(&str, &str)]| {
        pairs
            .iter()
            .find(|(place, size)| number(place) && number(size))
            .map(|(place, size)| (String::from(*place), String::from(*size)))
    };
    if let Some((field, limit)) = pair(OFFSETS) {
        return Some((PaginationBy::Offset { field }, Some(limit)));
    }
    if let Some((field, limit)) = pair(NUMBERS) {
        return Some((PaginationBy::Number { field }, Some(limit)));
    }
    TOKENS.iter().find_map(|(token, next)| {
        let next = named(response, &[next], &[FieldKind::Text])
            .filter(|_| has(token, &[FieldKind::Text]))?;
        let limit = SIZES.iter().find(|size| number(size)).map(|size| String::from(*size));
        Some((PaginationBy::Token { field: String::from(*token), next }, limit))
    })
}

/// Finds the one list of the response, or else list of records, at the outermost depth.
fn list(response: &[FieldSummary<'_>]) -> Option<Path> {
    let depth = |one: &FieldSummary<'_>| one.path.split('.').count();
    let lists =
        || response.iter().filter(|one| matches!(one.kind, FieldKind::Records | FieldKind::Values));
    let outermost = lists().map(depth).min()?;
    let outer: Vec<_> = lists().filter(|one| depth(one) == outermost).collect();
    let records: Vec<_> = outer.iter().filter(|one| one.kind == FieldKind::Records).collect();
    match (outer.as_slice(), records.as_slice()) {
        ([only], _) => Some(path(only.path)),
        (_, [only]) => Some(path(only.path)),
        _ => None,
    }
}

/// Finds the outermost field with one of these names, the first name first.
fn named(fields: &[FieldSummary<'_>], names: &[&str], kinds: &[FieldKind]) -> Option<Path> {
    let of_kind = || fields.iter().filter(|one| kinds.contains(&one.kind));
    let found = names.iter().enumerate().flat_map(|(rank, name)| {
        let last = |one: &&FieldSummary<'_>| one.path.rsplit('.').next() == Some(*name);
        of_kind().filter(last).map(move |one| (one.path.split('.').count(), rank, one.path))
    });
    found.min().map(|(_, _, found)| path(found))
}

fn path(written: &str) -> Path {
    written.split('.').map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fields written as `name:kind`.
    fn members(written: &str) -> Vec<FieldSummary<'_>> {
        let member = |one: &'_ str| -> Option<(usize, FieldKind)> {
            let (path, kind) = one.split_once(':')?;
            let kind = match kind {
                "text" => FieldKind::Text,
                "int" => FieldKind::Integer,
                "bool" => FieldKind::Bool,
                "records" => FieldKind::Records,
                "values" => FieldKind::Values,
                _ => FieldKind::Other,
            };
            Some((path.len(), kind))
        };
        let members = written.split_whitespace().filter_map(|one| {
            let (length, kind) = member(one)?;
            Some(FieldSummary { path: one.get(..length)?, kind })
        });
        members.collect()
    }

    fn recognised(request: &str, response: &str) -> Option<String> {
        let pagination = recognise(&members(request), &members(response))?;
        let keys = pagination.keys().into_iter().map(|(key, value)| format!("{key}={value}"));
        Some(keys.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn the_forms_that_there_are() {
        for (request, response, expected) in [
            (
                "Filters:records Offset:int Limit:int",
                "TotalCount:int InstanceSet:records RequestId:text",
                "offset=Offset limit=Limit items=InstanceSet total=TotalCount",
            ),
            // Numbers that are sent as text.
            ("Offset:text Limit:text", "VpcSet:records", "offset=Offset limit=Limit items=VpcSet"),
            (
                "PageNumber:int PageSize:int",
                "Total:int Rows:values",
                "page=PageNumber limit=PageSize items=Rows total=Total",
            ),
            (
                "Page:int Rp:int",
                "List:records TotalNum:int",
                "page=Page limit=Rp items=List total=TotalNum",
            ),
            (
                "NextToken:text MaxResults:int",
                "Packs:records NextToken:text",
                "token=NextToken next=NextToken limit=MaxResults items=Packs",
            ),
            (
                "Context:text Limit:int",
                "Columns:values Results:records Context:text ListOver:bool",
                "token=Context next=Context limit=Limit items=Results last=ListOver",
            ),
            (
                "Marker:text MaxItems:int",
                "Users:records Marker:text IsTruncated:bool",
                "token=Marker next=Marker limit=MaxItems items=Users more=IsTruncated",
            ),
            // What can be counted is the surer way of two.
            (
                "Offset:int Limit:int NextToken:text MaxResults:int",
                "SubnetSet:records NextToken:text TotalCount:int",
                "offset=Offset limit=Limit items=SubnetSet total=TotalCount",
            ),
            (
                "Offset:int Limit:int",
                "Data:other Data.Items:records Data.Total:int",
                "offset=Offset limit=Limit items=Data.Items total=Data.Total",
            ),
        ] {
            assert_eq!(recognised(request, response).as_deref(), Some(expected), "{request}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        for (request, response) in [
            // No list, two lists, no size, no place, a token that nothing brings along.
            ("Offset:int Limit:int", "TotalCount:int"),
            ("Offset:int Limit:int", "A:records B:records TotalCount:int"),
            ("Offset:int", "A:records"),
            ("Limit:int", "A:records"),
            ("NextToken:text MaxResults:int", "A:records"),
            ("Offset:bool Limit:int", "A:records"),
            ("", ""),
        ] {
            assert_eq!(recognised(request, response), None, "{request} / {response}");
        }
    }
}

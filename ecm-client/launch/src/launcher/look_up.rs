//! Look-up of a tag: all pages of its list, until two walks agree.

use std::collections::BTreeSet;

use ecm_client::Client;
use ecm_client::dynamic::Api;
use ecm_spec::model::{PaginationBy, PaginationEnd};
use serde_json::{Map, Value};

use super::action::LaunchAction;
use super::created;
use crate::LaunchError;
use ecm_launch_protocol::{Entry, EntryTag, Resource};

/// Pages of one walk at most.
const MAX_PAGES: usize = 1_000;
/// Walks that may differ from the one before.
const MAX_WALKS: usize = 5;

/// Looks up everything with the tag of a key. A list of several pages is read from its first page on until two walks in a row
/// have found the same, because items can move between pages while they are read.
pub(super) async fn look_up(
    client: &Client,
    api: Api,
    launch: &LaunchAction,
    entry: &Entry,
) -> Result<Vec<Resource>, LaunchError> {
    let tag = entry.tag();
    let walker = Walker { client, api, launch, entry, tag };
    let mut last = walker.walk().await?;
    for _ in 0..MAX_WALKS {
        if last.pages == 1 {
            return Ok(last.found);
        }
        let next = walker.walk().await?;
        if next.ids() == last.ids() {
            return Ok(next.found);
        }
        last = next;
    }
    Err(LaunchError::LookUp(format!("the list of {tag} changed in each of {MAX_WALKS} walks")))
}

struct Walker<'a> {
    client: &'a Client,
    api: Api,
    launch: &'a LaunchAction,
    entry: &'a Entry,
    tag: &'a EntryTag,
}

struct Walk {
    found: Vec<Resource>,
    pages: usize,
}

impl Walk {
    fn ids(&self) -> BTreeSet<&str> {
        self.found.iter().map(|resource| &*resource.id).collect()
    }
}

impl Walker<'_> {
    async fn walk(&self) -> Result<Walk, LaunchError> {
        let pagination = self.launch.pagination;
        let mut request = self.launch.look_up_of(self.tag)?;
        let (mut found, mut seen) = (Vec::new(), 0_u64);
        for page in 1..=MAX_PAGES {
            let response = self.page(&request).await?;
            let items = at(&response, &pagination.items).and_then(Value::as_array);
            let items = items.map_or(&[][..], Vec::as_slice);
            for item in items {
                found.push(self.resource(item)?);
            }
            seen += items.len() as u64;
            let total = pagination.total.as_ref().and_then(|total| at(&response, total)?.as_u64());
            let flag = pagination.end.as_ref().and_then(|end| match end {
                PaginationEnd::More(path) => at(&response, path)?.as_bool(),
                PaginationEnd::Last(path) => at(&response, path)?.as_bool().map(|last| !last),
            });
            let next = self.next(&response, page, seen);
            let has_more = match (&pagination.by, flag, total) {
                (PaginationBy::Token { .. }, ..) => next.is_some(),
                (_, Some(more), _) => more,
                (_, None, Some(total)) => seen < total,
                (_, None, None) => !items.is_empty(),
            };
            if !has_more || (items.is_empty() && next.is_none()) {
                return self.complete(Walk { found, pages: page }, seen, total);
            }
            if items.is_empty() {
                return self.complete(Walk { found, pages: page }, seen, total.or(Some(seen + 1)));
            }
            let (Some(members), Some((field, value))) = (request.as_object_mut(), next) else {
                break;
            };
            members.insert(field, value);
        }
        Err(LaunchError::LookUp(format!("the list of {} has no end", self.tag)))
    }

    /// Field of the request that selects the next page, and its value.
    fn next(&self, response: &Value, page: usize, seen: u64) -> Option<(String, Value)> {
        let by = &self.launch.pagination.by;
        let value = match by {
            PaginationBy::Offset { .. } => seen.into(),
            PaginationBy::Number { .. } => (page + 1).into(),
            PaginationBy::Token { next, .. } => {
                let token = at(response, next).filter(|token| token.as_str() != Some(""));
                token.filter(|token| !token.is_null())?.clone()
            }
        };
        Some((by.field().to_owned(), value))
    }

    async fn page(&self, request: &Value) -> Result<Value, LaunchError> {
        let look_up = &self.launch.look_up.name.wire;
        let action = self.api.action(look_up);
        let request = action.and_then(|action| action.request(&request.to_string()).ok());
        let request = request.ok_or_else(|| {
            LaunchError::Unsuitable(format!("{look_up}: the spec's look-up is no valid request"))
        })?;
        let response = self.client.send_dynamic(&request).await;
        let response = response.map_err(|error| LaunchError::call(error, None))?;
        serde_json::from_str(response.json())
            .map_err(|error| LaunchError::LookUp(format!("{look_up}: {error}")))
    }

    fn resource(&self, item: &Value) -> Result<Resource, LaunchError> {
        let look_up = &self.launch.look_up.name.wire;
        let (id, state) = self.launch.id_and_state(item).ok_or_else(|| {
            LaunchError::LookUp(format!("{look_up}: an item has no id that can be read"))
        })?;
        if !self.launch.carries(item, self.tag) {
            return Err(LaunchError::LookUp(format!(
                "{look_up}: {id} does not carry the tag {}, so the filter was not applied; nothing follows from \
                 this list",
                self.tag
            )));
        }
        created::check(self.entry, &id, self.launch.created(item))?;
        Ok(Resource { id, state })
    }

    fn complete(&self, walk: Walk, seen: u64, total: Option<u64>) -> Result<Walk, LaunchError> {
        match total.filter(|total| *total > seen) {
            None => Ok(walk),
            Some(total) => Err(LaunchError::LookUp(format!(
                "the list of {} ended after {seen} of {total} items",
                self.tag
            ))),
        }
    }
}

fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}

/// Members of two requests that differ, as text.
pub(super) fn difference(recorded: &Value, given: &Value) -> String {
    let empty = Map::new();
    let members = |value: &Value| value.as_object().cloned().unwrap_or_else(|| empty.clone());
    let (recorded, given) = (members(recorded), members(given));
    let names: BTreeSet<&String> = recorded.keys().chain(given.keys()).collect();
    let shown = |value: Option<&Value>| value.map_or("nothing".to_owned(), Value::to_string);
    let lines =
        names.into_iter().filter(|name| recorded.get(*name) != given.get(*name)).map(|name| {
            format!(
                "{name}: {} is recorded, {} was given",
                shown(recorded.get(name)),
                shown(given.get(name))
            )
        });
    lines.collect::<Vec<_>>().join("; ")
}

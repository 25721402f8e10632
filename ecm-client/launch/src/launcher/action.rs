//! Action that is launched, as far as its spec says what launching needs.

use ecm_client::TrackingTag;
use ecm_client::dynamic::{self, Api};
use ecm_spec::Spec;
use ecm_spec::model::{
    Action, ActionId, Effect, Field, GeneratedIdPer, Pagination, Path, Shape, StateSource, Type,
    TypeId,
};
use serde_json::{Map, Value};

use crate::LaunchError;
use ecm_launch_protocol::EntryTag;

/// Action that creates, and the look-up that finds what it has created.
#[derive(Clone, Copy)]
pub(super) struct LaunchAction {
    pub(super) spec: &'static Spec,
    pub(super) action: &'static Action,
    /// Action as a client sends it.
    pub(super) call: dynamic::Action,
    tag: &'static ecm_spec::model::TrackingTag,
    /// Field of the response with the ids.
    ids: &'static Field,
    pub(super) look_up: &'static Action,
    pub(super) pagination: &'static Pagination,
}

impl LaunchAction {
    /// Finds an action, if it can be launched once.
    pub(super) fn find(api: Api, name: &str) -> Result<Self, LaunchError> {
        let spec = api.spec();
        let no = |why: &str| LaunchError::Unsuitable(format!("{name}: {why}"));
        let (Some(action), Some(call)) = (spec.action(name), api.action(name)) else {
            return Err(no("the spec has no such action"));
        };
        if action.effect != Effect::Create {
            return Err(no("its effect is not `create`, so it can be repeated without a journal"));
        }
        if action.unsigned {
            return Err(no("it is sent without a signature, so its requests never expire"));
        }
        let tag =
            action.tracking_tag.as_ref().ok_or_else(|| no("the spec has no `tracking_tag`"))?;
        let ids = spec[action.response].fields.iter().find(|field| field.generated_id.is_some());
        let ids = ids.ok_or_else(|| no("no field of its response has a `generated_id`"))?;
        let look_up: &'static Action = &spec[ActionId::clone(&tag.look_up)];
        let pagination = look_up.pagination.as_ref();
        let pagination = pagination.ok_or_else(|| no("its look-up has no `pagination`"))?;
        let found = Self { spec, action, call, tag, ids, look_up, pagination };
        if !found.shows_tags() {
            return Err(no("the items of its look-up do not show their tags"));
        }
        Ok(found)
    }

    /// Returns the request with the tag, as JSON.
    pub(super) fn tagged(&self, request: &Value, tag: &EntryTag) -> Result<Value, LaunchError> {
        let mut request = request.clone();
        merge(&self.tag.put, tag, &mut request)?;
        Ok(request)
    }

    /// Returns the request that looks up a tag.
    pub(super) fn look_up_of(&self, tag: &EntryTag) -> Result<Value, LaunchError> {
        let mut request = Value::Object(Map::new());
        merge(&self.tag.with, tag, &mut request)?;
        Ok(request)
    }

    /// Returns the number of resources that a request asks for.
    pub(super) fn wanted(&self, request: &Value) -> Option<u64> {
        let Some(per) = self.ids.generated_id.as_ref().and_then(|id| id.per.as_ref()) else {
            return Some(1);
        };
        match per {
            GeneratedIdPer::Field(field) => match request.get(field) {
                None | Some(Value::Null) => Some(1),
                Some(Value::Array(items)) => u64::try_from(items.len()).ok(),
                Some(value) => integer(value),
            },
            GeneratedIdPer::Sum { list, field } => {
                let items = request.get(list)?.as_array()?;
                items.iter().map(|item| integer(item.get(field)?)).sum()
            }
        }
    }

    /// Returns the ids in the response of the action.
    pub(super) fn ids(&self, response: &Value) -> Vec<String> {
        let ids = match response.get(&self.ids.name.wire) {
            Some(Value::Array(ids)) => ids.as_slice(),
            Some(id) => std::slice::from_ref(id),
            None => &[],
        };
        ids.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Returns a request without the values of its secret fields.
    pub(super) fn without_secrets(&self, request: &Value) -> Value {
        let mut shown = request.clone();
        remove_secrets(self.spec, self.action.request, &mut shown);
        shown
    }

    /// Returns the id of an item that was looked up, and its state, where the spec knows of one.
    pub(super) fn id_and_state(&self, item: &Value) -> Option<(String, Option<String>)> {
        let id = at(item, &self.tag.id)?.as_str()?.to_owned();
        let state = self.state_path().and_then(|path| at(item, path)?.as_str());
        Some((id, state.map(str::to_owned)))
    }

    /// Returns the time at which an item was created, where the spec knows of one and the item has it.
    pub(super) fn created<'v>(&self, item: &'v Value) -> Option<&'v Value> {
        let created = at(item, self.tag.created.as_ref()?)?;
        Some(created).filter(|created| !created.is_null() && created.as_str() != Some(""))
    }

    /// Tells that an item carries the tag itself, wherever in it tags may stand.
    pub(super) fn carries(&self, item: &Value, tag: &EntryTag) -> bool {
        TrackingTag::new(&*tag.key, &*tag.value).is_within(&self.tag.put, item)
    }

    /// Path of the state in an item, as a waiter over the same list has it.
    fn state_path(&self) -> Option<&'static Path> {
        self.spec.waiters.iter().find_map(|waiter| match &waiter.state {
            StateSource::Items { items, state, .. }
                if waiter.action == self.tag.look_up && *items == self.pagination.items =>
            {
                Some(state)
            }
            _ => None,
        })
    }

    /// Tells that an item of the look-up has, somewhere, records like the one that the tag is put into.
    fn shows_tags(&self) -> bool {
        let item = item_type(self.spec, &self.spec[self.look_up.response], &self.pagination.items);
        item.is_some_and(|id| reaches(self.spec, id, self.tag.tagged, &mut Vec::new()))
    }
}

fn merge(template: &str, tag: &EntryTag, request: &mut Value) -> Result<(), LaunchError> {
    let tag = TrackingTag::new(&*tag.key, &*tag.value);
    let merged = tag.merge_into(template, request);
    merged.map_err(|error| LaunchError::Unsuitable(format!("the tag does not fit: {error}")))
}

/// Integer that is written as a number or as text.
fn integer(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}

fn remove_secrets(spec: &Spec, of: TypeId, value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| remove_secrets(spec, of, item)),
        Value::Object(members) => {
            for field in &spec[of].fields {
                let name = &field.name.wire;
                if field.secret {
                    members.remove(name);
                } else if let (Shape::Record(id), Some(value)) =
                    (field.shape.item(), members.get_mut(name))
                {
                    remove_secrets(spec, *id, value);
                }
            }
        }
        _ => {}
    }
}

/// Type of the items of a list in a record.
fn item_type(spec: &Spec, record: &Type, path: &[String]) -> Option<TypeId> {
    let (name, rest) = path.split_first()?;
    let field = record.field(name)?;
    let Shape::Record(id) = field.shape.item() else { return None };
    if rest.is_empty() { Some(*id) } else { item_type(spec, &spec[*id], rest) }
}

fn reaches(spec: &Spec, from: TypeId, to: TypeId, seen: &mut Vec<TypeId>) -> bool {
    if from == to {
        return true;
    }
    if seen.contains(&from) {
        return false;
    }
    seen.push(from);
    spec[from].fields.iter().any(|field| match field.shape.item() {
        Shape::Record(id) => reaches(spec, *id, to, seen),
        _ => false,
    })
}

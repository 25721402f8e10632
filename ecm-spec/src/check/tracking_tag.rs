//! Tracking tags: what is put into a request, and what is asked to find again what it created.

use serde_json::Value as Json;

use super::index::Class;
use super::path::{Lookup, positions};
use crate::json::{Node, Value};
use crate::model::{Action, ActionId, Effect, Path, Shape, TrackingTag};
use crate::problem::{Code, Placed, Report, Span, quote};
use crate::raw::Text;

/// What stands for the value of a mark.
const VALUE: &str = "{value}";

pub(super) fn check(lookup: &Lookup<'_, '_>, actions: &mut [Action], report: &mut Report) {
    let positions = positions(actions);
    for written in &lookup.raw.actions {
        let Some(tag) = &written.tracking_tag else { continue };
        if written.effect.is_some_and(|effect| effect != Effect::Create) {
            let message = format!("{} creates nothing to be marked", quote(written.wire.value));
            let _ = report
                .add(Code::BadTrackingTag, tag.at, message)
                .help("a tracking tag is for an action with `\"effect\": \"create\"`");
            continue;
        }
        let Some(position) = positions.get(written.wire.value) else { continue };
        let Some(request) = actions.get(*position).map(|action| action.request.0) else { continue };
        let put = tag.put.and_then(|put| object(lookup, request, put, report));
        let asked = tag.look_up.and_then(|look_up| {
            check_look_up(lookup, look_up, report)?;
            let id = ActionId(*positions.get(look_up.value)?);
            Some((id, actions.get(id.index())?))
        });
        let found = asked.map(|(look_up, action)| {
            let with = tag.with.and_then(|with| object(lookup, action.request.0, with, report));
            (look_up, with, id(lookup, action, tag.id, report))
        });
        if let (Some(put), Some((look_up, Some(with), Some(id)))) = (put, found)
            && let Some(action) = actions.get_mut(*position)
        {
            action.tracking_tag = Some(TrackingTag { put, look_up, with, id });
        }
    }
}

/// What looks up is there, changes nothing and leaves nothing out.
fn check_look_up(lookup: &Lookup<'_, '_>, written: Text<'_>, report: &mut Report) -> Option<()> {
    let position = lookup.index.actions.get(written.value);
    let Some(action) = position.and_then(|position| lookup.raw.actions.get(*position)) else {
        let names = lookup.raw.actions.iter().map(|one| one.wire.value);
        let close = report.closest(written.value, names);
        let message = format!("no action is called {}", quote(written.value));
        let _ =
            report.add(Code::UnknownAction, written.at, message).did_you_mean(close, String::new);
        return None;
    };
    // Only what reads can have pages, so nothing else is to be looked at.
    if action.pagination.is_none() {
        let message = format!("{} has no `pagination`", quote(written.value));
        let _ = report
            .add(Code::BadTrackingTag, written.at, message)
            .help("what is created is looked up in a list that can be walked to its end");
        return None;
    }
    Some(())
}

/// The id in an item of the list that is looked up in.
fn id(
    lookup: &Lookup<'_, '_>,
    action: &Action,
    written: Option<Text<'_>>,
    report: &mut Report,
) -> Option<Path> {
    let (written, pagination) = (written?, action.pagination.as_ref()?);
    let items = Placed { value: pagination.items.join("."), at: written.at };
    let items = Placed { value: items.value.as_str(), at: items.at };
    let list = lookup.find(action.response.0, items, Code::BadTrackingTag, report)?;
    let item = match list.shape {
        Shape::List(item) => lookup.index.class(item)?,
        _ => return None,
    };
    let Class::Record(item) = item else {
        let message = format!("the items of {} are no records with ids", quote(items.value));
        let _ = report.add(Code::BadTrackingTag, written.at, message);
        return None;
    };
    let found = lookup.find(item, written, Code::BadTrackingTag, report)?;
    lookup.fits(written, found.shape, &[Class::Text], "text", Code::BadTrackingTag, report)?;
    Some(found.path)
}

/// Values for fields of a record, as JSON text, with the mark in it.
fn object(
    lookup: &Lookup<'_, '_>,
    of_type: usize,
    node: &Node<'_>,
    report: &mut Report,
) -> Option<String> {
    let text = record(lookup, of_type, node, report)?.to_string();
    if !text.contains(VALUE) {
        let message = format!("the mark is not in it: {} stands nowhere", quote(VALUE));
        let _ = report.add(Code::BadTrackingTag, node.at, message);
        return None;
    }
    Some(text)
}

fn record(
    lookup: &Lookup<'_, '_>,
    of_type: usize,
    node: &Node<'_>,
    report: &mut Report,
) -> Option<Json> {
    let Value::Object(members) = &node.value else {
        return misfit(node.at, "an object", &node.value, report);
    };
    let members: Vec<_> = members
        .iter()
        .map(|member| {
            let written = Placed { value: member.key.value.as_ref(), at: member.key.at };
            let shape = lookup.own(of_type, written, Code::BadTrackingTag, report)?;
            if lookup.field(of_type, written.value).is_some_and(|field| field.reserved().is_some())
            {
                let message = format!("{} must not be sent", quote(written.value));
                let _ = report.add(Code::BadTrackingTag, written.at, message);
                return None;
            }
            Some((written.value.to_owned(), value(lookup, shape, &member.value, report)?))
        })
        .collect();
    members.into_iter().collect::<Option<serde_json::Map<_, _>>>().map(Json::Object)
}

fn value(
    lookup: &Lookup<'_, '_>,
    shape: &Shape,
    node: &Node<'_>,
    report: &mut Report,
) -> Option<Json> {
    if let Shape::List(item) = shape {
        let Value::List(items) = &node.value else {
            return misfit(node.at, "a list", &node.value, report);
        };
        let items: Vec<_> = items.iter().map(|node| value(lookup, item, node, report)).collect();
        return items.into_iter().collect::<Option<Vec<_>>>().map(Json::Array);
    }
    match (lookup.index.class(shape)?, &node.value) {
        (Class::Record(id), _) => record(lookup, id, node, report),
        (Class::Text, Value::Text(text)) => Some(Json::String(text.to_string())),
        (Class::Bool, Value::Bool(flag)) => Some(Json::Bool(*flag)),
        (Class::Integer, Value::Number(written)) => match written.parse::<i64>() {
            Ok(number) => Some(number.into()),
            Err(_) => misfit(node.at, "a whole number", &node.value, report),
        },
        (class, found) => misfit(node.at, class.describe(), found, report),
    }
}

fn misfit<T>(at: Span, wanted: &str, found: &Value<'_>, report: &mut Report) -> Option<T> {
    let message = format!("this must be {wanted}, not {}", found.describe());
    let _ = report.add(Code::BadTrackingTag, at, message);
    None
}

//! Checks of tracking tags: the fields put into a request, and the look-up that finds the tag.

use super::index::ShapeClass;
use super::resolve::{FieldResolver, action_positions, unknown_action};
use crate::json::{Node, Value};
use crate::model::{Action, ActionId, Effect, Path, Shape, TrackingTag, TypeId};
use crate::problem::{ProblemCode, Report, Span, Spanned, quote};
use crate::raw::Text;

const VALUE: &str = "{value}";

pub(super) fn check(resolver: &FieldResolver<'_, '_>, actions: &mut [Action], report: &mut Report) {
    let positions = action_positions(actions);
    for written in &resolver.raw.actions {
        let Some(tag) = &written.tracking_tag else { continue };
        if written.effect.is_some_and(|effect| effect != Effect::Create) {
            let message = format!(
                "{} has a tracking tag, but its effect is not `create`",
                quote(written.wire.value)
            );
            let _ = report
                .add(ProblemCode::BadTrackingTag, tag.at, message)
                .help("a tracking tag is for an action with `\"effect\": \"create\"`");
            continue;
        }
        let Some(position) = positions.get(written.wire.value) else { continue };
        let Some(request) = actions.get(*position).map(|action| action.request.0) else { continue };
        let put = tag.put.and_then(|put| {
            let tagged = tagged_type(resolver, request, put).unwrap_or(request);
            Some((object(resolver, request, put, report)?, TypeId(tagged)))
        });
        let asked = tag.look_up.and_then(|look_up| {
            check_look_up(resolver, look_up, report)?;
            let id = ActionId(*positions.get(look_up.value)?);
            Some((id, actions.get(id.index())?))
        });
        let found = asked.map(|(look_up, action)| {
            let with = tag.with.and_then(|with| object(resolver, action.request.0, with, report));
            let id = item_field(resolver, action, tag.id, report);
            let created = tag.created.map(|at| item_field(resolver, action, Some(at), report));
            (look_up, with, id.map(|id| (id, created.flatten())))
        });
        let reserved_prefixes = reserved_prefixes(&tag.reserved_prefixes, report);
        if let (Some((put, tagged)), Some((look_up, Some(with), Some((id, created))))) =
            (put, found)
            && let Some(action) = actions.get_mut(*position)
        {
            let tag = TrackingTag { put, tagged, look_up, with, id, created, reserved_prefixes };
            action.tracking_tag = Some(tag);
        }
    }
}

/// Checks that the action that looks up exists and has pagination.
fn check_look_up(
    resolver: &FieldResolver<'_, '_>,
    written: Text<'_>,
    report: &mut Report,
) -> Option<()> {
    let position = resolver.index.actions.get(written.value);
    let Some(action) = position.and_then(|position| resolver.raw.actions.get(*position)) else {
        return unknown_action(resolver.raw, written, report);
    };
    // Pagination implies that the action only reads.
    if action.pagination.is_none() {
        if report.is_unread("pagination", written.value) {
            return None;
        }
        let message = format!("{} has no `pagination`", quote(written.value));
        let _ = report
            .add(ProblemCode::BadTrackingTag, written.at, message)
            .help("the look-up must reach every item of its list, page by page");
        return None;
    }
    Some(())
}

/// Resolves a text in an item of the list that is looked up.
fn item_field(
    resolver: &FieldResolver<'_, '_>,
    action: &Action,
    written: Option<Text<'_>>,
    report: &mut Report,
) -> Option<Path> {
    let (written, pagination) = (written?, action.pagination.as_ref()?);
    let items = Spanned { value: pagination.items.join("."), at: written.at };
    let items = Spanned { value: items.value.as_str(), at: items.at };
    let list = resolver.resolve(action.response.0, items, ProblemCode::BadTrackingTag, report)?;
    let item = match list.shape {
        Shape::List(item) => resolver.index.class(item)?,
        _ => return None,
    };
    let ShapeClass::Record(item) = item else {
        let message =
            format!("the items of {} are not records, so they have no fields", quote(items.value));
        return report.add(ProblemCode::BadTrackingTag, written.at, message).none();
    };
    let (fits, code) = (&[ShapeClass::Text], ProblemCode::BadTrackingTag);
    Some(resolver.resolve_class(item, written, fits, code, report)?.path)
}

/// Reads beginnings of keys, in lower case.
fn reserved_prefixes(written: &[Text<'_>], report: &mut Report) -> Vec<String> {
    let mut prefixes = Vec::new();
    for prefix in written {
        let lower = prefix.value.to_lowercase();
        if lower.is_empty() {
            let message = "an empty prefix reserves every key";
            let _ = report.add(ProblemCode::BadTrackingTag, prefix.at, message);
        } else if prefixes.contains(&lower) {
            let message = format!("{} is in the list twice", quote(prefix.value));
            let _ = report
                .add(ProblemCode::BadTrackingTag, prefix.at, message)
                .help("capitals make no difference");
        } else {
            prefixes.push(lower);
        }
    }
    prefixes
}

/// Reads values for fields of a record as JSON text, with the tag in it.
fn object(
    resolver: &FieldResolver<'_, '_>,
    of_type: usize,
    node: &Node<'_>,
    report: &mut Report,
) -> Option<String> {
    let text = record(resolver, of_type, node, report)?;
    if !text.contains(VALUE) {
        let message = format!("the tag is missing: no text contains {}", quote(VALUE));
        return report.add(ProblemCode::BadTrackingTag, node.at, message).none();
    }
    Some(text)
}

/// Finds the type of the record that the value of the tag is put into.
fn tagged_type(resolver: &FieldResolver<'_, '_>, of_type: usize, node: &Node<'_>) -> Option<usize> {
    let Value::Object(members) = &node.value else { return None };
    members.iter().find_map(|member| {
        let field = resolver.field(of_type, member.key.value.as_ref())?;
        tagged_within(resolver, of_type, &field.shape, &member.value)
    })
}

fn tagged_within(
    resolver: &FieldResolver<'_, '_>,
    of_type: usize,
    shape: &Shape,
    node: &Node<'_>,
) -> Option<usize> {
    match (shape, &node.value) {
        (Shape::List(item), Value::List(items)) => {
            items.iter().find_map(|node| tagged_within(resolver, of_type, item, node))
        }
        (Shape::Record(id), _) => tagged_type(resolver, id.0, node),
        (_, Value::Text(text)) => text.contains(VALUE).then_some(of_type),
        _ => None,
    }
}

/// Reads a record as JSON text, with its members in the order of the spec.
// A map of `serde_json` keeps that only where some crate of the build asks for it.
fn record(
    resolver: &FieldResolver<'_, '_>,
    of_type: usize,
    node: &Node<'_>,
    report: &mut Report,
) -> Option<String> {
    let Value::Object(members) = &node.value else {
        return report_mismatch(node.at, "an object", &node.value, report);
    };
    let members: Vec<_> = members
        .iter()
        .map(|member| {
            let written = Spanned { value: member.key.value.as_ref(), at: member.key.at };
            let shape =
                resolver.own_field(of_type, written, ProblemCode::BadTrackingTag, report)?;
            if resolver
                .field(of_type, written.value)
                .is_some_and(|field| field.reserved().is_some())
            {
                let message = format!("{} is reserved and must not be sent", quote(written.value));
                return report.add(ProblemCode::BadTrackingTag, written.at, message).none();
            }
            let value = value(resolver, shape, &member.value, report)?;
            Some(format!("{}:{value}", json_text(written.value)))
        })
        .collect();
    let members: Vec<String> = members.into_iter().collect::<Option<_>>()?;
    Some(format!("{{{}}}", members.join(",")))
}

fn value(
    resolver: &FieldResolver<'_, '_>,
    shape: &Shape,
    node: &Node<'_>,
    report: &mut Report,
) -> Option<String> {
    if let Shape::List(item) = shape {
        let Value::List(items) = &node.value else {
            return report_mismatch(node.at, "a list", &node.value, report);
        };
        let items: Vec<_> = items.iter().map(|node| value(resolver, item, node, report)).collect();
        let items: Vec<String> = items.into_iter().collect::<Option<_>>()?;
        return Some(format!("[{}]", items.join(",")));
    }
    match (resolver.index.class(shape)?, &node.value) {
        (ShapeClass::Record(id), _) => record(resolver, id, node, report),
        (ShapeClass::Text, Value::Text(text)) => Some(json_text(text)),
        (ShapeClass::Bool, Value::Bool(flag)) => Some(flag.to_string()),
        (ShapeClass::Integer, Value::Number(written)) => match written.parse::<i64>() {
            Ok(number) => Some(number.to_string()),
            Err(_) => report_mismatch(node.at, "a whole number", &node.value, report),
        },
        (class, found) => report_mismatch(node.at, class.describe(), found, report),
    }
}

fn report_mismatch<T>(at: Span, wanted: &str, found: &Value<'_>, report: &mut Report) -> Option<T> {
    let message = format!("this must be {wanted}, not {}", found.describe());
    report.add(ProblemCode::BadTrackingTag, at, message).none()
}

fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

//! The spec as written: every value has its type and place, and no name is resolved yet.
//!
//! A value that has the wrong JSON type, is missing or is unknown to the format is reported here
//! and then left out, so that later checks do not report it again.

mod body;
mod events;
pub(crate) mod keys;
mod object;
mod other_format;
mod pagination;
mod rule;
mod tracking_tag;
mod waiter;

pub(crate) use body::{Body, BodyHeader};
pub(crate) use events::{EventError, Events};
pub use object::{Object, wrong_type};
pub(crate) use object::{as_count, as_i64, as_text, out_of_range};
pub(crate) use pagination::Pagination;
pub(crate) use rule::Rule;
pub(crate) use tracking_tag::TrackingTag;
pub(crate) use waiter::{Waiter, WaiterFilter};

use crate::json::{Node, Value};
use crate::model::{Effect, RetryAdvice};
use crate::problem::{ProblemCode, Report, Span, Spanned, quote};

/// A text with its place.
pub type Text<'n> = Spanned<&'n str>;

pub(crate) struct Spec<'n> {
    pub(crate) service: Option<Text<'n>>,
    pub(crate) version: Option<Text<'n>>,
    pub(crate) revision: Option<Text<'n>>,
    pub(crate) host: Option<Text<'n>>,
    pub(crate) doc: Option<Text<'n>>,
    pub(crate) groups: Vec<ActionGroup<'n>>,
    pub(crate) actions: Vec<Action<'n>>,
    pub(crate) waiters: Vec<Waiter<'n>>,
    pub(crate) types: Vec<Type<'n>>,
    pub(crate) enums: Vec<Enum<'n>>,
    pub(crate) errors: Vec<ErrorCode<'n>>,
}

pub(crate) struct ActionGroup<'n> {
    pub(crate) name: Text<'n>,
    pub(crate) doc: Option<Text<'n>>,
}

pub(crate) struct Action<'n> {
    pub(crate) wire: Text<'n>,
    pub(crate) name: Option<Text<'n>>,
    pub(crate) doc: Option<Text<'n>>,
    pub(crate) group: Option<Text<'n>>,
    pub(crate) request: Option<Text<'n>>,
    pub(crate) response: Option<Text<'n>>,
    pub(crate) effect: Option<Effect>,
    pub(crate) effect_guessed: bool,
    pub(crate) region: Region<'n>,
    pub(crate) unsigned: bool,
    pub(crate) rate_limit: Option<RateLimit<'n>>,
    pub(crate) body: Option<Body<'n>>,
    pub(crate) events: Option<Events<'n>>,
    pub(crate) pagination: Option<Pagination<'n>>,
    pub(crate) tracking_tag: Option<TrackingTag<'n>>,
    pub(crate) errors: Vec<Text<'n>>,
    pub(crate) deprecated: Option<Text<'n>>,
}

pub(crate) enum Region<'n> {
    Required,
    Optional { rule: Option<Text<'n>> },
}

pub(crate) struct RateLimit<'n> {
    pub(crate) id: Option<Text<'n>>,
    pub(crate) per_second: Option<Spanned<i128>>,
    pub(crate) server_error: Option<Text<'n>>,
}

pub(crate) struct Type<'n> {
    pub(crate) wire: Text<'n>,
    pub(crate) name: Option<Text<'n>>,
    pub(crate) doc: Option<Text<'n>>,
    pub(crate) fields: Vec<Field<'n>>,
    pub(crate) rules: Vec<Rule<'n>>,
}

pub(crate) struct Field<'n> {
    pub(crate) wire: Text<'n>,
    pub(crate) name: Option<Text<'n>>,
    pub(crate) doc: Option<Text<'n>>,
    pub(crate) shape: Option<Text<'n>>,
    pub(crate) required: Option<Text<'n>>,
    pub(crate) nullable: bool,
    pub(crate) always_returned: bool,
    pub(crate) secret: Option<Span>,
    pub(crate) deprecated: Option<Text<'n>>,
    pub(crate) unit: Option<Text<'n>>,
    pub(crate) rules: Vec<Rule<'n>>,
    pub(crate) generated_id: Option<GeneratedId<'n>>,
}

pub(crate) struct GeneratedId<'n> {
    pub(crate) at: Span,
    pub(crate) prefix: Option<Text<'n>>,
    pub(crate) per: Option<Text<'n>>,
}

pub(crate) struct Enum<'n> {
    pub(crate) wire: Text<'n>,
    pub(crate) name: Option<Text<'n>>,
    pub(crate) doc: Option<Text<'n>>,
    /// `None` if the file has no valid `type`.
    pub(crate) kind: Option<EnumKind>,
    pub(crate) values: Vec<EnumValue<'n>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum EnumKind {
    Text,
    Integer,
}

pub(crate) struct EnumValue<'n> {
    pub(crate) value: &'n Node<'n>,
    pub(crate) name: Option<Text<'n>>,
    pub(crate) doc: Option<Text<'n>>,
    pub(crate) label: Span,
    /// False if something in it was reported.
    pub(crate) is_whole: bool,
}

pub(crate) struct ErrorCode<'n> {
    pub(crate) wire: Text<'n>,
    pub(crate) name: Option<Text<'n>>,
    pub(crate) doc: Option<Text<'n>>,
    pub(crate) retry: Option<RetryAdvice>,
    pub(crate) common: bool,
}

/// Id of the rule that requires a field whose `required` is `true`.
const REQUIRED: &str = "required";

/// Reads the tree; gives `None` only if it is no object.
pub(crate) fn read<'n>(root: &'n Node<'n>, report: &mut Report) -> Option<Spec<'n>> {
    other_format::check(root, report)?;
    let spec = Object::read(root, "a spec", None, &keys::SPEC, report)?;
    if let Some(node) = spec.get("actions")
        && matches!(&node.value, Value::Object(members) if members.is_empty())
    {
        let _ = report.add(ProblemCode::EmptyList, node.at, "a spec needs at least one action");
    }
    Some(Spec {
        service: spec.text("service", report),
        version: spec.text("version", report),
        revision: spec.text("revision", report),
        host: spec.text("host", report),
        doc: spec.text("doc", report),
        groups: spec.named("groups", report, action_group),
        actions: spec.named("actions", report, action),
        waiters: spec.named("waiters", report, waiter::read),
        types: spec.named("types", report, record),
        enums: spec.named("enums", report, enum_type),
        errors: spec.named("errors", report, error),
    })
}

fn action_group<'n>(
    name: Text<'n>,
    node: &'n Node<'n>,
    report: &mut Report,
) -> Option<ActionGroup<'n>> {
    let group =
        Object::read(node, "a group of actions", Some(name.at), &keys::ACTION_GROUP, report)?;
    Some(ActionGroup { name, doc: group.text("doc", report) })
}

fn action<'n>(wire: Text<'n>, node: &'n Node<'n>, report: &mut Report) -> Option<Action<'n>> {
    let action = Object::read(node, "an action", Some(wire.at), &keys::ACTION, report)?;
    let pagination = action.get("pagination").and_then(|node| {
        let read = pagination::read(node, report);
        if read.is_none() {
            report.mark_unread("pagination", Some(wire.value));
        }
        read
    });
    Some(Action {
        wire,
        name: action.text("name", report),
        doc: action.text("doc", report),
        request: action.text("request", report),
        response: action.text("response", report),
        group: action.text("group", report),
        effect: action.choice("effect", keys::EFFECTS, report),
        effect_guessed: action.flag("effect_guessed", report),
        region: region(&action, report),
        unsigned: action.flag("unsigned", report),
        rate_limit: action
            .get("rate_limit")
            .and_then(|node| Object::read(node, "a rate limit", None, &keys::RATE_LIMIT, report))
            .map(|limit| RateLimit {
                id: limit.text("id", report),
                per_second: limit.integer("per_second", report),
                server_error: limit.text("server_error", report),
            }),
        body: action.get("body").and_then(|node| body::read(node, report)),
        events: action.get("events").and_then(|node| events::read(node, report)),
        pagination,
        tracking_tag: action.get("tracking_tag").and_then(|node| tracking_tag::read(node, report)),
        errors: action.texts("errors", report).unwrap_or_default(),
        deprecated: action.text("deprecated", report),
    })
}

fn region<'n>(action: &Object<'n>, report: &mut Report) -> Region<'n> {
    let Some(node) = action.get("region") else { return Region::Required };
    if matches!(node.value, Value::Object(_)) {
        let region = Object::read(node, "a region", None, &keys::REGION, report);
        return match region {
            Some(region) if !region.flag("required", report) => {
                Region::Optional { rule: region.text("id", report) }
            }
            _ => Region::Required,
        };
    }
    match action.choice("region", keys::REGIONS, report) {
        Some(false) => Region::Optional { rule: None },
        _ => Region::Required,
    }
}

fn record<'n>(wire: Text<'n>, node: &'n Node<'n>, report: &mut Report) -> Option<Type<'n>> {
    let record = Object::read(node, "a type", Some(wire.at), &keys::TYPE, report)?;
    Some(Type {
        wire,
        name: record.text("name", report),
        doc: record.text("doc", report),
        fields: record.named("fields", report, field),
        rules: rule::read_all(&record, keys::RECORD_RULES, report),
    })
}

/// Returns true for a word that means yes or no, which is meant for a boolean wherever it stands.
pub(crate) fn says_yes_or_no(word: &str) -> bool {
    const WORDS: [&str; 11] =
        ["true", "false", "yes", "no", "on", "off", "none", "null", "optional", "always", "never"];
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn field<'n>(wire: Text<'n>, node: &'n Node<'n>, report: &mut Report) -> Option<Field<'n>> {
    let field = Object::read(node, "a field", Some(wire.at), &keys::FIELD, report)?;
    let required = field.get("required").and_then(|node| match &node.value {
        Value::Bool(false) => None,
        Value::Bool(true) => Some(Spanned { value: REQUIRED, at: node.at }),
        Value::Text(word) if says_yes_or_no(word) || matches!(&**word, "0" | "1") => {
            let message = format!("{} is not a rule id: it means yes or no", quote(word));
            let _ = report
                .add(ProblemCode::BadRuleId, node.at, message)
                .help("write `true` or `false` without quotes, or the id of a rule");
            None
        }
        Value::Text(_) => field.text("required", report),
        other => object::wrong_type(node.at, "required", "true, false or a rule id", other, report),
    });
    let secret = field.get("secret").filter(|_| field.flag("secret", report));
    let generated_id = field
        .get("generated_id")
        .and_then(|node| Object::read(node, "a generated id", None, &keys::GENERATED_ID, report))
        .map(|generated_id| GeneratedId {
            at: generated_id.label,
            prefix: generated_id.text("prefix", report),
            per: generated_id.text("per", report),
        });
    Some(Field {
        wire,
        name: field.text("name", report),
        doc: field.text("doc", report),
        shape: field.text("type", report),
        required,
        nullable: field.flag("nullable", report),
        always_returned: field.flag("always_returned", report),
        secret: secret.map(|node| node.at),
        deprecated: field.text("deprecated", report),
        unit: field.text("unit", report),
        rules: rule::read_all(&field, keys::VALUE_RULES, report),
        generated_id,
    })
}

fn enum_type<'n>(wire: Text<'n>, node: &'n Node<'n>, report: &mut Report) -> Option<Enum<'n>> {
    let problems = report.len();
    let enum_type = Object::read(node, "an enum", Some(wire.at), &keys::ENUM, report)?;
    let values = enum_type.list("values", report).unwrap_or_default();
    if let Some(node) = enum_type.get("values")
        && matches!(&node.value, Value::List(items) if items.is_empty())
    {
        let _ = report.add(ProblemCode::EmptyList, node.at, "an enum needs at least one value");
    }
    let values = values.iter().filter_map(|node| {
        let problems = report.len();
        let value = Object::read(node, "a value", None, &keys::ENUM_VALUE, report)?;
        Some(EnumValue {
            value: value.get("value")?,
            name: value.text("name", report),
            doc: value.text("doc", report),
            label: value.label,
            is_whole: report.len() == problems,
        })
    });
    let values = values.collect();
    if report.len() > problems {
        report.mark_unread("values", Some(wire.value));
    }
    Some(Enum {
        wire,
        name: enum_type.text("name", report),
        doc: enum_type.text("doc", report),
        kind: enum_type.choice("type", keys::ENUM_TYPES, report),
        values,
    })
}

fn error<'n>(wire: Text<'n>, node: &'n Node<'n>, report: &mut Report) -> Option<ErrorCode<'n>> {
    let error = Object::read(node, "an error code", Some(wire.at), &keys::ERROR, report)?;
    Some(ErrorCode {
        wire,
        name: error.text("name", report),
        doc: error.text("doc", report),
        retry: error.choice("retry", keys::RETRY_ADVICE, report),
        common: error.flag("common", report),
    })
}

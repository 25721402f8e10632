//! Rules as sentences.

use ecm_spec::PathStep::{self, Key};
use ecm_spec::model::{Action, Body, Field, Payload, RawBody, Region, Rule, Severity, Type};

use super::Context;
use super::page::Page;

/// Formats a rule: id, severity, condition, error code of the service, reason.
pub(crate) fn line<C>(rule: &Rule<C>, sentence: &str) -> String {
    let severity = match rule.severity {
        Severity::Error => "error",
        Severity::Warn => "warning",
    };
    let mut text = format!("{} ({severity}): {sentence}", rule.id);
    if let Some(code) = &rule.server_error {
        text.push_str(&format!("; otherwise the service answers `{code}`"));
    }
    text.push('.');
    if let Some(why) = &rule.doc {
        text.push_str(&format!(" {why}"));
    }
    text
}

/// Formats the rule that requires a field, if it is required.
pub(crate) fn required(ty: &Type, field: &Field) -> Option<String> {
    match field.required.as_deref().filter(|_| ty.sent)? {
        "required" => Some("required (error): must be given.".to_owned()),
        id => Some(format!("{id} (error): must be given.")),
    }
}

pub(crate) fn rate(action: &Action) -> Option<String> {
    let limit = action.rate_limit.as_ref()?;
    let mut text = format!("at most {} requests per second (rule {}", limit.per_second, limit.id);
    if let Some(code) = &limit.server_error {
        text.push_str(&format!("; above it, the service answers `{code}`"));
    }
    text.push(')');
    Some(text)
}

/// Describes the body of a request that is not JSON.
pub(crate) fn body(action: &Action) -> Option<String> {
    Some(match action.body.as_ref()? {
        Body::Unsupported { media_type } => format!(
            "{media_type}; the spec does not say how it travels, so calls fail and nothing is sent"
        ),
        Body::Raw(RawBody { content_type, headers, payload }) => {
            let headers: Vec<String> = headers
                .iter()
                .map(|header| format!("{} as {}", header.field, header.name))
                .collect();
            let payload = match payload {
                Payload::Signed => "signed",
                Payload::Unsigned => "not signed",
            };
            let headers = match headers.is_empty() {
                true => String::new(),
                false => format!("; headers: {}", headers.join(", ")),
            };
            format!("bytes of {content_type}, {payload}{headers}")
        }
    })
}

pub(crate) fn region(action: &Action) -> String {
    match &action.region {
        Region::Required => "required".to_owned(),
        Region::Optional { rule: Some(rule) } => format!("optional (rule {rule})"),
        Region::Optional { rule: None } => "optional".to_owned(),
    }
}

/// Explains every rule with an id; returns `true` if there is one.
pub(crate) fn with_id(context: &Context<'_>, id: &str, page: &mut Page) -> bool {
    let before = page.is_empty();
    for action in &context.spec.actions {
        of_action(context, action, id, page);
    }
    for ty in &context.spec.types {
        let of_type = [Key("types"), Key(&ty.name.wire)];
        for rule in ty.rules.iter().filter(|rule| rule.id == id) {
            let path = [of_type.as_slice(), &[Key("rules"), PathStep::Rule(id)]].concat();
            page.title("rule", &format!("{id} of {}", ty.name.wire), &context.place(&path));
            page.paragraph(&line(rule, &rule.check.sentence()));
        }
        for field in &ty.fields {
            let name = format!("{id} of {}.{}", ty.name.wire, field.name.wire);
            let of_field = [of_type.as_slice(), &[Key("fields"), Key(&field.name.wire)]].concat();
            if field.required.as_deref() == Some(id) && id != "required" {
                let path = [of_field.as_slice(), &[Key("required")]].concat();
                page.title("rule", &name, &context.place(&path));
                page.paragraph(&format!("{id} (error): `{}` must be given.", field.name.wire));
            }
            for rule in field.rules.iter().filter(|rule| rule.id == id) {
                let path = [of_field.as_slice(), &[Key("rules"), PathStep::Rule(id)]].concat();
                page.title("rule", &name, &context.place(&path));
                let sentence = format!("`{}` {}", field.name.wire, rule.check.sentence());
                page.paragraph(&line(rule, &sentence));
            }
        }
    }
    before != page.is_empty()
}

fn of_action(context: &Context<'_>, action: &Action, id: &str, page: &mut Page) {
    let wire = action.name.wire.as_str();
    let title = format!("{id} of {wire}");
    let place = |key| context.place(&[Key("actions"), Key(wire), Key(key)]);
    if action.rate_limit.as_ref().is_some_and(|limit| limit.id == id) {
        page.title("rule", &title, &place("rate_limit"));
        page.paragraph(&format!("The limit is {}.", rate(action).unwrap_or_default()));
    }
    if matches!(&action.region, Region::Optional { rule: Some(rule) } if rule == id) {
        page.title("rule", &title, &place("region"));
        page.paragraph("The region is optional.");
    }
}

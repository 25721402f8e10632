//! Rules as sentences.

use std::fmt::{self, Display, Formatter};

use ecm_spec::PathStep::{self, Key};
use ecm_spec::model::{
    Action, Body, Field, Payload, RawBody, RecordCheck, Region, Rule, Severity, Spec, Type,
    ValueCheck,
};

use super::page::Page;
use super::{Context, related};

/// Rule in words: id, severity, condition, error code of the service, reason.
pub(crate) struct RuleText<'s> {
    pub(crate) id: &'s str,
    pub(crate) severity: Severity,
    pub(crate) sentence: String,
    /// Code by which the service would refuse the request.
    pub(crate) server_error: Option<&'s str>,
    pub(crate) why: Option<&'s str>,
}

impl<'s> RuleText<'s> {
    fn new<C>(rule: &'s Rule<C>, sentence: String) -> Self {
        Self {
            id: &rule.id,
            severity: rule.severity,
            sentence,
            server_error: rule.server_error.as_deref(),
            why: rule.doc.as_deref(),
        }
    }

    /// Describes a rule on a value, to follow the name of its field.
    pub(crate) fn of_value(rule: &'s Rule<ValueCheck>) -> Self {
        Self::new(rule, rule.check.sentence())
    }

    /// Describes a rule between fields.
    pub(crate) fn between(rule: &'s Rule<RecordCheck>) -> Self {
        Self::new(rule, rule.check.sentence())
    }

    /// Describes the rule that requires a field, if it is required.
    pub(crate) fn required(ty: &Type, field: &'s Field) -> Option<Self> {
        let id = field.required.as_deref().filter(|_| ty.sent)?;
        Some(Self {
            id,
            severity: Severity::Error,
            sentence: "must be given".to_owned(),
            server_error: None,
            why: None,
        })
    }

    pub(crate) fn severity(&self) -> &'static str {
        match self.severity {
            Severity::Error => "error",
            Severity::Warn => "warning",
        }
    }
}

impl Display for RuleText<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.id, self.severity(), self.sentence)?;
        if let Some(code) = self.server_error {
            write!(f, "; otherwise the service answers `{code}`")?;
        }
        f.write_str(".")?;
        self.why.map_or(Ok(()), |why| write!(f, " {why}"))
    }
}

/// Lists the rules that involve a field, each with the record that declares it.
pub(crate) fn of_field<'s>(
    spec: &'s Spec,
    ty: &'s Type,
    field: &'s Field,
) -> Vec<(&'s Type, RuleText<'s>)> {
    let own = RuleText::required(ty, field).into_iter();
    let own = own.chain(field.rules.iter().map(RuleText::of_value)).map(|rule| (ty, rule));
    let related = related::about(spec, ty, field).into_iter();
    own.chain(related.map(|(owner, rule)| (owner, RuleText::between(rule)))).collect()
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
            page.paragraph(&RuleText::between(rule).to_string());
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
                let mut text = RuleText::of_value(rule);
                text.sentence = format!("`{}` {}", field.name.wire, text.sentence);
                page.paragraph(&text.to_string());
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

//! Fields of a record as a tree, each with its rules.

use ecm_spec::model::{Enum, EnumValues, Field, RecordCheck, Rule, Shape, Type, TypeId};
use maud::{Markup, html};

use super::home::{Section, anchor};
use super::prose;
use super::site::{RulePlace, Site};
use crate::explain::related;
use crate::explain::rules::RuleText;
use crate::text::pluralize;

/// Levels of records that are shown inside each other; deeper ones are a link away.
const MAX_DEPTH: usize = 4;
/// Values of an enum that are shown beside a field.
const MAX_VALUES: usize = 12;

/// Record whose fields are shown, and its place on the page.
struct Place<'a> {
    /// Index of the type.
    index: usize,
    section: Section,
    /// Names of the fields that lead here, as anchors.
    path: &'a str,
    /// Types that enclose this one, itself included.
    within: &'a [usize],
}

impl Place<'_> {
    fn field_anchor(&self, field: &Field) -> String {
        let name = anchor(&field.name.wire);
        let dot = if self.path.is_empty() { "" } else { "." };
        format!("{}.{}{dot}{name}", self.section.prefix(), self.path)
    }

    fn rule_anchor(&self, key: &str) -> String {
        match self.path {
            "" => format!("{}.{key}", self.section.rule_prefix()),
            path => format!("{}.{path}!{key}", self.section.prefix()),
        }
    }
}

/// Formats the fields of a record and of the records within, and its rules between fields.
pub(crate) fn tree(site: &Site<'_>, id: usize, section: Section) -> Markup {
    record(site, &Place { index: id, section, path: "", within: &[id] })
}

fn record(site: &Site<'_>, place: &Place<'_>) -> Markup {
    let Some(ty) = site.spec.types.get(place.index) else { return html! {} };
    html! {
        @if ty.fields.is_empty() {
            p.none { "No fields." }
        } @else {
            ul.fields {
                @for one in &ty.fields { (field(site, ty, one, place)) }
            }
        }
        @if !ty.rules.is_empty() {
            div.between {
                p.label { "Rules between fields" }
                ul.rules {
                    @for one in &ty.rules {
                        (rule(site, &KeyedRule::between(one), None, place))
                    }
                }
            }
        }
    }
}

/// Rule on a field or between fields, with its key among those of the record.
pub(crate) struct KeyedRule<'s> {
    pub(crate) text: RuleText<'s>,
    pub(crate) key: String,
    is_required: bool,
}

impl<'s> KeyedRule<'s> {
    /// Describes a rule between fields, whose id is its key.
    pub(crate) fn between(rule: &'s Rule<RecordCheck>) -> Self {
        Self { text: RuleText::between(rule), key: anchor(&rule.id), is_required: false }
    }

    /// Lists the rules on a field. One id may require several fields and restrict their values, too.
    pub(crate) fn of_field(ty: &'s Type, field: &'s Field) -> Vec<Self> {
        let required_by = |id: &str| {
            let first = ty.fields.iter().find(|one| one.required.as_deref() == Some(id));
            first.filter(|_| ty.sent)
        };
        let required = RuleText::required(ty, field).filter(|rule| rule.id != "required");
        let required = required.map(|text| {
            let is_first = required_by(text.id).is_some_and(|first| first.name == field.name);
            let more =
                if is_first { String::new() } else { format!(".{}", anchor(&field.name.wire)) };
            Self { key: format!("{}{more}", anchor(text.id)), text, is_required: true }
        });
        let own = field.rules.iter().map(RuleText::of_value).map(|text| {
            let more = if required_by(text.id).is_some() { "~value" } else { "" };
            Self { key: format!("{}{more}", anchor(text.id)), text, is_required: false }
        });
        required.into_iter().chain(own).collect()
    }
}

/// Lists the rules of a record: those on its fields, each with the field, and those between fields.
pub(crate) fn rules(ty: &Type) -> impl Iterator<Item = (Option<&Field>, KeyedRule<'_>)> {
    let on_fields = ty.fields.iter().flat_map(|field| {
        KeyedRule::of_field(ty, field).into_iter().map(move |rule| (Some(field), rule))
    });
    on_fields.chain(ty.rules.iter().map(|rule| (None, KeyedRule::between(rule))))
}

fn field(site: &Site<'_>, ty: &Type, field: &Field, place: &Place<'_>) -> Markup {
    let anchor = place.field_anchor(field);
    let is_required = ty.sent && field.required.is_some();
    let rules = KeyedRule::of_field(ty, field);
    html! {
        li id=(anchor) {
            p.head {
                a.name href={ "#" (anchor) } { (super::layout::breakable(&field.name.wire)) }
                " " (shape(site, &field.shape))
                @if is_required { " " span.tag.required { "required" } }
                @if field.secret { " " span.tag.secret { "secret" } }
                @if field.nullable { " " span.tag { "nullable" } }
                @if ty.received && field.always_returned { " " span.tag { "always returned" } }
                @if let Some(unit) = &field.unit { " " span.tag { (unit) } }
                @if field.deprecated.is_some() { " " span.tag.deprecated { "deprecated" } }
            }
            @if let Some(why) = &field.deprecated { p.why { (prose::inline(why)) } }
            @if let Some(doc) = &field.doc { div.doc { (prose::block(doc)) } }
            @if let Shape::Enum(id) = field.shape.item() { (values(site, &site.spec[*id])) }
            @if !rules.is_empty() {
                ul.rules {
                    @for one in &rules { (rule(site, one, Some(&field.name.wire), place)) }
                }
            }
            (related(site, ty, field))
            @if let Shape::Record(id) = field.shape.item() { (nested(site, *id, field, place)) }
        }
    }
}

/// Formats the type of a field, with a link to it if it has a place of its own.
fn shape(site: &Site<'_>, shape: &Shape) -> Markup {
    let expression = shape.expression(site.spec);
    html! {
        @match site.shape_address(shape) {
            Some(address) => a.shape href=(address) { (expression) },
            None => span.shape { (expression) },
        }
    }
}

/// Lists the values of an enum, as many as there is room for.
fn values(site: &Site<'_>, of: &Enum) -> Markup {
    let values: Vec<String> = match &of.values {
        EnumValues::Text(values) => values.iter().map(|value| value.value.clone()).collect(),
        EnumValues::Integer(values) => values.iter().map(|one| one.value.to_string()).collect(),
    };
    let more = values.len().saturating_sub(MAX_VALUES);
    html! {
        p.values {
            @for value in values.iter().take(MAX_VALUES) { code { (value) } " " }
            @if more > 0 { a href=(site.enum_address(of)) { (more) " more" } }
        }
    }
}

fn nested(site: &Site<'_>, id: TypeId, field: &Field, place: &Place<'_>) -> Markup {
    let index = id.index();
    let ty = &site.spec[id];
    // A type within itself has no end, and a response is read from its top.
    let depth = if place.section == Section::Request { MAX_DEPTH } else { 1 };
    if place.within.contains(&index) || place.within.len() > depth || ty.fields.is_empty() {
        return html! {};
    }
    let summary = html! { (pluralize(ty.fields.len(), "field")) " of " (ty.name.wire) };
    if place.section != Section::Request {
        return names(site, ty, index, &summary);
    }
    let name = anchor(&field.name.wire);
    let dot = if place.path.is_empty() { "" } else { "." };
    let path = format!("{}{dot}{name}", place.path);
    let within = [place.within, &[index]].concat();
    let inner = Place { index, path: &path, within: &within, ..*place };
    html! {
        details open { summary { (summary) } (record(site, &inner)) }
    }
}

/// Lists the fields of a record that is described elsewhere.
fn names(site: &Site<'_>, ty: &Type, index: usize, summary: &Markup) -> Markup {
    html! {
        details {
            summary { (summary) }
            ul.names {
                @for field in &ty.fields {
                    li {
                        a href=(site.homes.field(index, &field.name.wire)) { (field.name.wire) }
                        " " span.shape { (field.shape.expression(site.spec)) }
                    }
                }
            }
        }
    }
}

/// Formats a rule on a field or between fields.
fn rule(site: &Site<'_>, rule: &KeyedRule<'_>, field: Option<&str>, place: &Place<'_>) -> Markup {
    let anchor = place.rule_anchor(&rule.key);
    let (is_required, rule) = (rule.is_required, &rule.text);
    let declared = RulePlace { ty: place.index, field, is_required, id: rule.id };
    html! {
        li id=(anchor) class=[(rule.severity() == "warning").then_some("warning")] {
            a.id href={ "#" (anchor) } { (rule.id) }
            " " span.severity { (rule.severity()) } " "
            (prose::inline(&rule.sentence))
            @if let Some(code) = rule.server_error {
                "; otherwise the service answers " (code_link(site, code))
            }
            "."
            @if let Some(why) = rule.why { " " span.why { (prose::inline(why)) } }
            @if let Some(line) = site.rule_line(declared) {
                " " span.line { "line " (line) " of the spec" }
            }
        }
    }
}

/// Formats an error code, with a link if the spec describes it.
pub(crate) fn code_link(site: &Site<'_>, code: &str) -> Markup {
    let name = super::layout::breakable(code);
    html! {
        @match site.code_address(code) {
            Some(address) => a.code href=(address) { (name) },
            None => code { (name) },
        }
    }
}

/// Names the rules between fields that involve a field.
fn related(site: &Site<'_>, ty: &Type, field: &Field) -> Markup {
    let rules = related::about(site.spec, ty, field);
    let index = |owner: &Type| site.spec.types.iter().position(|one| one.name == owner.name);
    html! {
        @if !rules.is_empty() {
            p.see {
                "See also "
                @for (number, (owner, rule)) in rules.iter().enumerate() {
                    @if number > 0 { ", " }
                    a href=(site.homes.rule(index(owner).unwrap_or_default(), &rule.id)) { (rule.id) }
                    @if owner.name != ty.name { " of " (owner.name.wire) }
                }
            }
        }
    }
}

//! Pages about the items of a spec.

use std::fmt::Display;

use ecm_codegen::{format, items};
use ecm_spec::PathStep::Key;
use ecm_spec::model::{
    Action, Enum, EnumValue, EnumValues, ErrorCode, Field, Group, Name, Spec, Type,
};

use super::page::Page;
use super::target::Target;
use super::{Context, facts, related, rules, waiters};

/// Formats a page for every target found.
pub(crate) fn pages(context: &Context<'_>, found: &[Target<'_>]) -> String {
    let mut page = Page::default();
    for found in found {
        match found {
            Target::Action(one) => action(context, one, &mut page),
            Target::Group(one) => waiters::group(context, one, &mut page),
            Target::Waiter(one) => waiters::waiter(context, one, &mut page),
            Target::Type(one) => record(context, one, &mut page),
            Target::Field(ty, one) => field(context, ty, one, &mut page),
            Target::Enum(one) => enumeration(context, one, &mut page),
            Target::Error(one) => error(context, one, &mut page),
        }
    }
    page.finish()
}

fn action(context: &Context<'_>, action: &Action, page: &mut Page) {
    let spec = context.spec;
    let wire = &action.name.wire;
    page.title("action", wire, &context.place(&[Key("actions"), Key(wire)]));
    page.doc(action.doc.as_deref());
    page.separate();
    page.facts(&facts::of_action(spec, action));
    let request = &spec[action.request];
    let response = &spec[action.response];
    page.entry("Request", &request.name.wire);
    page.entry("Response", &response.name.wire);
    fields(spec, "Request fields", request, page);
    record_rules(request, page);
    fields(spec, "Response fields", response, page);
    if !action.errors.is_empty() {
        page.head(&format!(
            "Error codes ({}, in addition to the common ones)",
            action.errors.len()
        ));
        let codes: Vec<&str> =
            action.errors.iter().map(|id| spec[*id].name.wire.as_str()).collect();
        page.item(&codes.join(", "));
    }
    page.head("Rust");
    items::methods(spec, action).iter().for_each(|method| page.code(method));
    page.code(&format!("error::{}", format::error_enum(action)));
}

fn record(context: &Context<'_>, ty: &Type, page: &mut Page) {
    page.title("type", &ty.name.wire, &context.place(&[Key("types"), Key(&ty.name.wire)]));
    page.doc(ty.doc.as_deref());
    fields(context.spec, "Fields", ty, page);
    record_rules(ty, page);
    page.head("Rust");
    page.code(&items::record(context.spec, ty).unwrap_or_default());
    items::groups(context.spec, ty).iter().for_each(|group| page.code(group));
}

fn field(context: &Context<'_>, ty: &Type, field: &Field, page: &mut Page) {
    let wire = &field.name.wire;
    let place = context.place(&[Key("types"), Key(&ty.name.wire), Key("fields"), Key(wire)]);
    page.title("field", &format!("{}.{wire}", ty.name.wire), &place);
    page.doc(field.doc.as_deref());
    page.separate();
    page.facts(&facts::of_field(context.spec, field));
    let lines: Vec<String> = rules::of_field(context.spec, ty, field)
        .iter()
        .map(|(owner, rule)| {
            let of =
                if owner.name == ty.name { "" } else { &format!(" [rule of {}]", owner.name.wire) };
            format!("{rule}{of}")
        })
        .collect();
    if !lines.is_empty() {
        page.head("Rules");
        lines.iter().for_each(|line| page.item(line));
    }
    page.head("Rust");
    let owner = &ty.name.rust;
    if let Some((group, variant)) = group_of(ty, wire) {
        page.code(&format!("types::{}::{variant}", group.type_name));
    }
    let member = items::field(context.spec, ty, field).unwrap_or_default();
    page.code(&format!("types::{owner} {{ {member} }}"));
}

/// Finds the group that a field belongs to, and its variant there.
fn group_of<'s>(ty: &'s Type, wire: &str) -> Option<(&'s Group, &'s str)> {
    ty.groups().find_map(|(_, group, members)| {
        let position = members.iter().position(|member| member == wire)?;
        Some((group, group.variants.get(position)?.as_str()))
    })
}

fn enumeration(context: &Context<'_>, enumeration: &Enum, page: &mut Page) {
    let wire = &enumeration.name.wire;
    page.title("enum", wire, &context.place(&[Key("enums"), Key(wire)]));
    page.paragraph(&enumeration.doc);
    page.head("Values");
    match &enumeration.values {
        EnumValues::Text(all) => values(all, page),
        EnumValues::Integer(all) => values(all, page),
    }
    page.head("Rust");
    page.code(&items::enum_type(enumeration));
}

fn values<T: Display>(values: &[EnumValue<T>], page: &mut Page) {
    values.iter().for_each(|one| page.item(&format!("`{}`: {}", one.value, one.doc)));
}

fn error(context: &Context<'_>, code: &ErrorCode, page: &mut Page) {
    let Name { wire, rust } = &code.name;
    page.title("error code", wire, &context.place(&[Key("errors"), Key(wire)]));
    page.doc(code.doc.as_deref());
    page.separate();
    page.facts(&facts::of_error(code));
    let spec = context.spec;
    let actions: Vec<&str> =
        related::actions_with(spec, code).map(|(_, action)| action.name.wire.as_str()).collect();
    page.entry(
        "Actions",
        &if code.common {
            "all: the code is common to every action".to_owned()
        } else {
            actions.join(", ")
        },
    );
    page.head("Rust");
    for name in items::error_enums(spec, code) {
        page.code(&format!("error::{name}::{rust}"));
    }
}

/// Lists the fields of a record, one line each.
fn fields(spec: &Spec, title: &str, ty: &Type, page: &mut Page) {
    if ty.fields.is_empty() {
        return;
    }
    page.head(title);
    for field in &ty.fields {
        let required = if ty.sent && field.required.is_some() { ", required" } else { "" };
        let rules = match field.rules.len() {
            0 => String::new(),
            1 => ", 1 rule".to_owned(),
            many => format!(", {many} rules"),
        };
        page.item(&format!(
            "{} ({}{required}{rules})",
            field.name.wire,
            field.shape.expression(spec)
        ));
    }
}

fn record_rules(ty: &Type, page: &mut Page) {
    if !ty.rules.is_empty() {
        page.head("Rules between fields");
        ty.rules.iter().for_each(|rule| page.item(&rules::RuleText::between(rule).to_string()));
    }
}

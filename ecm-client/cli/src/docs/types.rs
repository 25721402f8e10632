//! Pages of types and enums.

use ecm_spec::model::{Action, Enum, EnumValues, Type};
use maud::{Markup, html};

use super::home::{ENUMS, Section, TYPES, anchor, enum_anchor};
use super::layout::{self, HtmlPage, Link, heading};
use super::site::{FieldUse, Site};
use super::{fields, prose};

/// Formats the list of types, a page for each of them, and that of the enums.
pub(crate) fn pages(site: &Site<'_>) -> Vec<(String, String)> {
    let mut pages = vec![(TYPES.to_owned(), list(site))];
    let own = site.own_types();
    pages.extend(
        own.map(|(index, one)| (site.homes.section(index).0.to_owned(), ty(site, index, one))),
    );
    if !site.spec.enums.is_empty() {
        pages.push((ENUMS.to_owned(), enums(site)));
    }
    pages
}

fn list(site: &Site<'_>) -> String {
    let body = html! {
        p.doc.lead {
            "Records that several actions or other records use. Requests and responses of an action are on its page."
        }
        ul.index {
            @for (index, ty) in site.own_types() {
                li {
                    span { a href=(site.homes.section(index).0) { (layout::breakable(&ty.name.wire)) } }
                    @if let Some(doc) = &ty.doc { span.about { (prose::summary(doc, 120)) } }
                }
            }
        }
    };
    layout::page(
        site,
        &HtmlPage { kind: html! { "Reference" }, title: "Types", contents: Vec::new(), body },
    )
}

fn ty(site: &Site<'_>, index: usize, ty: &Type) -> String {
    let contents =
        [("fields", "Fields"), ("users", "Used by")].map(|(id, text)| (id.into(), text.into()));
    let body = html! {
        @if let Some(doc) = &ty.doc { div.doc.lead { (prose::block(doc)) } }
        p.record { "Rust: " code { "types::" (ty.name.rust) } }
        (heading("fields", "Fields"))
        (fields::tree(site, index, Section::Own))
        (heading("users", "Used by"))
        (type_users(site, index))
    };
    let contents = contents.into();
    layout::page(site, &HtmlPage { kind: html! { "Type" }, title: &ty.name.wire, contents, body })
}

fn type_users(site: &Site<'_>, index: usize) -> Markup {
    let uses = |action: &Action| {
        let event = action.events.as_ref().map(|events| events.event);
        let records = [Some(action.request), Some(action.response), event];
        records.into_iter().flatten().any(|id| id.index() == index)
    };
    let actions = site.spec.actions.iter().enumerate().filter(|(_, action)| uses(action));
    let actions: Vec<Link> = actions
        .map(|(action, one)| (site.homes.action(action).to_owned(), one.name.wire.clone()))
        .collect();
    let fields = field_users(site, site.users_of_type(index));
    html! {
        @if actions.is_empty() && fields.is_empty() { p.none { "Nothing." } }
        (layout::links("Actions:", "action", &actions))
        (layout::links("Fields:", "field", &fields))
    }
}

fn field_users(site: &Site<'_>, users: &[FieldUse<'_>]) -> Vec<Link> {
    let link = |one: &FieldUse<'_>| {
        let address = site.homes.field(one.owner, one.field);
        (address, format!("{}.{}", one.owner_name, one.field))
    };
    users.iter().map(link).collect()
}

fn enums(site: &Site<'_>) -> String {
    let body = html! {
        p.doc.lead { "Values that the spec knows; a service may add others, and clients keep them." }
        @for (index, one) in site.spec.enums.iter().enumerate() { (enumeration(site, index, one)) }
    };
    layout::page(
        site,
        &HtmlPage { kind: html! { "Reference" }, title: "Enums", contents: Vec::new(), body },
    )
}

fn enumeration(site: &Site<'_>, index: usize, of: &Enum) -> Markup {
    let id = enum_anchor(of);
    let values: Vec<(String, &str, &str)> = match &of.values {
        EnumValues::Text(values) => values
            .iter()
            .map(|one| (one.value.clone(), one.rust.as_str(), one.doc.as_str()))
            .collect(),
        EnumValues::Integer(values) => values
            .iter()
            .map(|one| (one.value.to_string(), one.rust.as_str(), one.doc.as_str()))
            .collect(),
    };
    html! {
        section.item id=(id) {
            h2 { a href={ "#" (id) } { (layout::breakable(&of.name.wire)) } }
            div.doc { (prose::block(&of.doc)) }
            dl.values {
                @for (value, rust, doc) in &values {
                    div id={ (id) "." (anchor(value)) } {
                        dt { code { (value) } " " span.shape { (of.name.rust) "::" (rust) } }
                        dd { (prose::inline(doc)) }
                    }
                }
            }
            (layout::links("Used by", "field", &field_users(site, site.users_of_enum(index))))
        }
    }
}

//! Page of the error codes.

use std::collections::BTreeMap;

use ecm_spec::model::ErrorCode;
use maud::{Markup, html};

use super::home::{anchor, error_anchor};
use super::layout::{self, Page, heading};
use super::prose;
use super::site::Site;
use crate::explain::facts::{self, Category};
use crate::explain::related;
use crate::text::pluralize;

/// Actions of a code that are shown at once.
const MAX_ACTIONS: usize = 8;

pub(crate) fn page(site: &Site<'_>) -> String {
    let (common, others): (Vec<&ErrorCode>, Vec<&ErrorCode>) =
        site.spec.errors.iter().partition(|code| code.common);
    let others = by_category(&others);
    let mut contents = vec![("common".to_owned(), format!("Common ({})", common.len()))];
    contents.extend(others.iter().map(|(category, codes)| {
        (category_anchor(category), format!("{} ({})", category.name, codes.len()))
    }));
    let body = html! {
        (heading("common", "Common to every action"))
        @if common.is_empty() { p.none { "The spec lists none." } }
        @for one in &common { (code(site, one)) }
        @for (category, codes) in &others {
            (heading(&category_anchor(category), category.name))
            p.record { (category.meaning) }
            @for one in codes { (code(site, one)) }
        }
    };
    layout::page(site, &Page { kind: html! { "Reference" }, title: "Error codes", contents, body })
}

fn category_anchor(category: &Category<'_>) -> String {
    format!("category.{}", anchor(category.name))
}

/// Sorts codes into their categories, in the order of their names.
pub(crate) fn by_category<'s>(codes: &[&'s ErrorCode]) -> Vec<(Category<'s>, Vec<&'s ErrorCode>)> {
    let mut sorted: BTreeMap<&str, Vec<&ErrorCode>> = BTreeMap::new();
    for code in codes {
        sorted.entry(facts::category(&code.name.wire).name).or_default().push(code);
    }
    sorted.into_iter().map(|(name, codes)| (facts::category(name), codes)).collect()
}

fn code(site: &Site<'_>, code: &ErrorCode) -> Markup {
    let anchor = error_anchor(code);
    let mut facts = facts::of_error(code);
    // The category of the others is the heading above them.
    facts.retain(|fact| code.common || fact.label != facts::CATEGORY);
    html! {
        section.item id=(anchor) {
            h3 { a href={ "#" (anchor) } { (layout::breakable(&code.name.wire)) } }
            @if let Some(doc) = &code.doc { div.doc { (prose::block(doc)) } }
            (layout::facts(&facts))
            (actions(site, code))
        }
    }
}

fn actions(site: &Site<'_>, code: &ErrorCode) -> Markup {
    let all: Vec<(&str, &str)> = related::actions_with(site.spec, code)
        .map(|(index, action)| (site.homes.action(index), action.name.wire.as_str()))
        .collect();
    let list = html! {
        ul.users {
            @for (address, name) in &all { li { a href=(address) { (layout::breakable(name)) } } }
        }
    };
    html! {
        @if all.len() > MAX_ACTIONS {
            details { summary { (pluralize(all.len(), "action")) } (list) }
        } @else if !all.is_empty() {
            (list)
        }
    }
}

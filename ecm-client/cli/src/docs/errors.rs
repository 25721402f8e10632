//! Page of the error codes.

use std::collections::BTreeMap;

use ecm_spec::model::ErrorCode;
use maud::{Markup, html};

use super::home::{anchor, error_anchor};
use super::layout::{self, HtmlPage, Link, heading};
use super::site::Site;
use super::{fields, prose};
use crate::explain::facts::{self, Category};
use crate::explain::related;

pub(crate) fn page(site: &Site<'_>) -> String {
    let (common, others): (Vec<&ErrorCode>, Vec<&ErrorCode>) =
        site.spec.errors.iter().partition(|code| code.common);
    let others = by_category(&others);
    let anticipating = anticipating(site);
    let mut contents = vec![("common".to_owned(), format!("Common ({})", common.len()))];
    contents.extend(others.iter().map(|(category, codes)| {
        (category_anchor(category), format!("{} ({})", category.name, codes.len()))
    }));
    let body = html! {
        (heading("common", "Common to every action"))
        @if common.is_empty() { p.none { "The spec lists none." } }
        @for one in &common { (code(site, one, &anticipating)) }
        @for (category, codes) in &others {
            (heading(&category_anchor(category), category.name))
            p.record { (prose::sentence(category.meaning)) }
            @for one in codes { (code(site, one, &anticipating)) }
        }
    };
    layout::page(
        site,
        &HtmlPage { kind: html! { "Reference" }, title: "Error codes", contents, body },
    )
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

/// Finds the rules that anticipate each code.
fn anticipating<'s>(site: &Site<'s>) -> BTreeMap<&'s str, Vec<Link>> {
    let mut found: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    for (index, ty) in site.spec.types.iter().enumerate() {
        let (file, section) = site.homes.section(index);
        for (_, rule) in fields::rules(ty) {
            let Some(code) = rule.text.server_error else { continue };
            let address = format!("{file}#{}.{}", section.rule_prefix(), rule.key);
            let name = format!("{} of {}", rule.text.id, ty.name.wire);
            found.entry(code).or_default().push((address, name));
        }
    }
    for (index, action) in site.spec.actions.iter().enumerate() {
        let Some(limit) = &action.rate_limit else { continue };
        let Some(code) = &limit.server_error else { continue };
        let address = format!("{}#{}", site.homes.action(index), layout::action_rule(&limit.id));
        let name = format!("{} of {}", limit.id, action.name.wire);
        found.entry(code).or_default().push((address, name));
    }
    found
}

fn code(site: &Site<'_>, code: &ErrorCode, anticipating: &BTreeMap<&str, Vec<Link>>) -> Markup {
    let anchor = error_anchor(code);
    let mut facts = facts::of_error(code);
    // The category of the others is the heading above them.
    facts.retain(|fact| code.common || fact.label != facts::CATEGORY);
    let actions: Vec<Link> = related::actions_with(site.spec, code)
        .map(|(index, action)| (site.homes.action(index).to_owned(), action.name.wire.clone()))
        .collect();
    let rules = anticipating.get(code.name.wire.as_str()).map_or(&[][..], Vec::as_slice);
    html! {
        section.item id=(anchor) {
            h3 { a href={ "#" (anchor) } { (layout::breakable(&code.name.wire)) } }
            @if let Some(doc) = &code.doc { div.doc { (prose::block(doc)) } }
            (layout::facts(&facts))
            @if !code.common { (layout::links("Answered by", "action", &actions)) }
            (layout::links("Anticipated by", "rule", rules))
        }
    }
}

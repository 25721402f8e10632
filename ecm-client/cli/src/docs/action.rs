//! Page of an action.

use ecm_codegen::format;
use ecm_spec::model::{Action, ErrorCode, Waiter};
use maud::{Markup, html};

use super::example::{self, Example};
use super::home::{ERRORS, INDEX, Section, anchor, waiter_anchor};
use super::layout::{self, HtmlPage, heading};
use super::site::Site;
use super::{errors, fields, prose};
use crate::explain::facts;

pub(crate) fn page(site: &Site<'_>, index: usize, action: &Action) -> String {
    let spec = site.spec;
    let waiters: Vec<&Waiter> =
        spec.waiters.iter().filter(|waiter| waiter.action.index() == index).collect();
    let codes: Vec<&ErrorCode> = action.errors.iter().map(|id| &spec[*id]).collect();
    let codes_heading = match codes.len() {
        0 => "Error codes".to_owned(),
        count => format!("Error codes ({count})"),
    };
    let sections = [
        ("call", "Call", true),
        ("request", "Request", true),
        ("response", "Response", true),
        ("waiters", "Waiters", !waiters.is_empty()),
        ("errors", &codes_heading, true),
    ];
    let contents = sections.iter().filter(|(_, _, is_there)| *is_there);
    let contents = contents.map(|(anchor, text, _)| ((*anchor).to_owned(), (*text).to_owned()));
    let body = html! {
        @if let Some(doc) = &action.doc { div.doc.lead { (prose::block(doc)) } }
        (layout::facts(&facts::of_action(spec, action)))
        (call(site, action))
        (record(site, "request", "Request", action.request.index(), Section::Request))
        (record(site, "response", "Response", action.response.index(), Section::Response))
        (events(site, action))
        @if !waiters.is_empty() {
            (heading("waiters", "Waiters"))
            @for one in &waiters { (waiter(site, one)) }
        }
        (error_codes(site, action, &codes, &codes_heading))
        (neighbours(site, index, action))
    };
    let page = HtmlPage {
        kind: kind(action),
        title: &action.name.wire,
        contents: contents.collect(),
        body,
    };
    layout::page(site, &page)
}

fn kind(action: &Action) -> Markup {
    html! {
        "Action"
        @if let Some(group) = &action.group {
            " of " a href={ (INDEX) "#group." (anchor(group)) } { (group) }
        }
    }
}

fn call(site: &Site<'_>, action: &Action) -> Markup {
    let example = Example::new(site.spec, site.spec_name.as_deref(), action);
    html! {
        (heading("call", "Call"))
        div.calls {
            figure { figcaption { "Rust" } pre tabindex="0" { code { (example.rust) } } }
            figure { figcaption { "Command line" } pre tabindex="0" { code { (example.shell) } } }
        }
    }
}

fn record(site: &Site<'_>, anchor: &str, title: &str, index: usize, section: Section) -> Markup {
    let ty = site.spec.types.get(index);
    let is_own = site.homes.section(index).1 == Section::Own;
    html! {
        (heading(anchor, title))
        @if let Some(ty) = ty {
            p.record {
                @if is_own { a href=(site.homes.section(index).0) { (ty.name.wire) } }
                @else { (ty.name.wire) }
            }
        }
        (fields::tree(site, index, section))
    }
}

fn events(site: &Site<'_>, action: &Action) -> Markup {
    html! {
        @if let Some(events) = &action.events {
            p.record {
                "Events: " a href=(site.homes.ty(events.event)) { (site.spec[events.event].name.wire) }
            }
        }
    }
}

fn waiter(site: &Site<'_>, waiter: &Waiter) -> Markup {
    let anchor = waiter_anchor(waiter);
    html! {
        section.item id=(anchor) {
            h3 { a href={ "#" (anchor) } { (layout::breakable(&waiter.name.wire)) } }
            div.doc { (prose::block(&waiter.doc)) }
            (layout::facts(&facts::of_waiter(site.spec, waiter)))
            pre tabindex="0" { code { (example::waiter(&waiter.name.rust)) } }
        }
    }
}

fn error_codes(site: &Site<'_>, action: &Action, codes: &[&ErrorCode], title: &str) -> Markup {
    html! {
        (heading("errors", title))
        @if !codes.is_empty() {
            p.record { "Rust: " code { "error::" (format::error_enum(action)) } }
        }
        @for (category, codes) in errors::by_category(codes) {
            section.category {
                p.label { code { (category.name) } " " (prose::sentence(category.meaning)) }
                ul.codes {
                    @for code in codes {
                        li {
                            (fields::code_link(site, &code.name.wire))
                            @if let Some(doc) = &code.doc { " " (prose::inline(doc)) }
                            @if code.has_advice { " " span.why { "Retry: " (facts::retry(code)) "." } }
                        }
                    }
                }
            }
        }
        p.see {
            "Every action may also answer the " a href={ (ERRORS) "#common" } { "common codes" } "."
        }
    }
}

/// Links to the actions of the same group.
fn neighbours(site: &Site<'_>, index: usize, action: &Action) -> Markup {
    let Some(group) = action.group.as_deref() else { return html! {} };
    let others = site.spec.actions.iter().enumerate();
    let others =
        others.filter(|(other, one)| *other != index && one.group.as_deref() == Some(group));
    html! {
        nav.neighbours aria-label="Actions of the group" {
            p.label { "More of " a href={ (INDEX) "#group." (anchor(group)) } { (group) } }
            ul {
                @for (other, one) in others {
                    li { a href=(site.homes.action(other)) { (layout::breakable(&one.name.wire)) } }
                }
            }
        }
    }
}

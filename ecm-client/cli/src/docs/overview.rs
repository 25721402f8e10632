//! First page: the service and its actions by group.

use ecm_spec::model::{Action, Effect, Waiter};
use maud::{Markup, html};

use super::home::{anchor, waiter_anchor};
use super::layout::{self, HtmlPage, heading};
use super::prose;
use super::site::Site;
use crate::explain::facts::Fact;

/// Section of actions: a group of the spec, or those of none.
struct Section<'s> {
    anchor: String,
    title: String,
    doc: &'s str,
    actions: Vec<(usize, &'s Action)>,
}

pub(crate) fn page(site: &Site<'_>) -> String {
    let spec = site.spec;
    let sections = sections(site);
    let mut contents: Vec<(String, String)> =
        sections.iter().map(|one| (one.anchor.clone(), one.title.clone())).collect();
    if !spec.waiters.is_empty() {
        contents.push(("waiters".to_owned(), "Waiters".to_owned()));
    }
    let facts = [
        Fact::new("Host", spec.host.as_str()),
        Fact::new("Version", spec.version.as_str()),
        Fact::new("Revision", spec.revision.clone()),
        Fact::new(
            "Contents",
            format!(
                "{} actions, {} types, {} enums, {} error codes",
                spec.actions.len(),
                spec.types.len(),
                spec.enums.len(),
                spec.errors.len()
            ),
        ),
        Fact::new("Fingerprint", format!("`{}`", site.fingerprint)),
    ];
    let body = html! {
        div.doc.lead { (prose::block(&spec.doc)) }
        (layout::facts(&facts))
        @for section in &sections {
            (heading(&section.anchor, &section.title))
            @if !section.doc.is_empty() { div.doc { (prose::block(section.doc)) } }
            ul.index {
                @for (index, action) in &section.actions { (entry(site, *index, action)) }
            }
        }
        @if !spec.waiters.is_empty() {
            (heading("waiters", "Waiters"))
            ul.index { @for one in &spec.waiters { (waiter(site, one)) } }
        }
    };
    let title = format!("{} {}", spec.service, spec.version);
    layout::page(site, &HtmlPage { kind: html! { "Service" }, title: &title, contents, body })
}

fn sections<'s>(site: &Site<'s>) -> Vec<Section<'s>> {
    let of = |group: Option<&str>| -> Vec<(usize, &'s Action)> {
        let actions = site.spec.actions.iter().enumerate();
        actions.filter(|(_, action)| action.group.as_deref() == group).collect()
    };
    let groups = site.spec.groups.iter().map(|group| Section {
        anchor: format!("group.{}", anchor(&group.name)),
        title: group.name.clone(),
        doc: &group.doc,
        actions: of(Some(&group.name)),
    });
    let rest = Section {
        anchor: "actions".to_owned(),
        title: if site.spec.groups.is_empty() { "Actions" } else { "Other actions" }.to_owned(),
        doc: "",
        actions: of(None),
    };
    groups.chain([rest]).filter(|section| !section.actions.is_empty()).collect()
}

fn waiter(site: &Site<'_>, waiter: &Waiter) -> Markup {
    let file = site.homes.action_id(waiter.action);
    html! {
        li {
            span {
                a href={ (file) "#" (waiter_anchor(waiter)) } {
                    (layout::breakable(&waiter.name.wire))
                }
            }
            span.about { (prose::summary(&waiter.doc, 160)) }
        }
    }
}

fn entry(site: &Site<'_>, index: usize, action: &Action) -> Markup {
    let (class, word) = match action.effect {
        Effect::Read => ("tag read", "read"),
        Effect::Idempotent => ("tag idempotent", "idempotent"),
        Effect::Create => ("tag create", "create"),
    };
    html! {
        li {
            span {
                a href=(site.homes.action(index)) { (layout::breakable(&action.name.wire)) }
                " " span class=(class) { (word) }
                @if action.deprecated.is_some() { " " span.tag.deprecated { "deprecated" } }
            }
            @if let Some(doc) = &action.doc { span.about { (prose::summary(doc, 160)) } }
        }
    }
}

//! Pages about groups of actions and waiters.

use ecm_spec::PathStep::Key;
use ecm_spec::model::{ActionGroup, Waiter};

use super::page::Page;
use super::{Context, facts};

pub(super) fn group(context: &Context<'_>, group: &ActionGroup, page: &mut Page) {
    let name = group.name.as_str();
    page.title("group", name, &context.place(&[Key("groups"), Key(name)]));
    page.paragraph(&group.doc);
    page.head("Actions");
    for action in &context.spec.actions {
        if action.group.as_deref() == Some(name) {
            page.item(&action.name.wire);
        }
    }
}

pub(super) fn waiter(context: &Context<'_>, waiter: &Waiter, page: &mut Page) {
    let wire = &waiter.name.wire;
    page.title("waiter", wire, &context.place(&[Key("waiters"), Key(wire)]));
    page.paragraph(&waiter.doc);
    page.separate();
    page.facts(&facts::of_waiter(context.spec, waiter));
    page.head("Rust");
    page.code(&ecm_codegen::items::waiter_method(context.spec, waiter));
}

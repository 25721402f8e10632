//! Pages about groups of actions and waiters.

use ecm_spec::PathStep::Key;
use ecm_spec::model::{ActionGroup, IfAbsent, StateSource, Waiter, WaiterIds};

use super::Context;
use super::generated::GeneratedCode;
use super::page::Page;

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

pub(super) fn waiter(
    context: &Context<'_>,
    waiter: &Waiter,
    generated: &GeneratedCode,
    page: &mut Page,
) {
    let wire = &waiter.name.wire;
    page.title("waiter", wire, &context.place(&[Key("waiters"), Key(wire)]));
    page.paragraph(&waiter.doc);
    page.separate();
    page.entry("Action", &context.spec[waiter.action].name.wire);
    page.entry("Ids", &format!("{}, at most {} per request", ids(&waiter.ids), waiter.batch));
    page.entry("State", &state(&waiter.state));
    page.entry("Until", &waiter.until.join(", "));
    if !waiter.failed.is_empty() {
        page.entry("Failed", &waiter.failed.join(", "));
    }
    if matches!(waiter.state, StateSource::Items { .. }) {
        page.entry(
            "Absent",
            match waiter.absent {
                IfAbsent::Wait => "an id that is missing from the response is waited for",
                IfAbsent::Done => "an id that is missing from the response counts as done",
                IfAbsent::Fail => "an id that is missing from the response is a failure",
            },
        );
    }
    page.entry(
        "Polling",
        &format!("every {} s, for at most {} s", waiter.poll_seconds, waiter.within_seconds),
    );
    page.head("Rust");
    page.code(&generated.method(&waiter.name.rust).unwrap_or_default());
}

fn ids(ids: &WaiterIds) -> String {
    match ids {
        WaiterIds::One(field) | WaiterIds::List(field) => field.clone(),
        WaiterIds::Filter { list, name, value, values } => {
            format!("{list}.{values} where {name} is {value}")
        }
    }
}

fn state(seen: &StateSource) -> String {
    match seen {
        StateSource::Response { state } => state.join("."),
        StateSource::Items { items, id, state } => {
            format!(
                "{} of the item in {} with the id in {}",
                state.join("."),
                items.join("."),
                id.join(".")
            )
        }
    }
}

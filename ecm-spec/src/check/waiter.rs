//! Checks of waiters: the action they call, the ids they look up, and the states they wait for.

mod ids;
mod states;

use std::collections::HashMap;

use super::head::owned;
use super::naming::{self, NameScope};
use super::resolve::{FieldResolver, action_positions, unknown_action};
use crate::model::{Action, ActionId, Effect, IfAbsent, Name, Waiter};
use crate::name::NameKind;
use crate::problem::{ProblemCode, Report, Spanned, quote};
use crate::raw::{self, Text};

pub(super) fn check(
    resolver: &FieldResolver<'_, '_>,
    actions: &[Action],
    methods: &mut NameScope,
    report: &mut Report,
) -> Vec<Waiter> {
    let positions = action_positions(actions);
    let effects = resolver.raw.actions.iter().map(|one| (one.wire.value, one.effect));
    let effects: HashMap<&str, Option<Effect>> = effects.collect();
    let waiters = resolver.raw.waiters.iter().filter_map(|waiter| {
        let name = name(waiter, methods, report);
        check_action(resolver.raw, waiter.action?, &effects, report)?;
        if !waiter.is_whole {
            return None;
        }
        let id = ActionId(*positions.get(waiter.action?.value)?);
        let action = actions.get(id.index())?;
        let checker = WaiterChecker { resolver, waiter, action };
        let ids = checker.ids(report);
        let state = checker.state_source(ids.as_ref(), report);
        let (poll_seconds, within_seconds) = times(waiter, report);
        let (until, failed) = checker.states(state.as_ref(), report)?;
        Some(Waiter {
            name: name?,
            doc: owned(waiter.doc),
            action: id,
            batch: checker.batch(ids.as_ref(), report),
            ids: ids?.ids,
            limit: action.pagination.as_ref().and_then(|pagination| pagination.limit.clone()),
            state: state?.source,
            until,
            failed,
            absent: waiter.absent.map_or(IfAbsent::Wait, |(absent, _)| absent),
            poll_seconds,
            within_seconds,
        })
    });
    waiters.collect()
}

struct WaiterChecker<'a, 'n> {
    resolver: &'a FieldResolver<'a, 'n>,
    waiter: &'a raw::Waiter<'n>,
    action: &'a Action,
}

/// Names the method: by the spec's own `name`, or else after the state.
fn name(waiter: &raw::Waiter<'_>, methods: &mut NameScope, report: &mut Report) -> Option<Name> {
    let mut rust = naming::rust_name(NameKind::Method, waiter.wire, waiter.name, report)?;
    if waiter.name.is_none() {
        rust = format!("wait_until_{}", rust.trim_start_matches("r#").trim_end_matches('_'));
    }
    let name = Name { wire: waiter.wire.value.to_owned(), rust };
    methods.claim(&name.rust, &name.wire, waiter.wire.at, report).then_some(name)
}

/// Checks that the action exists and only reads.
fn check_action(
    raw: &raw::Spec<'_>,
    written: Text<'_>,
    effects: &HashMap<&str, Option<Effect>>,
    report: &mut Report,
) -> Option<()> {
    match effects.get(written.value) {
        None => unknown_action(raw, written, report),
        Some(Some(Effect::Idempotent | Effect::Create)) => {
            let message = format!("the effect of {} is not `read`", quote(written.value));
            let _ = report
                .add(ProblemCode::BadWaiter, written.at, message)
                .help("only an action with `\"effect\": \"read\"` may be polled");
            None
        }
        Some(_) => Some(()),
    }
}

fn times(waiter: &raw::Waiter<'_>, report: &mut Report) -> (u64, u64) {
    let mut seconds = |written: Option<Spanned<u64>>| {
        let Spanned { value, at } = written?;
        if !(1..=u64::from(u32::MAX)).contains(&value) {
            let message = format!("a time of {value} seconds is invalid");
            return report.add(ProblemCode::BadWaiter, at, message).none();
        }
        Some((value, at))
    };
    let poll = seconds(waiter.poll_seconds);
    let within = seconds(waiter.within_seconds);
    if let (Some((poll, _)), Some((within, at))) = (poll, within)
        && within < poll
    {
        let message =
            format!("the wait times out after {within} s, before the second poll after {poll} s");
        let _ = report.add(ProblemCode::BadWaiter, at, message);
    }
    let or_one = |time: Option<(u64, _)>| time.map_or(1, |(seconds, _)| seconds);
    (or_one(poll), or_one(within))
}

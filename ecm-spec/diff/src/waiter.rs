//! Comparison of waiters.

use crate::change::{Aspect, Subject};
use crate::context::{DiffContext, Part};
use crate::impact::Impact;
use crate::pair::Pairs;
use crate::show;
use crate::usage::Usage;
use ecm_spec::model::{Name, Spec, Waiter};

pub(super) fn compare(cx: &mut DiffContext<'_>, waiters: &Pairs<'_, Waiter>) {
    for waiter in &waiters.removed {
        let impact = Impact::major(format!("`Client::{}` is gone.", waiter.name.rust));
        let usage = usage(cx.old.spec, waiter);
        cx.removed(subject(waiter), &usage, waiter.until.join(" or "), impact);
    }
    for waiter in &waiters.added {
        let impact = Impact::minor(format!("`Client::{}` is new.", waiter.name.rust));
        let usage = usage(cx.new.spec, waiter);
        cx.added(subject(waiter), &usage, waiter.until.join(" or "), impact);
    }
    for (old, new) in &waiters.kept {
        compare_one(cx, old, new);
    }
}

fn subject(waiter: &Waiter) -> Subject {
    Subject::Waiter(waiter.name.wire.clone())
}

fn usage(spec: &Spec, waiter: &Waiter) -> Usage {
    Usage::by_action(&spec[waiter.action].name.wire)
}

fn behavior_changed() -> Impact {
    Impact::minor("No signature changes; the wait behaves differently.")
}

/// Sorts states whose order has no meaning.
fn sorted(states: &[String]) -> Vec<&String> {
    let mut states: Vec<&String> = states.iter().collect();
    states.sort();
    states
}

fn compare_one(cx: &mut DiffContext<'_>, old: &Waiter, new: &Waiter) {
    let Waiter {
        name: Name { wire: _, rust },
        doc,
        action,
        ids,
        batch,
        limit: _, // follows from the pages of the action
        state,
        until,
        failed,
        absent,
        poll_seconds,
        within_seconds,
    } = old;
    let (old_spec, new_spec) = (cx.old.spec, cx.new.spec);
    let usage = usage(old_spec, old).merge(usage(new_spec, new));
    let part = Part { subject: subject(old), usage };
    cx.text(&part, Aspect::RustName, rust, &new.name.rust, || {
        Impact::major("The method has another name.")
    });
    cx.text(&part, Aspect::Doc, doc, &new.doc, Impact::documentation);
    let (was, is) = (&old_spec[*action].name.wire, &new_spec[new.action].name.wire);
    cx.text(&part, Aspect::WaiterAction, was, is, || {
        Impact::major("The method polls another action.")
    });
    for (aspect, was, is) in
        [(Aspect::Until, until, &new.until), (Aspect::Failed, failed, &new.failed)]
    {
        let impact = || match sorted(was) == sorted(is) {
            true => Impact::data(),
            false => behavior_changed(),
        };
        cx.text(&part, aspect, &was.join(", "), &is.join(", "), impact);
    }
    for (aspect, was, is) in [
        (Aspect::Ids, show::waiter_ids(ids), show::waiter_ids(&new.ids)),
        (Aspect::Batch, batch.to_string(), new.batch.to_string()),
        (Aspect::State, show::state_source(state), show::state_source(&new.state)),
        (Aspect::Absent, show::if_absent(*absent), show::if_absent(new.absent)),
        (Aspect::Poll, poll_seconds.to_string(), new.poll_seconds.to_string()),
        (Aspect::Within, within_seconds.to_string(), new.within_seconds.to_string()),
    ] {
        cx.text(&part, aspect, &was, &is, behavior_changed);
    }
}

//! States that can be waited for.

use crate::change::{Aspect, Subject};
use crate::effects::Effects;
use crate::pair::Pairs;
use crate::reach::Used;
use crate::show;
use crate::walk::{Here, Walk};
use ecm_spec::model::{Name, Spec, Waiter};

pub(super) fn compare(walk: &mut Walk<'_>, waiters: &Pairs<'_, Waiter>) {
    for waiter in &waiters.removed {
        let effects = Effects::major(format!("`Client::{}` is gone.", waiter.name.rust));
        let used = used(walk.old.spec, waiter);
        walk.removed(subject(waiter), &used, waiter.until.join(" or "), effects);
    }
    for waiter in &waiters.added {
        let effects = Effects::minor(format!("`Client::{}` is new.", waiter.name.rust));
        let used = used(walk.new.spec, waiter);
        walk.added(subject(waiter), &used, waiter.until.join(" or "), effects);
    }
    for (old, new) in &waiters.kept {
        compare_one(walk, old, new);
    }
}

fn subject(waiter: &Waiter) -> Subject {
    Subject::Waiter(waiter.name.wire.clone())
}

fn used(spec: &Spec, waiter: &Waiter) -> Used {
    Used::by(&spec[waiter.action].name.wire)
}

fn otherwise() -> Effects {
    Effects::minor("No signature changes; it is waited otherwise.")
}

/// States in an order that says nothing.
fn sorted(states: &[String]) -> Vec<&String> {
    let mut states: Vec<&String> = states.iter().collect();
    states.sort();
    states
}

fn compare_one(walk: &mut Walk<'_>, old: &Waiter, new: &Waiter) {
    let Waiter {
        name: Name { wire: _, rust },
        doc,
        action,
        ids,
        batch,
        limit: _, // follows from the pages of the action
        seen,
        until,
        failed,
        absent,
        poll_seconds,
        within_seconds,
    } = old;
    let (old_spec, new_spec) = (walk.old.spec, walk.new.spec);
    let used = used(old_spec, old).and(used(new_spec, new));
    let here = Here { subject: subject(old), used };
    walk.text(&here, Aspect::RustName, rust, &new.name.rust, || {
        Effects::major("The method is called otherwise.")
    });
    walk.text(&here, Aspect::Doc, doc, &new.doc, Effects::documentation);
    let (was, is) = (&old_spec[*action].name.wire, &new_spec[new.action].name.wire);
    walk.text(&here, Aspect::WaiterAction, was, is, || {
        Effects::major("The method waits for what another request is answered.")
    });
    for (aspect, was, is) in
        [(Aspect::Until, until, &new.until), (Aspect::Failed, failed, &new.failed)]
    {
        let effects = || match sorted(was) == sorted(is) {
            true => Effects::data(),
            false => otherwise(),
        };
        walk.text(&here, aspect, &was.join(", "), &is.join(", "), effects);
    }
    for (aspect, was, is) in [
        (Aspect::Ids, show::waiter_ids(ids), show::waiter_ids(&new.ids)),
        (Aspect::Batch, batch.to_string(), new.batch.to_string()),
        (Aspect::Seen, show::waiter_seen(seen), show::waiter_seen(&new.seen)),
        (Aspect::Absent, show::absent(*absent), show::absent(new.absent)),
        (Aspect::Poll, poll_seconds.to_string(), new.poll_seconds.to_string()),
        (Aspect::Within, within_seconds.to_string(), new.within_seconds.to_string()),
    ] {
        walk.text(&here, aspect, &was, &is, otherwise);
    }
}

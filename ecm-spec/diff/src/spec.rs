//! The spec as a whole.

use crate::change::{Aspect, Subject};
use crate::effects::{Effects, Requests};
use crate::pair::{Pairs, pair};
use crate::reach::Used;
use crate::walk::{Here, Walk};
use crate::{action, enums, error_code, record, waiter};
use ecm_spec::model::{ActionGroup, Spec};

pub(super) fn compare(walk: &mut Walk<'_>) {
    let new = walk.new.spec;
    let Spec {
        service,
        version,
        revision,
        host,
        doc,
        groups,
        actions,
        waiters,
        types,
        enums,
        errors,
    } = walk.old.spec;
    let here = Here { subject: Subject::Spec, used: Used::default() };
    walk.text(&here, Aspect::Service, service, &new.service, || {
        Effects::major("No signature changes, but every call is signed for another service.")
            .requests(Requests::Refused)
    });
    walk.text(&here, Aspect::Version, version, &new.version, || {
        Effects::major("No signature changes, but every call goes to another version of the API.")
            .requests(Requests::SomeRefused)
    });
    walk.text(&here, Aspect::Revision, revision, &new.revision, || {
        Effects::patch("Violations name another revision.")
    });
    walk.text(&here, Aspect::Host, host, &new.host, || {
        Effects::minor("No signature changes, but every call goes to another host.")
    });
    walk.text(&here, Aspect::Doc, doc, &new.doc, Effects::documentation);

    let groups = pair(groups, &new.groups, |group| group.name.as_str());
    walk.order(&here, Aspect::GroupOrder, groups.moved);
    compare_groups(walk, &groups);
    let actions = pair(actions, &new.actions, |action| &action.name.wire);
    walk.order(&here, Aspect::ActionOrder, actions.moved);
    action::compare(walk, &actions);

    let waiters = pair(waiters, &new.waiters, |waiter| &waiter.name.wire);
    walk.order(&here, Aspect::WaiterOrder, waiters.moved);
    waiter::compare(walk, &waiters);

    // Types and enums that come and go do so with what uses them: see `along`.
    let types = pair(types, &new.types, |ty| &ty.name.wire);
    walk.order(&here, Aspect::TypeOrder, types.moved);
    for (old, new) in types.kept {
        record::compare(walk, old, new);
    }
    let pairs = pair(enums, &new.enums, |enum_type| &enum_type.name.wire);
    walk.order(&here, Aspect::EnumOrder, pairs.moved);
    for (old, new) in pairs.kept {
        enums::compare(walk, old, new);
    }

    let errors = pair(errors, &new.errors, |code| &code.name.wire);
    walk.order(&here, Aspect::ErrorOrder, errors.moved);
    error_code::compare(walk, &errors);
}

/// Groups by their names; which actions are in them is said by the actions.
fn compare_groups(walk: &mut Walk<'_>, groups: &Pairs<'_, ActionGroup>) {
    let subject = |group: &ActionGroup| Subject::ActionGroup(group.name.clone());
    let nobody = Used::default();
    for group in &groups.removed {
        let effects = Effects::major("It can no longer be selected.");
        walk.removed(subject(group), &nobody, group.doc.clone(), effects);
    }
    for group in &groups.added {
        let effects = Effects::minor("It can be selected.");
        walk.added(subject(group), &nobody, group.doc.clone(), effects);
    }
    for (old, new) in &groups.kept {
        let ActionGroup { name: _, doc } = old;
        let here = Here { subject: subject(old), used: Used::default() };
        walk.text(&here, Aspect::Doc, doc, &new.doc, Effects::documentation);
    }
}

//! Comparison of the specs as a whole.

use crate::change::{Aspect, Subject};
use crate::context::{DiffContext, Part};
use crate::impact::{Impact, RequestImpact};
use crate::pair::{Pairs, pair};
use crate::usage::Usage;
use crate::{action, enums, error_code, record, waiter};
use ecm_spec::model::{ActionGroup, Spec};

pub(super) fn compare(cx: &mut DiffContext<'_>) {
    let new = cx.new.spec;
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
    } = cx.old.spec;
    let part = Part { subject: Subject::Spec, usage: Usage::default() };
    cx.text(&part, Aspect::Service, service, &new.service, || {
        Impact::major("No signature changes, but every call is signed for another service.")
            .requests(RequestImpact::Refused)
    });
    cx.text(&part, Aspect::Version, version, &new.version, || {
        Impact::major("No signature changes, but every call goes to another version of the API.")
            .requests(RequestImpact::SomeRefused)
    });
    cx.text(&part, Aspect::Revision, revision, &new.revision, || {
        Impact::patch("Violations name another revision.")
    });
    cx.text(&part, Aspect::Host, host, &new.host, || {
        Impact::minor("No signature changes, but every call goes to another host.")
    });
    cx.text(&part, Aspect::Doc, doc, &new.doc, Impact::documentation);

    let groups = pair(groups, &new.groups, |group| group.name.as_str());
    cx.order(&part, Aspect::GroupOrder, groups.moved);
    compare_groups(cx, &groups);
    let actions = pair(actions, &new.actions, |action| &action.name.wire);
    cx.order(&part, Aspect::ActionOrder, actions.moved);
    action::compare(cx, &actions);

    let waiters = pair(waiters, &new.waiters, |waiter| &waiter.name.wire);
    cx.order(&part, Aspect::WaiterOrder, waiters.moved);
    waiter::compare(cx, &waiters);

    // Types and enums come and go with the parts that use them: see `companions`.
    let types = pair(types, &new.types, |ty| &ty.name.wire);
    cx.order(&part, Aspect::TypeOrder, types.moved);
    for (old, new) in types.kept {
        record::compare(cx, old, new);
    }
    let pairs = pair(enums, &new.enums, |enum_type| &enum_type.name.wire);
    cx.order(&part, Aspect::EnumOrder, pairs.moved);
    for (old, new) in pairs.kept {
        enums::compare(cx, old, new);
    }

    let errors = pair(errors, &new.errors, |code| &code.name.wire);
    cx.order(&part, Aspect::ErrorOrder, errors.moved);
    error_code::compare(cx, &errors);
}

/// Compares groups by name; their members are compared with the actions.
fn compare_groups(cx: &mut DiffContext<'_>, groups: &Pairs<'_, ActionGroup>) {
    let subject = |group: &ActionGroup| Subject::ActionGroup(group.name.clone());
    let nobody = Usage::default();
    for group in &groups.removed {
        let impact = Impact::major("It can no longer be selected.");
        cx.removed(subject(group), &nobody, group.doc.clone(), impact);
    }
    for group in &groups.added {
        let impact = Impact::minor("It can be selected.");
        cx.added(subject(group), &nobody, group.doc.clone(), impact);
    }
    for (old, new) in &groups.kept {
        let ActionGroup { name: _, doc } = old;
        let part = Part { subject: subject(old), usage: Usage::default() };
        cx.text(&part, Aspect::Doc, doc, &new.doc, Impact::documentation);
    }
}

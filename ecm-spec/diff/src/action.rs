//! Actions.

use crate::change::{Aspect, Subject};
use crate::effects::{Answers, Effects, Requests};
use crate::pair::{Pairs, pair};
use crate::reach::Used;
use crate::show;
use crate::walk::{Here, Walk, deprecation};
use ecm_spec::model::{Action, Effect, Name, Pagination, RateLimit, Region, Spec, TypeId};

pub(super) fn compare(walk: &mut Walk<'_>, actions: &Pairs<'_, Action>) {
    for action in &actions.removed {
        let name = &action.name;
        let effects = Effects::major(format!(
            "`Client::{}`, its request and its error codes are gone.",
            name.rust
        ));
        let subject = Subject::Action(name.wire.clone());
        let effects = effects.requests(Requests::Refused);
        walk.removed(subject, &Used::by(&name.wire), show::effect(action.effect), effects);
    }
    for action in &actions.added {
        let name = &action.name;
        let effects = Effects::minor(format!("`Client::{}` is new.", name.rust));
        let subject = Subject::Action(name.wire.clone());
        walk.added(subject, &Used::by(&name.wire), show::effect(action.effect), effects);
    }
    for (old, new) in &actions.kept {
        action(walk, old, new);
    }
}

fn action(walk: &mut Walk<'_>, old: &Action, new: &Action) {
    let Action {
        name: Name { wire, rust },
        doc,
        group,
        request,
        response,
        effect,
        region,
        unsigned,
        rate_limit,
        pagination,
        tracking_tag: _, // below, by the name of what looks up
        errors: _,       // below, by their codes
        deprecated,
    } = old;
    let here = Here { subject: Subject::Action(wire.clone()), used: Used::by(wire) };
    walk.text(&here, Aspect::RustName, rust, &new.name.rust, || {
        Effects::major("The method and the enum of its error codes are called otherwise.")
    });
    let (was, is) = (doc.as_deref(), new.doc.as_deref());
    walk.optional_text(&here, Aspect::Doc, was, is, Effects::documentation);
    let (was, is) = (group.as_deref(), new.group.as_deref());
    walk.optional_text(&here, Aspect::Group, was, is, || match was {
        Some(group) => {
            Effects::major(format!("Whoever selects the group `{group}` no longer gets it."))
        }
        None => Effects::minor("It comes with a group."),
    });
    let name = |spec: &Spec, id: TypeId| spec[id].name.wire.clone();
    let requests = (name(walk.old.spec, *request), name(walk.new.spec, new.request));
    walk.text(&here, Aspect::Request, &requests.0, &requests.1, || {
        Effects::major("The method takes another type.").requests(Requests::SomeRefused)
    });
    let responses = (name(walk.old.spec, *response), name(walk.new.spec, new.response));
    walk.text(&here, Aspect::Response, &responses.0, &responses.1, || {
        Effects::major("The method answers another type.").answers(Answers::Lossy, Answers::Lossy)
    });
    if *effect != new.effect {
        let shown = (Some(show::effect(*effect)), Some(show::effect(new.effect)));
        walk.changed(&here, Aspect::Effect, shown, changed_effect(*effect, new.effect));
    }
    compare_region(walk, &here, region, &new.region);
    walk.flag(&here, Aspect::Unsigned, (*unsigned, new.unsigned), || {
        Effects::minor("No method changes; a call is made with a signature or without one.")
            .requests(Requests::SomeRefused)
    });
    compare_rate_limit(walk, &here, rate_limit.as_ref(), new.rate_limit.as_ref());
    compare_pagination(walk, &here, pagination.as_ref(), new.pagination.as_ref());
    compare_tracking_tags(walk, &here, old, new);
    compare_errors(walk, &here, old, new);
    let (old, new) = (deprecated.as_deref(), new.deprecated.as_deref());
    walk.optional_text(&here, Aspect::Deprecated, old, new, || deprecation(old, new));
}

/// What keeps an action that creates from running twice is worth more than a signature.
fn changed_effect(old: Effect, new: Effect) -> Effects {
    match (old, new) {
        (Effect::Create, Effect::Read | Effect::Idempotent) => Effects::major(
            "No signature changes, but a call whose outcome is not known may now be made again.",
        )
        .warn("a second run was said to create a second time; now it may be run twice"),
        (Effect::Idempotent, Effect::Read) => {
            Effects::minor("A call is said to change nothing, and may be made again at will.")
                .warn("an action that was said to change something may now be run at will")
        }
        (Effect::Read | Effect::Idempotent, Effect::Create) => {
            Effects::minor("A call whose outcome is not known is no longer made again.")
        }
        _ => Effects::minor("A call is said to change something."),
    }
}

fn compare_region(walk: &mut Walk<'_>, here: &Here, old: &Region, new: &Region) {
    let (was, is) = (*old == Region::Required, *new == Region::Required);
    let effects = || match is {
        true => Effects::major("No signature changes, but a call without a region is not made.")
            .requests(Requests::SomeRefused),
        false => Effects::minor("A call without a region is made.").requests(Requests::HeldBack),
    };
    if was != is {
        let shown = (Some(show::region(old)), Some(show::region(new)));
        walk.changed(here, Aspect::Region, shown, effects());
        return;
    }
    let rule = |region: &Region| match region {
        Region::Required => None,
        Region::Optional { rule } => rule.clone(),
    };
    let (old, new) = (rule(old), rule(new));
    walk.optional_text(here, Aspect::RegionRule, old.as_deref(), new.as_deref(), || {
        Effects::documentation()
    });
}

fn compare_rate_limit(
    walk: &mut Walk<'_>,
    here: &Here,
    old: Option<&RateLimit>,
    new: Option<&RateLimit>,
) {
    let shown = (old.map(show::rate_limit), new.map(show::rate_limit));
    let rate = |limit: Option<&RateLimit>| limit.map(|limit| limit.per_second);
    let (was, is) = (rate(old), rate(new));
    if was == is {
        if shown.0 != shown.1 {
            walk.changed(here, Aspect::RateLimitRule, shown, Effects::data());
        }
        return;
    }
    let tighter = match (was, is) {
        (Some(was), Some(is)) => is < was,
        (was, _) => was.is_none(),
    };
    let requests = if tighter { Requests::SomeRefused } else { Requests::Accepted };
    let effects = Effects::minor("No signature changes; calls are paced otherwise.");
    walk.changed(here, Aspect::RateLimit, shown, effects.requests(requests));
}

fn compare_pagination(
    walk: &mut Walk<'_>,
    here: &Here,
    old: Option<&Pagination>,
    new: Option<&Pagination>,
) {
    if old == new {
        return;
    }
    let effects = match (old, new) {
        (None, _) => Effects::minor("The client has a method that walks over its pages."),
        (_, None) => Effects::major("The method that walks over its pages is gone."),
        (Some(old), Some(new)) if old.items != new.items => {
            Effects::major("Its pages are of other items.")
        }
        (Some(_), Some(_)) => {
            Effects::minor("No signature changes; its pages are asked for otherwise.")
        }
    };
    walk.changed(
        here,
        Aspect::Pagination,
        (old.map(show::pagination), new.map(show::pagination)),
        effects,
    );
}

fn compare_tracking_tags(walk: &mut Walk<'_>, here: &Here, old: &Action, new: &Action) {
    let shown = |spec: &Spec, action: &Action| {
        action.tracking_tag.as_ref().map(|tag| show::tracking_tag(spec, tag))
    };
    let (old, new) = (shown(walk.old.spec, old), shown(walk.new.spec, new));
    let effects = match (&old, &new) {
        (None, Some(_)) => Effects::minor("A request can be marked, and found again by its mark."),
        (Some(_), None) => Effects::major("A request can no longer be marked."),
        (Some(_), Some(_)) if old != new => {
            Effects::minor("No signature changes; a mark is put and looked up otherwise.")
                .warn("what was marked before may not be found by the new one")
        }
        _ => return,
    };
    walk.changed(here, Aspect::TrackingTag, (old, new), effects);
}

fn compare_errors(walk: &mut Walk<'_>, here: &Here, old: &Action, new: &Action) {
    let (old_spec, new_spec) = (walk.old.spec, walk.new.spec);
    let old_codes: Vec<&Name> = old.errors.iter().map(|id| &old_spec[*id].name).collect();
    let new_codes: Vec<&Name> = new.errors.iter().map(|id| &new_spec[*id].name).collect();
    let codes = pair(&old_codes, &new_codes, |name| name.wire.as_str());
    let action = &old.name.wire;
    let subject =
        |name: &Name| Subject::ActionError { action: action.clone(), code: name.wire.clone() };
    for name in codes.removed {
        let effects =
            Effects::major(format!("The enum of its codes has no variant `{}`.", name.rust));
        walk.removed(subject(name), &here.used, name.rust.clone(), effects);
    }
    for name in codes.added {
        let effects = Effects::minor(format!(
            "The enum of its codes, which is open, has the new variant `{}`.",
            name.rust
        ));
        walk.added(subject(name), &here.used, name.rust.clone(), effects);
    }
    walk.order(here, Aspect::ErrorOrder, codes.moved);
}

//! Comparison of actions.

use crate::change::{Aspect, Subject};
use crate::context::{DiffContext, Part, deprecation};
use crate::impact::{Impact, RequestImpact, ResponseImpact};
use crate::pair::{Pairs, pair};
use crate::show;
use crate::usage::Usage;
use ecm_spec::model::{
    Action, Body, Effect, Events, Name, Pagination, RateLimit, Region, Spec, TypeId,
};

pub(super) fn compare(cx: &mut DiffContext<'_>, actions: &Pairs<'_, Action>) {
    for action in &actions.removed {
        let name = &action.name;
        let impact = Impact::major(format!(
            "`Client::{}`, its request and its error codes are gone.",
            name.rust
        ));
        let subject = Subject::Action(name.wire.clone());
        let impact = impact.requests(RequestImpact::Refused);
        cx.removed(subject, &Usage::by_action(&name.wire), show::effect(action.effect), impact);
    }
    for action in &actions.added {
        let name = &action.name;
        let impact = Impact::minor(format!("`Client::{}` is new.", name.rust));
        let subject = Subject::Action(name.wire.clone());
        cx.added(subject, &Usage::by_action(&name.wire), show::effect(action.effect), impact);
    }
    for (old, new) in &actions.kept {
        action(cx, old, new);
    }
}

fn action(cx: &mut DiffContext<'_>, old: &Action, new: &Action) {
    let Action {
        name: Name { wire, rust },
        doc,
        group,
        request,
        response,
        effect,
        effect_guessed,
        region,
        unsigned,
        rate_limit,
        body: _,   // below, as a whole
        events: _, // below, by the name of the record
        pagination,
        tracking_tag: _, // below, by the name of what looks up
        errors: _,       // below, by their codes
        deprecated,
    } = old;
    let part = Part { subject: Subject::Action(wire.clone()), usage: Usage::by_action(wire) };
    cx.text(&part, Aspect::RustName, rust, &new.name.rust, || {
        Impact::major("The method and the enum of its error codes have other names.")
    });
    cx.optional_text(&part, Aspect::Doc, (doc, &new.doc), Impact::documentation);
    cx.optional_text(&part, Aspect::Group, (group, &new.group), || match group {
        Some(group) => {
            Impact::major(format!("A selection of the group `{group}` no longer includes it."))
        }
        None => Impact::minor("A selection of its group includes it."),
    });
    let name = |spec: &Spec, id: TypeId| spec[id].name.wire.clone();
    let requests = (name(cx.old.spec, *request), name(cx.new.spec, new.request));
    cx.text(&part, Aspect::Request, &requests.0, &requests.1, || {
        Impact::major("The method takes another type.").requests(RequestImpact::SomeRefused)
    });
    let responses = (name(cx.old.spec, *response), name(cx.new.spec, new.response));
    cx.text(&part, Aspect::Response, &responses.0, &responses.1, || {
        Impact::major("The method returns another type.")
            .responses(ResponseImpact::Lossy, ResponseImpact::Lossy)
    });
    let (was, is) = (show::effect(*effect), show::effect(new.effect));
    cx.text(&part, Aspect::Effect, &was, &is, || changed_effect(*effect, new.effect));
    cx.flag(&part, Aspect::EffectGuessed, (*effect_guessed, new.effect_guessed), || {
        Impact::patch("Nothing is sent differently; messages say if the effect is a guess.")
    });
    compare_region(cx, &part, region, &new.region);
    cx.flag(&part, Aspect::Unsigned, (*unsigned, new.unsigned), || {
        Impact::minor("No method changes; a call is sent with a signature or without one.")
            .requests(RequestImpact::SomeRefused)
    });
    compare_rate_limit(cx, &part, rate_limit.as_ref(), new.rate_limit.as_ref());
    compare_bodies(cx, &part, old.body.as_ref(), new.body.as_ref());
    compare_events(cx, &part, old, new);
    compare_pagination(cx, &part, pagination.as_ref(), new.pagination.as_ref());
    compare_tracking_tags(cx, &part, old, new);
    compare_errors(cx, &part, old, new);
    let is_withdrawn = new.is_withdrawn() && !old.is_withdrawn();
    let (old, new) = (deprecated, &new.deprecated);
    cx.optional_text(&part, Aspect::Deprecated, (old, new), || match is_withdrawn {
        true => Impact::major("It compiles with a warning, but the service refuses every call.")
            .requests(RequestImpact::Refused),
        false => deprecation(old, new),
    });
}

/// Judges a changed effect; protection against a second create counts for more than signatures.
fn changed_effect(old: Effect, new: Effect) -> Impact {
    match (old, new) {
        (Effect::Create, Effect::Read | Effect::Idempotent) => Impact::major(
            "No signature changes, but a call whose outcome is unknown may now be repeated.",
        )
        .warn("a second call was documented to create again; now it may be sent twice"),
        (Effect::Idempotent, Effect::Read) => {
            Impact::minor("A call is documented to change nothing, and may be repeated at will.")
                .warn(
                    "an action that was documented to change something may now be repeated at will",
                )
        }
        (Effect::Read | Effect::Idempotent, Effect::Create) => {
            Impact::minor("A call whose outcome is unknown is no longer repeated.")
        }
        _ => Impact::minor("A call is documented to change something."),
    }
}

fn compare_region(cx: &mut DiffContext<'_>, part: &Part, old: &Region, new: &Region) {
    let (was, is) = (*old == Region::Required, *new == Region::Required);
    let impact = || match is {
        true => Impact::major("No signature changes, but a call without a region is not sent.")
            .requests(RequestImpact::SomeRefused),
        false => {
            Impact::minor("A call without a region is sent.").requests(RequestImpact::HeldBack)
        }
    };
    if was != is {
        let shown = (Some(show::region(old)), Some(show::region(new)));
        cx.changed(part, Aspect::Region, shown, impact());
        return;
    }
    let rule = |region: &Region| match region {
        Region::Required => None,
        Region::Optional { rule } => rule.clone(),
    };
    cx.optional_text(part, Aspect::RegionRule, (&rule(old), &rule(new)), Impact::documentation);
}

fn compare_rate_limit(
    cx: &mut DiffContext<'_>,
    part: &Part,
    old: Option<&RateLimit>,
    new: Option<&RateLimit>,
) {
    let shown = (old.map(show::rate_limit), new.map(show::rate_limit));
    let rate = |limit: Option<&RateLimit>| limit.map(|limit| limit.per_second);
    let (was, is) = (rate(old), rate(new));
    if was == is {
        if shown.0 != shown.1 {
            cx.changed(part, Aspect::RateLimitRule, shown, Impact::data());
        }
        return;
    }
    let tighter = match (was, is) {
        (Some(was), Some(is)) => is < was,
        (was, _) => was.is_none(),
    };
    let requests = if tighter { RequestImpact::SomeRefused } else { RequestImpact::Accepted };
    let impact = Impact::minor("No signature changes; the rate of calls does.");
    cx.changed(part, Aspect::RateLimit, shown, impact.requests(requests));
}

fn compare_bodies(cx: &mut DiffContext<'_>, part: &Part, old: Option<&Body>, new: Option<&Body>) {
    if old == new {
        return;
    }
    let impact = match (old, new) {
        (_, Some(Body::Unsupported { .. })) => Impact::major("Its calls fail and nothing is sent."),
        (Some(Body::Unsupported { .. }), None) => {
            Impact::minor("The method is the same, and its calls are sent.")
        }
        (Some(Body::Raw(_)), Some(Body::Raw(_))) => {
            Impact::major("No method changes; a request is sent in another form.")
        }
        (_, Some(Body::Raw(_))) => Impact::major("The method takes the bytes of the body, too."),
        (Some(Body::Raw(_)), None) | (None, None) => {
            Impact::major("The method takes no bytes of a body.")
        }
    };
    let impact = impact.requests(RequestImpact::SomeRefused);
    cx.changed(part, Aspect::Body, (old.map(show::body), new.map(show::body)), impact);
}

fn compare_events(cx: &mut DiffContext<'_>, part: &Part, old: &Action, new: &Action) {
    let each = |show: fn(&Spec, &Action, &Events) -> String| {
        let of = |spec: &Spec, action: &Action| {
            action.events.as_ref().map(|events| show(spec, action, events))
        };
        (of(cx.old.spec, old), of(cx.new.spec, new))
    };
    let texts = each(show::events);
    if texts.0 == texts.1 {
        return;
    }
    let streams = each(show::event_stream);
    let chosen = |action: &Action| action.events.as_ref().map(|events| events.when.is_some());
    let impact = match (chosen(old), chosen(new)) {
        (None, Some(true)) => Impact::minor("The client has a method that reads its events."),
        (None, _) | (Some(true), Some(false)) => {
            Impact::major("Every answer is an event stream; the method for a JSON object is gone.")
        }
        (Some(_), None) => Impact::major("The method that reads its events is gone."),
        (Some(false), Some(true)) => {
            Impact::minor("The client has a method for an answer that is a JSON object.")
        }
        (Some(_), Some(_)) if streams.0 == streams.1 => {
            Impact::minor("Its events are shown differently, or other ones are failures.")
        }
        (Some(_), Some(_)) => Impact::major("Its events are chosen, read or ended differently."),
    };
    cx.changed(part, Aspect::Events, texts, impact);
}

fn compare_pagination(
    cx: &mut DiffContext<'_>,
    part: &Part,
    old: Option<&Pagination>,
    new: Option<&Pagination>,
) {
    if old == new {
        return;
    }
    let impact = match (old, new) {
        (None, _) => Impact::minor("The client has a method that walks over its pages."),
        (_, None) => Impact::major("The method that walks over its pages is gone."),
        (Some(old), Some(new)) if old.items != new.items => {
            Impact::major("Its pages have other items.")
        }
        (Some(_), Some(_)) => {
            Impact::minor("No signature changes; its pages are requested differently.")
        }
    };
    cx.changed(
        part,
        Aspect::Pagination,
        (old.map(show::pagination), new.map(show::pagination)),
        impact,
    );
}

fn compare_tracking_tags(cx: &mut DiffContext<'_>, part: &Part, old: &Action, new: &Action) {
    let shown = |spec: &Spec, action: &Action| {
        action.tracking_tag.as_ref().map(|tag| show::tracking_tag(spec, tag))
    };
    let (old, new) = (shown(cx.old.spec, old), shown(cx.new.spec, new));
    let impact = match (&old, &new) {
        (None, Some(_)) => {
            Impact::minor("A request can carry a tracking tag, and be found again by it.")
        }
        (Some(_), None) => Impact::major("A request can no longer carry a tracking tag."),
        (Some(_), Some(_)) if old != new => Impact::minor(
            "No signature changes; a tracking tag is applied or looked up differently.",
        )
        .warn("what has an old tag may not be found by the new look-up"),
        _ => return,
    };
    cx.changed(part, Aspect::TrackingTag, (old, new), impact);
}

fn compare_errors(cx: &mut DiffContext<'_>, part: &Part, old: &Action, new: &Action) {
    let (old_spec, new_spec) = (cx.old.spec, cx.new.spec);
    let old_codes: Vec<&Name> = old.errors.iter().map(|id| &old_spec[*id].name).collect();
    let new_codes: Vec<&Name> = new.errors.iter().map(|id| &new_spec[*id].name).collect();
    let codes = pair(&old_codes, &new_codes, |name| name.wire.as_str());
    let action = &old.name.wire;
    let subject =
        |name: &Name| Subject::ActionError { action: action.clone(), code: name.wire.clone() };
    for name in codes.removed {
        let impact =
            Impact::major(format!("The enum of its codes has no variant `{}`.", name.rust));
        cx.removed(subject(name), &part.usage, name.rust.clone(), impact);
    }
    for name in codes.added {
        let impact = Impact::minor(format!(
            "The enum of its codes, which is open, has the new variant `{}`.",
            name.rust
        ));
        cx.added(subject(name), &part.usage, name.rust.clone(), impact);
    }
    cx.order(part, Aspect::ErrorOrder, codes.moved);
}

//! Facts about the items of a spec, in the words of every page about them.

use ecm_client::ErrorCategory;
use ecm_spec::model::{
    Action, Effect, ErrorCode, Events, Field, IfAbsent, Region, RetryAdvice, Spec, StateSource,
    Waiter, WaiterIds,
};

use super::rules;

/// Property of an item, with its label.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) label: &'static str,
    pub(crate) text: String,
    /// Id of the rule that it is, if it is one.
    pub(crate) rule: Option<String>,
}

impl Fact {
    pub(crate) fn new(label: &'static str, text: impl Into<String>) -> Self {
        Self { label, text: text.into(), rule: None }
    }
}

/// Says that the effect of an action is not certain.
const GUESS: &str =
    "the effect is a guess from the name; `ecm call` takes the action for one that creates";

/// Facts of an item under construction, in the order in which they are read.
#[derive(Default)]
struct Facts(Vec<Fact>);

impl Facts {
    fn push(&mut self, label: &'static str, text: impl Into<String>) {
        self.0.push(Fact::new(label, text));
    }

    fn extend(&mut self, label: &'static str, text: Option<impl Into<String>>) {
        text.into_iter().for_each(|text| self.push(label, text));
    }
}

/// Lists the facts about an action, apart from its records and error codes.
pub(crate) fn of_action(spec: &Spec, action: &Action) -> Vec<Fact> {
    let mut facts = Facts::default();
    facts.extend("Deprecated", action.deprecated.as_deref());
    facts.push("Effect", effect(action.effect));
    facts.extend("Guess", action.effect_guessed.then_some(GUESS));
    facts.extend("Group", action.group.as_deref());
    let rule = match &action.region {
        Region::Optional { rule } => rule.clone(),
        Region::Required => None,
    };
    facts.0.push(Fact { rule, ..Fact::new("Region", rules::region(action)) });
    facts.extend("Signature", action.unsigned.then_some("none"));
    facts.extend("Body", rules::body(action));
    facts.extend("Events", action.events.as_ref().map(|events| stream(spec, events)));
    facts.0.extend(rules::rate(action).map(|rate| Fact {
        rule: action.rate_limit.as_ref().map(|limit| limit.id.clone()),
        ..Fact::new("Rate limit", rate)
    }));
    facts.extend(
        "Pagination",
        action.pagination.as_ref().map(|pages| {
            let keys = pages.keys().into_iter().map(|(key, value)| format!("{key} {value}"));
            keys.collect::<Vec<_>>().join(", ")
        }),
    );
    facts.extend(
        "Tracking tag",
        action.tracking_tag.as_ref().map(|tag| {
            format!(
                "in {} of the request; `{}` finds what a lost request created, by its {}",
                spec[tag.tagged].name.wire,
                spec[tag.look_up].name.wire,
                tag.id.join(".")
            )
        }),
    );
    facts.0
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "read: changes nothing, can be sent again",
        Effect::Idempotent => "idempotent: sending it again leaves the same state",
        Effect::Create => {
            "create: every request that is carried out creates something; never sent again \
             unless the previous one was certainly not carried out"
        }
    }
}

fn stream(spec: &Spec, events: &Events) -> String {
    let event = &spec[events.event].name.wire;
    match &events.when {
        Some(when) => format!("a stream of {event} where {when} is true"),
        None => format!("a stream of {event}"),
    }
}

/// Lists the facts about a field, apart from its rules.
pub(crate) fn of_field(spec: &Spec, field: &Field) -> Vec<Fact> {
    let mut facts = Facts::default();
    facts.extend("Deprecated", field.deprecated.as_deref());
    facts.push("Type", field.shape.expression(spec));
    facts.extend("Unit", field.unit.as_deref());
    facts.extend(
        "Secret",
        field.secret.then_some("redacted in all output, wiped from memory on drop"),
    );
    facts.extend("Returned", field.always_returned.then_some("always, according to the service"));
    facts.extend(
        "Nullable",
        field.nullable.then_some("the service may return `null`, which is read as `None`"),
    );
    facts.0
}

/// Lists the facts about a waiter.
pub(crate) fn of_waiter(spec: &Spec, waiter: &Waiter) -> Vec<Fact> {
    let mut facts = Facts::default();
    facts.push("Action", spec[waiter.action].name.wire.as_str());
    facts.push("Ids", format!("{}, at most {} per request", ids(&waiter.ids), waiter.batch));
    facts.push("State", state(&waiter.state));
    facts.push("Until", waiter.until.join(", "));
    facts.extend("Failed", (!waiter.failed.is_empty()).then(|| waiter.failed.join(", ")));
    if matches!(waiter.state, StateSource::Items { .. }) {
        facts.push(
            "Absent",
            match waiter.absent {
                IfAbsent::Wait => "an id that is missing from the response is waited for",
                IfAbsent::Done => "an id that is missing from the response counts as done",
                IfAbsent::Fail => "an id that is missing from the response is a failure",
            },
        );
    }
    facts.push(
        "Polling",
        format!("every {} s, for at most {} s", waiter.poll_seconds, waiter.within_seconds),
    );
    facts.0
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

/// Label of the category of an error code.
pub(crate) const CATEGORY: &str = "Category";

/// Lists the facts about an error code, apart from the actions that may answer it.
pub(crate) fn of_error(code: &ErrorCode) -> Vec<Fact> {
    let mut facts = Facts::default();
    let category = category(&code.name.wire);
    facts.push(CATEGORY, format!("{}: {}", category.name, category.meaning));
    facts.push("Retry", retry(code));
    facts.0
}

/// Describes when a request may be sent again after a code.
pub(crate) fn retry(code: &ErrorCode) -> &'static str {
    match code.retry {
        _ if !code.has_advice => "no advice: a client judges the code by its name",
        RetryAdvice::Never => "never: the same request fails again",
        RetryAdvice::AfterBackoff => "after a backoff: the request was not carried out",
        RetryAdvice::IfIdempotent => {
            "if the action is idempotent: the request may have been carried out"
        }
        RetryAdvice::AfterClockCorrection => "once, signed again with a corrected clock",
        RetryAdvice::AfterCredentialRefresh => "once, signed again with refreshed credentials",
    }
}

/// Category of error codes: the part before the first dot.
pub(crate) struct Category<'c> {
    pub(crate) name: &'c str,
    /// Cause, and the next step.
    pub(crate) meaning: &'static str,
}

/// Finds the category of an error code.
pub(crate) fn category(code: &str) -> Category<'_> {
    use ErrorCategory as Is;
    let name = code.split('.').next().unwrap_or(code);
    let meaning = match ErrorCategory::from_code(code) {
        Is::ActionOffline => "the action is no longer offered; use another one",
        Is::AuthFailure => "the signature, key or token was refused; check the credentials",
        Is::DryRunOperation => "the dry run would have succeeded; send it without the dry run",
        Is::FailedOperation => "the operation was tried and failed; check what exists",
        Is::InternalError => "the service failed inside; check what exists before sending it again",
        Is::InvalidAction => "there is no such action; check its name, version and host",
        Is::InvalidParameter => "a parameter or a combination is wrong; correct the request",
        Is::InvalidParameterValue => "the value of a parameter is wrong; correct it",
        Is::InvalidRequest => "the request is malformed; correct it",
        Is::IpInBlacklist => "the address is on a deny list; call from another one",
        Is::IpNotInWhitelist => "the address is not on the allow list; have it added",
        Is::LimitExceeded => "a quota is used up; free some of it or have it raised",
        Is::MissingParameter => "a required parameter is missing; add it",
        Is::NoSuchProduct => "there is no such product; check the host",
        Is::NoSuchVersion => "there is no such version of the API; check it",
        Is::OperationDenied => "the operation is not allowed now; check the state of the resource",
        Is::RequestLimitExceeded => "too many requests in a second; send fewer",
        Is::RequestSizeLimitExceeded => "the request is too large; split it",
        Is::ResourceInUse => "the resource is in use; release it first",
        Is::ResourceInsufficient => "there is not enough of the resource; try less or elsewhere",
        Is::ResourceNotFound => "there is no such resource; check its id and region",
        Is::ResourceUnavailable => "the resource cannot be used now; check its state",
        Is::ResourcesSoldOut => "the resource is sold out; try another kind or zone",
        Is::ResponseSizeLimitExceeded => "the response is too large; ask for less",
        Is::ServiceUnavailable => "the service cannot answer now; try later",
        Is::UnauthorizedOperation => "the caller may not do this; have it permitted",
        Is::UnknownParameter => "a parameter is not known to the service; remove it",
        Is::UnsupportedOperation => "the operation is not supported here; use another one",
        Is::UnsupportedProtocol => "the protocol or method is not supported; use another one",
        Is::UnsupportedRegion => "the region is not supported; use another one",
        _ => "a category of this service",
    };
    Category { name, meaning }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_code_says_what_to_do() {
        let found = category("InvalidParameterValue.InvalidZone");
        assert_eq!(
            (found.name, found.meaning),
            ("InvalidParameterValue", "the value of a parameter is wrong; correct it")
        );
        assert_eq!(category("Quirk.Odd").meaning, "a category of this service");
    }
}

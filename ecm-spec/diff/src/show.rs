//! Parts of a spec in a few words.

use crate::shape;
use ecm_spec::model::{
    Absent, Effect, Field, Group, Marker, Minted, MintedPer, Pages, RateLimit, Region, Retry, Rule,
    Severity, Spec, WaitIds, WaitSeen,
};

pub(super) fn effect(effect: Effect) -> String {
    match effect {
        Effect::Read => "read",
        Effect::Repeatable => "repeatable",
        Effect::Create => "create",
    }
    .to_owned()
}

pub(super) fn region(region: &Region) -> String {
    match region {
        Region::Required => "required",
        Region::Optional { .. } => "optional",
    }
    .to_owned()
}

pub(super) fn rate_limit(limit: &RateLimit) -> String {
    let RateLimit { id, per_second, server_error } = limit;
    let code = server_error.as_ref().map(|code| format!(", `{code}`")).unwrap_or_default();
    format!("{per_second} in a second (rule `{id}`{code})")
}

pub(super) fn retry(retry: Retry) -> String {
    match retry {
        Retry::Never => "never",
        Retry::AfterBackoff => "after_backoff",
        Retry::IfRepeatable => "if_repeatable",
        Retry::AfterClockCorrection => "after_clock_correction",
        Retry::AfterCredentialRefresh => "after_credential_refresh",
    }
    .to_owned()
}

pub(super) fn severity(severity: Severity) -> String {
    match severity {
        Severity::Error => "error",
        Severity::Warn => "warn",
    }
    .to_owned()
}

/// `[string], required`.
pub(super) fn field(spec: &Spec, field: &Field) -> String {
    let optional = if field.required.is_some() { "required" } else { "optional" };
    format!("{}, {optional}", shape::expression(spec, &field.shape))
}

/// A rule by its sentence, which a rule of severity `warn` only recommends.
pub(super) fn rule<C>(rule: &Rule<C>, sentence: &str) -> String {
    match rule.severity {
        Severity::Error => sentence.to_owned(),
        Severity::Warn => format!("{sentence} (warn)"),
    }
}

pub(super) fn minted(minted: &Minted) -> String {
    let Minted { prefix, per } = minted;
    match per {
        Some(MintedPer { list, field }) => format!("`{prefix}...`, one per `{list}.{field}`"),
        None => format!("`{prefix}...`"),
    }
}

pub(super) fn group(group: &Group) -> String {
    let Group { type_name, field_name, doc, variants } = group;
    format!("`{field_name}: {type_name}` of {}: {doc}", variants.join(", "))
}

/// The keys of the format with what they name: `offset: Offset, items: LampSet`.
pub(super) fn marker(spec: &Spec, marker: &Marker) -> String {
    let Marker { put, look_up, with, id } = marker;
    format!("put: {put}, look_up: {}, with: {with}, id: {}", spec[*look_up].name.wire, id.join("."))
}

pub(super) fn pages(pages: &Pages) -> String {
    let keys = pages.keys().into_iter().map(|(key, value)| format!("{key}: {value}"));
    keys.collect::<Vec<_>>().join(", ")
}

pub(super) fn wait_ids(ids: &WaitIds) -> String {
    match ids {
        WaitIds::One(field) => format!("one in {field}"),
        WaitIds::List(field) => format!("a list in {field}"),
        WaitIds::Filter { list, name, value, values } => {
            format!("{values} of an item of {list} whose {name} is {value}")
        }
    }
}

pub(super) fn wait_seen(seen: &WaitSeen) -> String {
    match seen {
        WaitSeen::Answer { state } => state.join("."),
        WaitSeen::Items { items, id, state } => {
            format!("{} and {} in {}", id.join("."), state.join("."), items.join("."))
        }
    }
}

pub(super) fn absent(absent: Absent) -> String {
    match absent {
        Absent::Wait => "wait",
        Absent::Done => "done",
        Absent::Fail => "fail",
    }
    .to_owned()
}

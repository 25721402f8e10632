//! Comparison of enums that both specs have.

use crate::change::{Aspect, Subject};
use crate::context::{DiffContext, Part};
use crate::impact::{Impact, RequestImpact, ResponseImpact};
use crate::pair::pair;
use crate::value_rule;
use ecm_spec::model::{Enum, EnumValue, EnumValues, Name};

pub(super) fn compare(cx: &mut DiffContext<'_>, old: &Enum, new: &Enum) {
    let Enum { name: Name { wire, rust }, doc, values } = old;
    let usage = cx.old.usage.enum_type(wire).merge(cx.new.usage.enum_type(wire));
    let part = Part { subject: Subject::Enum(wire.clone()), usage };
    cx.text(&part, Aspect::RustName, rust, &new.name.rust, || {
        Impact::major("The enum has another name.")
    });
    cx.text(&part, Aspect::Doc, doc, &new.doc, Impact::documentation);
    match (values, &new.values) {
        (EnumValues::Text(old), EnumValues::Text(new)) => compare_values(cx, &part, wire, old, new),
        (EnumValues::Integer(old), EnumValues::Integer(new)) => {
            compare_values(cx, &part, wire, old, new);
        }
        (old, new) => {
            let shown = (Some(kind(old).to_owned()), Some(kind(new).to_owned()));
            cx.changed(&part, Aspect::ValueType, shown, changed_kind(new, &part));
        }
    }
}

fn kind(values: &EnumValues) -> &'static str {
    match values {
        EnumValues::Text(_) => "string",
        EnumValues::Integer(_) => "integer",
    }
}

fn changed_kind(new: &EnumValues, part: &Part) -> Impact {
    let (new_responses, old_responses) = match new {
        EnumValues::Text(_) => (ResponseImpact::SomeUnreadable, ResponseImpact::Read),
        EnumValues::Integer(_) => (ResponseImpact::Read, ResponseImpact::SomeUnreadable),
    };
    let mut impact = Impact::major("The enum has values of another type.");
    if part.usage.is_sent() {
        impact = impact.requests(RequestImpact::SomeRefused);
    }
    if part.usage.is_received() {
        impact = impact.responses(new_responses, old_responses);
    }
    impact
}

fn compare_values<T: Ord + ToString>(
    cx: &mut DiffContext<'_>,
    of: &Part,
    enum_name: &str,
    old: &[EnumValue<T>],
    new: &[EnumValue<T>],
) {
    let values = pair(old, new, |one| &one.value);
    let subject = |one: &EnumValue<T>| Subject::Value {
        enum_name: enum_name.to_owned(),
        value: one.value.to_string(),
    };
    for one in &values.removed {
        let rust = &one.rust;
        let impact = match new.iter().find(|other| other.rust == *rust) {
            Some(other) => Impact::minor(format!(
                "The variant `{rust}` stays, and is now `{}` on the wire.",
                other.value.to_string()
            )),
            None => Impact::major(format!("The variant `{rust}` is gone.")),
        };
        let requests =
            if of.usage.is_sent() { RequestImpact::SomeRefused } else { RequestImpact::Accepted };
        cx.removed(subject(one), &of.usage, rust.clone(), impact.requests(requests));
    }
    for one in &values.added {
        let rust = &one.rust;
        let impact = match old.iter().any(|other| other.rust == *rust) {
            true => Impact::minor(format!("The variant `{rust}` has another value on the wire.")),
            false => Impact::minor(format!("The enum, which is open, has a variant `{rust}`.")),
        };
        let limits = value_rule::limits_requests(cx.old.spec, enum_name);
        let requests = if limits { RequestImpact::HeldBack } else { RequestImpact::Accepted };
        cx.added(subject(one), &of.usage, rust.clone(), impact.requests(requests));
    }
    for (old, new) in &values.kept {
        let EnumValue { value: _, rust, doc } = old;
        let part = Part { subject: subject(old), usage: of.usage.clone() };
        cx.text(&part, Aspect::RustName, rust, &new.rust, || {
            Impact::major("The variant has another name.")
        });
        cx.text(&part, Aspect::Doc, doc, &new.doc, Impact::documentation);
    }
    cx.order(of, Aspect::ValueOrder, values.moved);
}

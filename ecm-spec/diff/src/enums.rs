//! Enums that are in both specs.

use crate::change::{Aspect, Subject};
use crate::effects::{Answers, Effects, Requests};
use crate::pair::pair;
use crate::value_rule;
use crate::walk::{Here, Walk};
use ecm_spec::model::{Enum, EnumValue, EnumValues, Name};

pub(super) fn compare(walk: &mut Walk<'_>, old: &Enum, new: &Enum) {
    let Enum { name: Name { wire, rust }, doc, values } = old;
    let used = walk.old.reach.enum_type(wire).and(walk.new.reach.enum_type(wire));
    let here = Here { subject: Subject::Enum(wire.clone()), used };
    walk.text(&here, Aspect::RustName, rust, &new.name.rust, || {
        Effects::major("The enum is called otherwise.")
    });
    walk.text(&here, Aspect::Doc, doc, &new.doc, Effects::documentation);
    match (values, &new.values) {
        (EnumValues::Text(old), EnumValues::Text(new)) => {
            compare_values(walk, &here, wire, old, new)
        }
        (EnumValues::Integer(old), EnumValues::Integer(new)) => {
            compare_values(walk, &here, wire, old, new);
        }
        (old, new) => {
            let shown = (Some(kind(old).to_owned()), Some(kind(new).to_owned()));
            walk.changed(&here, Aspect::ValueType, shown, changed_kind(new, &here));
        }
    }
}

fn kind(values: &EnumValues) -> &'static str {
    match values {
        EnumValues::Text(_) => "string",
        EnumValues::Integer(_) => "integer",
    }
}

fn changed_kind(new: &EnumValues, here: &Here) -> Effects {
    let (new_answers, old_answers) = match new {
        EnumValues::Text(_) => (Answers::SomeUnreadable, Answers::Read),
        EnumValues::Integer(_) => (Answers::Read, Answers::SomeUnreadable),
    };
    let mut effects = Effects::major("The enum holds other values, and gives them otherwise.");
    if here.used.is_sent() {
        effects = effects.requests(Requests::SomeRefused);
    }
    if here.used.is_received() {
        effects = effects.answers(new_answers, old_answers);
    }
    effects
}

fn compare_values<T: Ord + ToString>(
    walk: &mut Walk<'_>,
    of: &Here,
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
        let effects = match new.iter().find(|other| other.rust == *rust) {
            Some(other) => Effects::minor(format!(
                "The variant `{rust}` stays, and is now `{}` on the wire.",
                other.value.to_string()
            )),
            None => Effects::major(format!("The variant `{rust}` is gone.")),
        };
        let requests = if of.used.is_sent() { Requests::SomeRefused } else { Requests::Accepted };
        walk.removed(subject(one), &of.used, rust.clone(), effects.requests(requests));
    }
    for one in &values.added {
        let rust = &one.rust;
        let effects = match old.iter().any(|other| other.rust == *rust) {
            true => Effects::minor(format!("The variant `{rust}` has another value on the wire.")),
            false => Effects::minor(format!("The enum, which is open, has a variant `{rust}`.")),
        };
        let limits = value_rule::is_limit(walk.old.spec, enum_name);
        let requests = if limits { Requests::HeldBack } else { Requests::Accepted };
        walk.added(subject(one), &of.used, rust.clone(), effects.requests(requests));
    }
    for (old, new) in &values.kept {
        let EnumValue { value: _, rust, doc } = old;
        let here = Here { subject: subject(old), used: of.used.clone() };
        walk.text(&here, Aspect::RustName, rust, &new.rust, || {
            Effects::major("The variant is called otherwise.")
        });
        walk.text(&here, Aspect::Doc, doc, &new.doc, Effects::documentation);
    }
    walk.order(of, Aspect::ValueOrder, values.moved);
}

//! Record types that are in both specs.

use crate::both::Both;
use crate::change::{Aspect, Subject};
use crate::effects::{Answers, Effects, Requests};
use crate::pair::pair;
use crate::walk::{Here, Walk};
use crate::{field, record_rule, show};
use ecm_spec::model::{Field, Name, Type};

pub(super) fn compare(walk: &mut Walk<'_>, old: &Type, new: &Type) {
    let Type {
        name: Name { wire, rust },
        doc,
        fields,
        rules,
        sent,
        received: _, // makes a reader of it, which a program does not name
    } = old;
    let here = Here { subject: Subject::Type(wire.clone()), used: walk.users_of_type(wire) };
    let both = Both { old, new };
    walk.text(&here, Aspect::RustName, rust, &new.name.rust, || {
        Effects::major("The type is called otherwise, and so is its builder.")
    });
    let (was, is) = (doc.as_deref(), new.doc.as_deref());
    walk.optional_text(&here, Aspect::Doc, was, is, Effects::documentation);
    walk.flag(&here, Aspect::Sent, (*sent, new.sent), || changed_direction(both));
    let fields = pair(fields, &new.fields, |field| &field.name.wire);
    for one in &fields.removed {
        remove_field(walk, &here, both, one);
    }
    for one in &fields.added {
        add_field(walk, &here, both, one);
    }
    for (old, new) in &fields.kept {
        field::compare(walk, &here, both, old, new);
    }
    if fields.moved {
        walk.changed(&here, Aspect::FieldOrder, (None, None), changed_order(both));
    }
    let rules = pair(rules, &new.rules, |rule| rule.id.as_str());
    walk.order(&here, Aspect::RuleOrder, rules.moved);
    record_rule::compare(walk, &here, both, &rules);
}

/// A type that is only received has neither constructor nor builder, and any field may be missing.
fn changed_direction(both: Both<'_>) -> Effects {
    let requires = |ty: &Type| ty.fields.iter().any(|field| field.required.is_some());
    match both.new.sent {
        true if requires(both.old) && requires(both.new) => {
            Effects::major("It is sent now: required fields are no `Option` any more.")
        }
        true => Effects::minor("It is sent now, and has `new` and a builder."),
        false => Effects::major("It is no longer sent: `new` and its builder are gone."),
    }
}

/// The fields that a constructor asks for, in its order.
fn arguments(ty: &Type) -> impl Iterator<Item = &Field> {
    ty.fields.iter().filter(|field| ty.sent && field.required.is_some())
}

fn changed_order(both: Both<'_>) -> Effects {
    let kept = |ty: &Type, other: &Type| -> Vec<String> {
        let is_kept =
            |field: &&Field| arguments(other).any(|argument| argument.name.wire == field.name.wire);
        arguments(ty).filter(is_kept).map(|field| field.name.wire.clone()).collect()
    };
    let (old, new) = (kept(both.old, both.new), kept(both.new, both.old));
    if old == new {
        return Effects::patch("Only the order of fields that no constructor takes is different.");
    }
    Effects::major(format!(
        "`{}::new` takes its arguments in another order: {}.",
        both.new.name.rust,
        new.join(", ")
    ))
    .warn("arguments of the same type change places without an error of the compiler")
}

fn subject(both: Both<'_>, field: &Field) -> Subject {
    Subject::Field { ty: both.wire(), field: field.name.wire.clone() }
}

/// The field of a type that has the same name and type in Rust as a field of the other spec, and is
/// asked for where that one is: to a program it is the same.
fn same_in_rust<'t>(
    walk: &Walk<'_>,
    both: Both<'t>,
    field: &Field,
    is_old: bool,
) -> Option<&'t Field> {
    let (mine, theirs) = match is_old {
        true => (walk.old.spec, walk.new.spec),
        false => (walk.new.spec, walk.old.spec),
    };
    let ty = if is_old { both.new } else { both.old };
    ty.fields.iter().find(|other| {
        other.name.rust == field.name.rust
            && crate::shape::rust(theirs, &other.shape) == crate::shape::rust(mine, &field.shape)
            && (other.required.is_some(), other.secret, other.boxed)
                == (field.required.is_some(), field.secret, field.boxed)
    })
}

fn remove_field(walk: &mut Walk<'_>, here: &Here, both: Both<'_>, field: &Field) {
    let name = &field.name.rust;
    let effects = match same_in_rust(walk, both, field, true) {
        Some(other) => Effects::minor(format!(
            "The field `{name}` stays, and is now `{}` on the wire.",
            other.name.wire
        )),
        None => Effects::major(format!("The field `{name}` is gone, and what sets it.")),
    };
    let requests = if both.is_sent() { Requests::SomeRefused } else { Requests::Accepted };
    let answers = if here.used.is_received() { Answers::Lossy } else { Answers::Read };
    let effects = effects.requests(requests).answers(answers, answers);
    let what = show::field(walk.old.spec, field);
    walk.removed(subject(both, field), &here.used, what, effects);
}

fn add_field(walk: &mut Walk<'_>, here: &Here, both: Both<'_>, field: &Field) {
    let Name { wire, rust } = &field.name;
    let is_argument = both.new.sent && field.required.is_some();
    let effects = if same_in_rust(walk, both, field, false).is_some() {
        Effects::minor(format!("The field `{rust}` was there, and is now `{wire}` on the wire."))
    } else if is_argument {
        Effects::major(format!(
            "`{}::new` takes one more argument, and its builder asks for `{wire}`.",
            both.new.name.rust
        ))
    } else if takes_a_setter(both, field) {
        Effects::major(format!("`.{rust}(..)` now sets another field."))
    } else {
        Effects::minor(format!("The field `{rust}` is new."))
    };
    let is_request = |walk: &Walk<'_>| {
        let spec = walk.new.spec;
        spec.actions.iter().any(|action| spec[action.request].name.wire == both.new.name.wire)
    };
    let requests = match is_argument {
        true if is_request(walk) => Requests::Refused,
        true => Requests::SomeRefused,
        false => Requests::Accepted,
    };
    let what = show::field(walk.new.spec, field);
    walk.added(subject(both, field), &here.used, what, effects.requests(requests));
}

/// A builder has `maybe_` setters for optional fields, unless a field is called like one.
fn takes_a_setter(both: Both<'_>, field: &Field) -> bool {
    let of = field.name.rust.strip_prefix("maybe_");
    both.old.sent
        && both.old.fields.iter().any(|other| {
            of.is_some() && of == other.name.rust.strip_prefix("r#").or(Some(&other.name.rust))
        })
}

//! Comparison of record types that both specs have.

use crate::change::{Aspect, Subject};
use crate::context::{DiffContext, Part};
use crate::impact::{Impact, RequestImpact, ResponseImpact};
use crate::pair::pair;
use crate::type_pair::TypePair;
use crate::{field, record_rule, show};
use ecm_spec::model::{Field, Name, Type};

pub(super) fn compare(cx: &mut DiffContext<'_>, old: &Type, new: &Type) {
    let Type {
        name: Name { wire, rust },
        doc,
        fields,
        rules,
        sent,
        received: _, // makes a reader of it, which a program does not name
    } = old;
    let part = Part { subject: Subject::Type(wire.clone()), usage: cx.users_of_type(wire) };
    let types = TypePair { old, new };
    cx.text(&part, Aspect::RustName, rust, &new.name.rust, || {
        Impact::major("The type and its builder have other names.")
    });
    cx.optional_text(&part, Aspect::Doc, (doc, &new.doc), Impact::documentation);
    cx.flag(&part, Aspect::Sent, (*sent, new.sent), || changed_direction(types));
    let fields = pair(fields, &new.fields, |field| &field.name.wire);
    for one in &fields.removed {
        remove_field(cx, &part, types, one);
    }
    for one in &fields.added {
        add_field(cx, &part, types, one);
    }
    for (old, new) in &fields.kept {
        field::compare(cx, &part, types, old, new);
    }
    if fields.moved {
        cx.changed(&part, Aspect::FieldOrder, (None, None), changed_order(types));
    }
    let rules = pair(rules, &new.rules, |rule| rule.id.as_str());
    cx.order(&part, Aspect::RuleOrder, rules.moved);
    record_rule::compare(cx, &part, types, &rules);
}

/// Judges a changed use in requests. A type that is only received has neither constructor nor
/// builder, and any of its fields may be missing.
fn changed_direction(types: TypePair<'_>) -> Impact {
    let requires = |ty: &Type| ty.fields.iter().any(|field| field.required.is_some());
    match types.new.sent {
        true if requires(types.old) && requires(types.new) => {
            Impact::major("It is sent now: required fields are no `Option` any more.")
        }
        true => Impact::minor("It is sent now, and has `new` and a builder."),
        false => Impact::major("It is no longer sent: `new` and its builder are gone."),
    }
}

/// Iterates over the fields that a constructor takes, in its order.
fn arguments(ty: &Type) -> impl Iterator<Item = &Field> {
    ty.fields.iter().filter(|field| ty.sent && field.required.is_some())
}

fn changed_order(types: TypePair<'_>) -> Impact {
    let kept = |ty: &Type, other: &Type| -> Vec<String> {
        let is_kept =
            |field: &&Field| arguments(other).any(|argument| argument.name.wire == field.name.wire);
        arguments(ty).filter(is_kept).map(|field| field.name.wire.clone()).collect()
    };
    let (old, new) = (kept(types.old, types.new), kept(types.new, types.old));
    if old == new {
        return Impact::patch("Only the order of fields that no constructor takes is different.");
    }
    Impact::major(format!(
        "`{}::new` takes its arguments in another order: {}.",
        types.new.name.rust,
        new.join(", ")
    ))
    .warn("arguments of the same type change places without an error of the compiler")
}

fn subject(types: TypePair<'_>, field: &Field) -> Subject {
    Subject::Field { ty: types.wire(), field: field.name.wire.clone() }
}

/// Finds a field that a program cannot distinguish from a field of the other spec. It has the same
/// name and type in Rust, and is required if that one is.
fn same_in_rust<'t>(
    cx: &DiffContext<'_>,
    types: TypePair<'t>,
    field: &Field,
    is_old: bool,
) -> Option<&'t Field> {
    let (mine, theirs) = match is_old {
        true => (cx.old.spec, cx.new.spec),
        false => (cx.new.spec, cx.old.spec),
    };
    let ty = if is_old { types.new } else { types.old };
    ty.fields.iter().find(|other| {
        other.name.rust == field.name.rust
            && crate::shape::rust(theirs, &other.shape) == crate::shape::rust(mine, &field.shape)
            && (other.required.is_some(), other.secret, other.boxed)
                == (field.required.is_some(), field.secret, field.boxed)
    })
}

fn remove_field(cx: &mut DiffContext<'_>, part: &Part, types: TypePair<'_>, field: &Field) {
    let name = &field.name.rust;
    let impact = match same_in_rust(cx, types, field, true) {
        Some(other) => Impact::minor(format!(
            "The field `{name}` stays, and is now `{}` on the wire.",
            other.name.wire
        )),
        None => Impact::major(format!("The field `{name}` and its setters are gone.")),
    };
    let requests =
        if types.is_sent() { RequestImpact::SomeRefused } else { RequestImpact::Accepted };
    let responses =
        if part.usage.is_received() { ResponseImpact::Lossy } else { ResponseImpact::Read };
    let impact = impact.requests(requests).responses(responses, responses);
    let what = show::field(cx.old.spec, field);
    cx.removed(subject(types, field), &part.usage, what, impact);
}

fn add_field(cx: &mut DiffContext<'_>, part: &Part, types: TypePair<'_>, field: &Field) {
    let Name { wire, rust } = &field.name;
    let is_argument = types.new.sent && field.required.is_some();
    let impact = if same_in_rust(cx, types, field, false).is_some() {
        Impact::minor(format!("The field `{rust}` was there, and is now `{wire}` on the wire."))
    } else if is_argument {
        Impact::major(format!(
            "`{}::new` takes one more argument, and its builder asks for `{wire}`.",
            types.new.name.rust
        ))
    } else if takes_a_setter(types, field) {
        Impact::major(format!("`.{rust}(..)` now sets another field."))
    } else {
        Impact::minor(format!("The field `{rust}` is new."))
    };
    let is_request = |cx: &DiffContext<'_>| {
        let spec = cx.new.spec;
        spec.actions.iter().any(|action| spec[action.request].name.wire == types.new.name.wire)
    };
    let requests = match is_argument {
        true if is_request(cx) => RequestImpact::Refused,
        true => RequestImpact::SomeRefused,
        false => RequestImpact::Accepted,
    };
    let what = show::field(cx.new.spec, field);
    cx.added(subject(types, field), &part.usage, what, impact.requests(requests));
}

/// Tells whether a field takes the name of a builder's `maybe_` setter for an optional field.
fn takes_a_setter(types: TypePair<'_>, field: &Field) -> bool {
    let of = field.name.rust.strip_prefix("maybe_");
    types.old.sent
        && types.old.fields.iter().any(|other| {
            of.is_some() && of == other.name.rust.strip_prefix("r#").or(Some(&other.name.rust))
        })
}

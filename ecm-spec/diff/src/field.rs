//! Comparison of fields that both specs have.

use crate::change::{Aspect, Subject};
use crate::context::{DiffContext, Part, deprecation};
use crate::impact::{Impact, RequestImpact, ResponseImpact};
use crate::pair::pair;
use crate::shape::{self, ShapeOf};
use crate::type_pair::TypePair;
use crate::{show, value_rule};
use ecm_spec::model::{Field, Name};

pub(super) fn compare(
    cx: &mut DiffContext<'_>,
    of_type: &Part,
    types: TypePair<'_>,
    old: &Field,
    new: &Field,
) {
    let Field {
        name: Name { wire, rust },
        shape,
        required,
        nullable,
        always_returned,
        secret,
        boxed,
        deprecated,
        doc,
        unit,
        rules,
        generated_id,
    } = old;
    let subject = Subject::Field { ty: types.wire(), field: wire.clone() };
    let part = Part { subject, usage: of_type.usage.clone() };
    cx.text(&part, Aspect::RustName, rust, &new.name.rust, || {
        Impact::major("The field and its setters have other names.")
    });
    let old_type = ShapeOf { spec: cx.old.spec, shape };
    let new_type = ShapeOf { spec: cx.new.spec, shape: &new.shape };
    compare_type(cx, &part, old_type, new_type);
    compare_required(cx, &part, types, (required, new));
    cx.flag(&part, Aspect::Nullable, (*nullable, new.nullable), Impact::documentation);
    let always = (*always_returned, new.always_returned);
    cx.flag(&part, Aspect::AlwaysReturned, always, Impact::documentation);
    cx.flag(&part, Aspect::Secret, (*secret, new.secret), || match new.secret {
        true => Impact::major("The text is a `Secret`, which hides its value."),
        false => Impact::major("The text is a `String`, which shows its value.")
            .warn("a value that was never shown may now be seen in logs"),
    });
    // If the type differs, its boxing needs no change of its own.
    if old_type.is(new_type) {
        cx.flag(&part, Aspect::Boxed, (*boxed, new.boxed), || match new.boxed {
            true => Impact::major("The value is boxed, as its type now contains itself."),
            false => Impact::major("The value is no longer boxed."),
        });
    }
    let (was, is) = (deprecated, &new.deprecated);
    cx.optional_text(&part, Aspect::Deprecated, (was, is), || deprecation(was, is));
    cx.optional_text(&part, Aspect::Doc, (doc, &new.doc), Impact::documentation);
    cx.optional_text(&part, Aspect::Unit, (unit, &new.unit), Impact::documentation);
    if *generated_id != new.generated_id {
        let shown = (
            generated_id.as_ref().map(show::generated_id),
            new.generated_id.as_ref().map(show::generated_id),
        );
        cx.changed(&part, Aspect::GeneratedId, shown, Impact::data());
    }
    let rules = pair(rules, &new.rules, |rule| rule.id.as_str());
    cx.order(&part, Aspect::RuleOrder, rules.moved);
    value_rule::compare(cx, &part, types, (old, new), &rules);
}

fn compare_type(cx: &mut DiffContext<'_>, part: &Part, old: ShapeOf<'_>, new: ShapeOf<'_>) {
    if old.is(new) {
        return;
    }
    let mut impact = shape::changed(old, new);
    // A request that nobody sends cannot be refused, and a response that nobody receives is not
    // read.
    if !part.usage.is_sent() {
        impact = impact.requests(RequestImpact::Accepted);
    }
    if !part.usage.is_received() {
        impact = impact.responses(ResponseImpact::Read, ResponseImpact::Read);
    }
    let shown = [old, new].map(|typed| Some(typed.shape.expression(typed.spec)));
    cx.changed(part, Aspect::Type, shown.into(), impact);
}

fn compare_required(
    cx: &mut DiffContext<'_>,
    part: &Part,
    types: TypePair<'_>,
    (old, new): (&Option<String>, &Field),
) {
    let is = &new.required;
    if old.is_some() == is.is_some() {
        cx.optional_text(part, Aspect::RequiredRule, (old, is), Impact::documentation);
        return;
    }
    let word = |required: bool| if required { "required" } else { "optional" }.to_owned();
    let shown = (Some(word(old.is_some())), Some(word(is.is_some())));
    let (constructor, wire) = (&types.new.name.rust, &new.name.wire);
    let impact = match is.is_some() {
        _ if !types.is_sent() => Impact::data(),
        true => Impact::major(format!(
            "`{constructor}::new` takes one more argument, its builder asks for `{wire}`, \
             and the field is no `Option` any more."
        ))
        .requests(RequestImpact::SomeRefused),
        false => Impact::major(format!(
            "`{constructor}::new` takes one argument less, and the field is an `Option`."
        ))
        .requests(RequestImpact::HeldBack),
    };
    cx.changed(part, Aspect::Required, shown, impact);
}

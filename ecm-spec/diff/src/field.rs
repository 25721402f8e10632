//! Fields that are in both specs.

use crate::both::Both;
use crate::change::{Aspect, Subject};
use crate::effects::{Answers, Effects, Requests};
use crate::pair::pair;
use crate::shape::{self, Typed};
use crate::walk::{Here, Walk, deprecation};
use crate::{show, value_rule};
use ecm_spec::model::{Field, Name};

pub(super) fn compare(
    walk: &mut Walk<'_>,
    of_type: &Here,
    both: Both<'_>,
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
    let subject = Subject::Field { ty: both.wire(), field: wire.clone() };
    let here = Here { subject, used: of_type.used.clone() };
    walk.text(&here, Aspect::RustName, rust, &new.name.rust, || {
        Effects::major("The field and what sets it are called otherwise.")
    });
    let old_type = Typed { spec: walk.old.spec, shape };
    let new_type = Typed { spec: walk.new.spec, shape: &new.shape };
    compare_type(walk, &here, old_type, new_type);
    compare_required(walk, &here, both, (required.as_deref(), new));
    walk.flag(&here, Aspect::Nullable, (*nullable, new.nullable), Effects::documentation);
    let always = (*always_returned, new.always_returned);
    walk.flag(&here, Aspect::AlwaysReturned, always, Effects::documentation);
    walk.flag(&here, Aspect::Secret, (*secret, new.secret), || match new.secret {
        true => Effects::major("The text is a `Secret`, which does not show what it holds."),
        false => Effects::major("The text is a `String`, which shows what it holds.")
            .warn("a value that was never shown may now be seen in logs"),
    });
    // Of another type, it need not be said whether that is boxed.
    if old_type.is(new_type) {
        walk.flag(&here, Aspect::Boxed, (*boxed, new.boxed), || match new.boxed {
            true => Effects::major("The value is boxed, as its type now contains itself."),
            false => Effects::major("The value is no longer boxed."),
        });
    }
    let (was, is) = (deprecated.as_deref(), new.deprecated.as_deref());
    walk.optional_text(&here, Aspect::Deprecated, was, is, || deprecation(was, is));
    let (was, is) = (doc.as_deref(), new.doc.as_deref());
    walk.optional_text(&here, Aspect::Doc, was, is, Effects::documentation);
    let (was, is) = (unit.as_deref(), new.unit.as_deref());
    walk.optional_text(&here, Aspect::Unit, was, is, Effects::documentation);
    if *generated_id != new.generated_id {
        let shown = (
            generated_id.as_ref().map(show::generated_id),
            new.generated_id.as_ref().map(show::generated_id),
        );
        walk.changed(&here, Aspect::GeneratedId, shown, Effects::data());
    }
    let rules = pair(rules, &new.rules, |rule| rule.id.as_str());
    walk.order(&here, Aspect::RuleOrder, rules.moved);
    value_rule::compare(walk, &here, both, (old, new), &rules);
}

fn compare_type(walk: &mut Walk<'_>, here: &Here, old: Typed<'_>, new: Typed<'_>) {
    if old.is(new) {
        return;
    }
    let mut effects = shape::changed(old, new);
    // What nobody sends cannot be refused, and what nobody receives need not be read.
    if !here.used.is_sent() {
        effects = effects.requests(Requests::Accepted);
    }
    if !here.used.is_received() {
        effects = effects.answers(Answers::Read, Answers::Read);
    }
    let shown = [old, new].map(|typed| Some(shape::expression(typed.spec, typed.shape)));
    walk.changed(here, Aspect::Type, shown.into(), effects);
}

fn compare_required(
    walk: &mut Walk<'_>,
    here: &Here,
    both: Both<'_>,
    (old, new): (Option<&str>, &Field),
) {
    let is = new.required.as_deref();
    if old.is_some() == is.is_some() {
        walk.optional_text(here, Aspect::RequiredRule, old, is, Effects::documentation);
        return;
    }
    let word = |required: bool| if required { "required" } else { "optional" }.to_owned();
    let shown = (Some(word(old.is_some())), Some(word(is.is_some())));
    let (constructor, wire) = (&both.new.name.rust, &new.name.wire);
    let effects = match is.is_some() {
        _ if !both.is_sent() => Effects::data(),
        true => Effects::major(format!(
            "`{constructor}::new` takes one more argument, its builder asks for `{wire}`, \
             and the field is no `Option` any more."
        ))
        .requests(Requests::SomeRefused),
        false => Effects::major(format!(
            "`{constructor}::new` takes one argument less, and the field is an `Option`."
        ))
        .requests(Requests::HeldBack),
    };
    walk.changed(here, Aspect::Required, shown, effects);
}

//! The spec as a whole.

use super::pair::pair;
use super::reach::Used;
use super::walk::{Here, Walk};
use super::{Aspect, Effects, Requests, Subject, action, error_code, record, vocabulary};
use crate::model::Spec;

pub(super) fn compare(walk: &mut Walk<'_>) {
    let new = walk.new.spec;
    let Spec { service, version, revision, host, doc, actions, types, vocabularies, errors } =
        walk.old.spec;
    let here = Here { subject: Subject::Spec, used: Used::default() };
    walk.text(&here, Aspect::Service, service, &new.service, || {
        Effects::major("No signature changes, but every call is signed for another service.")
            .requests(Requests::Refused)
    });
    walk.text(&here, Aspect::Version, version, &new.version, || {
        Effects::major("No signature changes, but every call goes to another version of the API.")
            .requests(Requests::SomeRefused)
    });
    walk.text(&here, Aspect::Revision, revision, &new.revision, || {
        Effects::patch("Violations name another revision.")
    });
    walk.text(&here, Aspect::Host, host, &new.host, || {
        Effects::minor("No signature changes, but every call goes to another host.")
    });
    walk.text(&here, Aspect::Doc, doc, &new.doc, Effects::documentation);

    let actions = pair(actions, &new.actions, |action| &action.name.wire);
    walk.order(&here, Aspect::ActionOrder, actions.moved);
    action::compare(walk, &actions);

    // Types and vocabularies that come and go do so with what uses them: see `along`.
    let types = pair(types, &new.types, |ty| &ty.name.wire);
    walk.order(&here, Aspect::TypeOrder, types.moved);
    for (old, new) in types.kept {
        record::compare(walk, old, new);
    }
    let vocabularies = pair(vocabularies, &new.vocabularies, |vocabulary| &vocabulary.name.wire);
    walk.order(&here, Aspect::VocabularyOrder, vocabularies.moved);
    for (old, new) in vocabularies.kept {
        vocabulary::compare(walk, old, new);
    }

    let errors = pair(errors, &new.errors, |code| &code.name.wire);
    walk.order(&here, Aspect::ErrorOrder, errors.moved);
    error_code::compare(walk, &errors);
}

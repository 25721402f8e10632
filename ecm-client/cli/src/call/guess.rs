//! Actions whose effect is a guess.

use ecm_client::dynamic::Api;
use ecm_spec::Spec;
use ecm_spec::model::Effect;

use crate::verdict::{CallFailure, Failure};

/// Makes every action create whose effect nobody has confirmed, so that it is never sent twice.
///
/// The import marks no action as guessed whose name is that of a plain read.
pub(super) fn take_for_creating(spec: &mut Spec) {
    for action in spec.actions.iter_mut().filter(|action| action.effect_guessed) {
        action.effect = Effect::Create;
    }
}

/// Says of an unknown outcome that the effect of the action is a guess, if it is one.
pub(super) fn say(api: &Api, action: &str, failure: Failure) -> Failure {
    let is_guess = api.spec().action(action).is_some_and(|action| action.effect_guessed);
    match failure {
        Failure::Call { kind: CallFailure::Unknown, message } if is_guess => Failure::Call {
            kind: CallFailure::Unknown,
            message: format!(
                "{message}\nthe effect of {action} is a guess from its name: it is taken for an action that \
                 creates, and so it was not sent again. If it only reads, or may be repeated, set its \
                 `effect` in the spec and remove `effect_guessed`"
            ),
        },
        other => other,
    }
}

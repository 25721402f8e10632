//! Error codes.

use crate::change::{Aspect, Subject};
use crate::effects::Effects;
use crate::pair::Pairs;
use crate::reach::Used;
use crate::show;
use crate::walk::{Here, Walk};
use ecm_spec::model::{ErrorCode, Name, RetryAdvice, Spec};

pub(super) fn compare(walk: &mut Walk<'_>, codes: &Pairs<'_, ErrorCode>) {
    for code in &codes.removed {
        let effects = match code.common {
            true => Effects::major(format!(
                "The enum of common codes has no variant `{}`.",
                code.name.rust
            )),
            false => Effects::data(),
        };
        let subject = Subject::Error(code.name.wire.clone());
        walk.removed(subject, &every_action(walk.old.spec, code), show::retry(code.retry), effects);
    }
    for code in &codes.added {
        let effects = match code.common {
            true => Effects::minor(format!(
                "The enum of common codes, which is open, has the new variant `{}`.",
                code.name.rust
            )),
            false => Effects::data(),
        };
        let subject = Subject::Error(code.name.wire.clone());
        walk.added(subject, &every_action(walk.new.spec, code), show::retry(code.retry), effects);
    }
    for (old, new) in &codes.kept {
        code(walk, old, new);
    }
}

/// A common code is one of every action.
fn every_action(spec: &Spec, code: &ErrorCode) -> Used {
    let mut used = Used::default();
    if code.common {
        used.received.extend(spec.actions.iter().map(|action| action.name.wire.clone()));
    }
    used
}

fn code(walk: &mut Walk<'_>, old: &ErrorCode, new: &ErrorCode) {
    let ErrorCode { name: Name { wire, rust }, doc, retry, common } = old;
    let used = [
        walk.old.reach.error(wire),
        walk.new.reach.error(wire),
        every_action(walk.old.spec, old),
        every_action(walk.new.spec, new),
    ];
    let used = used.into_iter().fold(Used::default(), Used::and);
    let here = Here { subject: Subject::Error(wire.clone()), used };
    let is_variant = here.used.is_received();
    walk.text(&here, Aspect::RustName, rust, &new.name.rust, || match is_variant {
        true => Effects::major("Its variants are called otherwise."),
        false => Effects::data(),
    });
    let (was, is) = (doc.as_deref(), new.doc.as_deref());
    walk.optional_text(&here, Aspect::Doc, was, is, Effects::documentation);
    if *retry != new.retry {
        let shown = (Some(show::retry(*retry)), Some(show::retry(new.retry)));
        walk.changed(&here, Aspect::RetryAdvice, shown, changed_retry(*retry, new.retry));
    }
    walk.flag(&here, Aspect::Common, (*common, new.common), || match new.common {
        true => Effects::minor("The enum of common codes, which is open, has it as a variant."),
        false => Effects::major("The enum of common codes no longer has it as a variant."),
    });
}

/// Some classes say that the request was not run, so that even what creates is sent again.
fn changed_retry(old: RetryAdvice, new: RetryAdvice) -> Effects {
    let resends = |retry: RetryAdvice| match retry {
        RetryAdvice::Never | RetryAdvice::IfIdempotent => false,
        RetryAdvice::AfterBackoff
        | RetryAdvice::AfterClockCorrection
        | RetryAdvice::AfterCredentialRefresh => true,
    };
    let effects = Effects::minor("No signature changes; another answer to it is advised.");
    match !resends(old) && resends(new) {
        true => effects.warn("after it, even a request that creates may now be sent again"),
        false => effects,
    }
}

//! Comparison of error codes.

use crate::change::{Aspect, Subject};
use crate::context::{DiffContext, Part};
use crate::impact::Impact;
use crate::pair::Pairs;
use crate::show;
use crate::usage::Usage;
use ecm_spec::model::{ErrorCode, Name, RetryAdvice, Spec};

pub(super) fn compare(cx: &mut DiffContext<'_>, codes: &Pairs<'_, ErrorCode>) {
    let subject = |code: &ErrorCode| Subject::Error(code.name.wire.clone());
    let of_common = |code: &ErrorCode, impact| if code.common { impact } else { Impact::data() };
    for code in &codes.removed {
        let rust = &code.name.rust;
        let impact = Impact::major(format!("The enum of common codes has no variant `{rust}`."));
        let (usage, impact) = (every_action(cx.old.spec, code), of_common(code, impact));
        cx.removed(subject(code), &usage, show::retry(code), impact);
    }
    for code in &codes.added {
        let impact = Impact::minor(format!(
            "The enum of common codes, which is open, has the new variant `{}`.",
            code.name.rust
        ));
        let (usage, impact) = (every_action(cx.new.spec, code), of_common(code, impact));
        cx.added(subject(code), &usage, show::retry(code), impact);
    }
    for (old, new) in &codes.kept {
        code(cx, old, new);
    }
}

/// Returns the use of a common code by every action.
fn every_action(spec: &Spec, code: &ErrorCode) -> Usage {
    let mut usage = Usage::default();
    if code.common {
        usage.received.extend(spec.actions.iter().map(|action| action.name.wire.clone()));
    }
    usage
}

fn code(cx: &mut DiffContext<'_>, old: &ErrorCode, new: &ErrorCode) {
    // `show` says whether there is advice.
    let ErrorCode { name: Name { wire, rust }, doc, retry, has_advice: _, common } = old;
    let usage = [
        cx.old.usage.error(wire),
        cx.new.usage.error(wire),
        every_action(cx.old.spec, old),
        every_action(cx.new.spec, new),
    ];
    let usage = usage.into_iter().fold(Usage::default(), Usage::merge);
    let part = Part { subject: Subject::Error(wire.clone()), usage };
    let is_variant = part.usage.is_received();
    cx.text(&part, Aspect::RustName, rust, &new.name.rust, || match is_variant {
        true => Impact::major("Its variants have other names."),
        false => Impact::data(),
    });
    cx.optional_text(&part, Aspect::Doc, (doc, &new.doc), Impact::documentation);
    let (was, is) = (show::retry(old), show::retry(new));
    cx.text(&part, Aspect::RetryAdvice, &was, &is, || changed_retry(*retry, new.retry));
    cx.flag(&part, Aspect::Common, (*common, new.common), || match new.common {
        true => Impact::minor("The enum of common codes, which is open, has it as a variant."),
        false => Impact::major("The enum of common codes no longer has it as a variant."),
    });
}

/// Judges changed advice: after some, which says that nothing was run, even a create is resent.
fn changed_retry(old: RetryAdvice, new: RetryAdvice) -> Impact {
    let resends = |retry: RetryAdvice| match retry {
        RetryAdvice::Never | RetryAdvice::IfIdempotent => false,
        RetryAdvice::AfterBackoff
        | RetryAdvice::AfterClockCorrection
        | RetryAdvice::AfterCredentialRefresh => true,
    };
    let impact = Impact::minor("No signature changes; the advice on sending again does.");
    match !resends(old) && resends(new) {
        true => impact.warn("after it, even a request that creates may now be sent again"),
        false => impact,
    }
}

//! What rules on values and rules between fields have in common.

use crate::change::Aspect;
use crate::context::{DiffContext, Part};
use crate::impact::{Impact, RequestImpact, SemverLevel};
use crate::show;
use crate::strict::Strictness;
use ecm_spec::model::{Rule, Severity};

/// What it means that rules ask for more or less, in a type that is or is not sent.
pub(super) fn impact_of(strictness: Strictness, severity: Severity, sent: bool) -> Impact {
    let (level, rust, requests) = match (strictness, severity) {
        // Rules are only ever looked at in what is sent.
        _ if !sent => return Impact::data(),
        (Strictness::Same, _) => return Impact::patch("What is accepted stays the same."),
        (Strictness::Tighter | Strictness::Other, Severity::Error) => (
            SemverLevel::Major,
            "A request that was sent may be refused before it is sent.",
            RequestImpact::SomeRefused,
        ),
        (Strictness::Looser, Severity::Error) => {
            (SemverLevel::Minor, "A request that was held back is sent.", RequestImpact::HeldBack)
        }
        (Strictness::Tighter | Strictness::Other, Severity::Warn) => {
            (SemverLevel::Minor, "A request may come with more warnings.", RequestImpact::Accepted)
        }
        (Strictness::Looser, Severity::Warn) => {
            (SemverLevel::Patch, "A request may come with fewer warnings.", RequestImpact::Accepted)
        }
    };
    Impact::new(level, rust).requests(requests)
}

/// The parts of a rule that is in both specs, but for what it asks for, which is given back.
pub(super) fn compare<'r, C>(
    cx: &mut DiffContext<'_>,
    part: &Part,
    old: &'r Rule<C>,
    new: &'r Rule<C>,
    sent: bool,
) -> (&'r C, &'r C) {
    let Rule { id: _, severity, server_error, doc, check } = old;
    if *severity != new.severity {
        let shown = (Some(show::severity(*severity)), Some(show::severity(new.severity)));
        let strictness = match new.severity {
            Severity::Error => Strictness::Tighter,
            Severity::Warn => Strictness::Looser,
        };
        cx.changed(part, Aspect::Severity, shown, impact_of(strictness, Severity::Error, sent));
    }
    let (was, is) = (server_error.as_deref(), new.server_error.as_deref());
    cx.optional_text(part, Aspect::ServerError, was, is, Impact::data);
    let (was, is) = (doc.as_deref(), new.doc.as_deref());
    cx.optional_text(part, Aspect::Doc, was, is, Impact::documentation);
    (check, &new.check)
}

/// The severity by which a changed check is judged: it was or is in the way.
pub(super) fn stronger<C>(old: &Rule<C>, new: &Rule<C>) -> Severity {
    match (old.severity, new.severity) {
        (Severity::Warn, Severity::Warn) => Severity::Warn,
        _ => Severity::Error,
    }
}

/// What a new rule asks for beyond the rules that were there: nothing, where one of them asked for
/// as much.
pub(super) fn strictness_beyond<C>(
    old: &[Rule<C>],
    new: &Rule<C>,
    compare: impl Fn(&C, &C) -> Strictness,
) -> Strictness {
    let covers = |old: &Rule<C>| {
        (old.severity == Severity::Error || new.severity == Severity::Warn)
            && !compare(&old.check, &new.check).refuses_more()
    };
    if old.iter().any(covers) { Strictness::Same } else { Strictness::Tighter }
}

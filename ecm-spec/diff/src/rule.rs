//! Comparison of the keys that all rules share.

use crate::change::Aspect;
use crate::context::{DiffContext, Part};
use crate::impact::{Impact, RequestImpact, SemverLevel};
use crate::show;
use crate::strict::Strictness;
use ecm_spec::model::{Rule, Severity};

/// Judges rules that require more or less, in a type that is sent or is not.
pub(super) fn impact_of(strictness: Strictness, severity: Severity, sent: bool) -> Impact {
    let (level, rust, requests) = match (strictness, severity) {
        // Only sent types are validated.
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

/// Compares a rule of both specs except for its check, and returns both checks.
pub(super) fn compare<'r, C>(
    cx: &mut DiffContext<'_>,
    part: &Part,
    old: &'r Rule<C>,
    new: &'r Rule<C>,
    sent: bool,
) -> (&'r C, &'r C) {
    let Rule { id: _, severity, server_error, doc, check } = old;
    let (was, is) = (show::severity(*severity), show::severity(new.severity));
    cx.text(part, Aspect::Severity, &was, &is, || {
        let strictness = match new.severity {
            Severity::Error => Strictness::Tighter,
            Severity::Warn => Strictness::Looser,
        };
        impact_of(strictness, Severity::Error, sent)
    });
    cx.optional_text(part, Aspect::ServerError, (server_error, &new.server_error), Impact::data);
    cx.optional_text(part, Aspect::Doc, (doc, &new.doc), Impact::documentation);
    (check, &new.check)
}

/// Returns the severity by which a changed check is judged: `error` if either has it.
pub(super) fn stronger<C>(old: &Rule<C>, new: &Rule<C>) -> Severity {
    match (old.severity, new.severity) {
        (Severity::Warn, Severity::Warn) => Severity::Warn,
        _ => Severity::Error,
    }
}

/// Compares a new rule with all old ones: `Same` if one of them requires as much.
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

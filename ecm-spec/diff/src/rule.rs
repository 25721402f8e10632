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

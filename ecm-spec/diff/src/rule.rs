//! What rules on values and rules between fields have in common.

use crate::change::Aspect;
use crate::effects::{Effects, Level, Requests};
use crate::show;
use crate::strict::Strictness;
use crate::walk::{Here, Walk};
use ecm_spec::model::{Rule, Severity};

/// What it means that rules ask for more or less, in a type that is or is not sent.
pub(super) fn asks(strictness: Strictness, severity: Severity, sent: bool) -> Effects {
    let (level, rust, requests) = match (strictness, severity) {
        // Rules are only ever looked at in what is sent.
        _ if !sent => return Effects::data(),
        (Strictness::Same, _) => return Effects::patch("What is accepted stays the same."),
        (Strictness::Tighter | Strictness::Other, Severity::Error) => (
            Level::Major,
            "A request that was sent may be refused before it is sent.",
            Requests::SomeRefused,
        ),
        (Strictness::Looser, Severity::Error) => {
            (Level::Minor, "A request that was held back is sent.", Requests::HeldBack)
        }
        (Strictness::Tighter | Strictness::Other, Severity::Warn) => {
            (Level::Minor, "A request may come with more warnings.", Requests::Accepted)
        }
        (Strictness::Looser, Severity::Warn) => {
            (Level::Patch, "A request may come with fewer warnings.", Requests::Accepted)
        }
    };
    Effects::new(level, rust).requests(requests)
}

/// The parts of a rule that is in both specs, but for what it asks for, which is given back.
pub(super) fn compare<'r, C>(
    walk: &mut Walk<'_>,
    here: &Here,
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
        walk.changed(here, Aspect::Severity, shown, asks(strictness, Severity::Error, sent));
    }
    let (was, is) = (server_error.as_deref(), new.server_error.as_deref());
    walk.optional_text(here, Aspect::ServerError, was, is, Effects::data);
    let (was, is) = (doc.as_deref(), new.doc.as_deref());
    walk.optional_text(here, Aspect::Doc, was, is, Effects::documentation);
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
pub(super) fn beyond<C>(
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

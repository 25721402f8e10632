//! The two specs, and the changes found so far.

use crate::change::{Aspect, Change, Kind, Subject};
use crate::effects::Effects;
use crate::reach::{Reach, Used};
use ecm_spec::model::Spec;

/// One of the two specs.
pub(super) struct Side<'s> {
    pub(super) spec: &'s Spec,
    pub(super) reach: Reach<'s>,
}

impl<'s> Side<'s> {
    fn new(spec: &'s Spec) -> Self {
        Self { spec, reach: Reach::new(spec) }
    }
}

/// A walk over both specs at once.
pub(super) struct Walk<'s> {
    pub(super) old: Side<'s>,
    pub(super) new: Side<'s>,
    changes: Vec<Change>,
}

/// A part of both specs, and who uses it.
pub(super) struct Here {
    pub(super) subject: Subject,
    pub(super) used: Used,
}

impl<'s> Walk<'s> {
    pub(super) fn new(old: &'s Spec, new: &'s Spec) -> Self {
        Self { old: Side::new(old), new: Side::new(new), changes: Vec::new() }
    }

    pub(super) fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Who uses a type, in either spec.
    pub(super) fn users_of_type(&self, wire: &str) -> Used {
        self.old.reach.ty(wire).and(self.new.reach.ty(wire))
    }

    pub(super) fn added(&mut self, subject: Subject, used: &Used, what: String, effects: Effects) {
        self.push(subject, Kind::Added, used, None, Some(what), effects);
    }

    pub(super) fn removed(
        &mut self,
        subject: Subject,
        used: &Used,
        what: String,
        effects: Effects,
    ) {
        self.push(subject, Kind::Removed, used, Some(what), None, effects);
    }

    /// A part that is in both, with what there is to show of it on either side.
    pub(super) fn changed(
        &mut self,
        here: &Here,
        aspect: Aspect,
        shown: (Option<String>, Option<String>),
        effects: Effects,
    ) {
        let Here { subject, used } = here;
        self.push(subject.clone(), Kind::Changed(aspect), used, shown.0, shown.1, effects);
    }

    /// A text that may have changed.
    pub(super) fn text(
        &mut self,
        here: &Here,
        aspect: Aspect,
        old: &str,
        new: &str,
        effects: impl FnOnce() -> Effects,
    ) {
        if old != new {
            let shown = (Some(old.to_owned()), Some(new.to_owned()));
            self.changed(here, aspect, shown, effects());
        }
    }

    /// A text that may have come, gone or changed.
    pub(super) fn optional_text(
        &mut self,
        here: &Here,
        aspect: Aspect,
        old: Option<&str>,
        new: Option<&str>,
        effects: impl FnOnce() -> Effects,
    ) {
        if old != new {
            let shown = (old.map(str::to_owned), new.map(str::to_owned));
            self.changed(here, aspect, shown, effects());
        }
    }

    /// A yes or no that may have changed.
    pub(super) fn flag(
        &mut self,
        here: &Here,
        aspect: Aspect,
        (old, new): (bool, bool),
        effects: impl FnOnce() -> Effects,
    ) {
        if old != new {
            let shown = (Some(old.to_string()), Some(new.to_string()));
            self.changed(here, aspect, shown, effects());
        }
    }

    /// What stands in another order where order says nothing to anyone.
    pub(super) fn order(&mut self, here: &Here, aspect: Aspect, moved: bool) {
        if moved {
            let effects = Effects::patch("Only the order of what is generated is different.");
            self.changed(here, aspect, (None, None), effects);
        }
    }

    fn push(
        &mut self,
        subject: Subject,
        kind: Kind,
        used: &Used,
        before: Option<String>,
        after: Option<String>,
        effects: Effects,
    ) {
        let along = Vec::new();
        let actions = used.actions();
        self.changes.push(Change { subject, kind, before, after, actions, along, effects });
    }
}

/// What it means that something is discouraged, no longer, or for another reason.
pub(super) fn deprecation(old: Option<&str>, new: Option<&str>) -> Effects {
    match (old, new) {
        (None, Some(_)) => Effects::minor("The compiler warns wherever it is used."),
        (Some(_), None) => Effects::patch("The compiler no longer warns where it is used."),
        _ => Effects::documentation(),
    }
}

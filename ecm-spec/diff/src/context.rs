//! Context of a comparison: the two specs and the changes found so far.

use crate::change::{Aspect, Change, ChangeKind, Subject};
use crate::impact::Impact;
use crate::usage::{Usage, UsageIndex};
use ecm_spec::model::Spec;

/// A spec, with an index of the actions that use each part.
pub(super) struct SpecIndex<'s> {
    pub(super) spec: &'s Spec,
    pub(super) usage: UsageIndex<'s>,
}

impl<'s> SpecIndex<'s> {
    fn new(spec: &'s Spec) -> Self {
        Self { spec, usage: UsageIndex::new(spec) }
    }
}

pub(super) struct DiffContext<'s> {
    pub(super) old: SpecIndex<'s>,
    pub(super) new: SpecIndex<'s>,
    changes: Vec<Change>,
}

/// Part of both specs, with the actions that use it.
pub(super) struct Part {
    pub(super) subject: Subject,
    pub(super) usage: Usage,
}

impl<'s> DiffContext<'s> {
    pub(super) fn new(old: &'s Spec, new: &'s Spec) -> Self {
        Self { old: SpecIndex::new(old), new: SpecIndex::new(new), changes: Vec::new() }
    }

    pub(super) fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    pub(super) fn users_of_type(&self, wire: &str) -> Usage {
        self.old.usage.ty(wire).merge(self.new.usage.ty(wire))
    }

    pub(super) fn added(&mut self, subject: Subject, usage: &Usage, what: String, impact: Impact) {
        self.push(subject, ChangeKind::Added, usage, None, Some(what), impact);
    }

    pub(super) fn removed(
        &mut self,
        subject: Subject,
        usage: &Usage,
        what: String,
        impact: Impact,
    ) {
        self.push(subject, ChangeKind::Removed, usage, Some(what), None, impact);
    }

    /// Adds a change of a part that both specs have, with the content shown for each.
    pub(super) fn changed(
        &mut self,
        part: &Part,
        aspect: Aspect,
        shown: (Option<String>, Option<String>),
        impact: Impact,
    ) {
        let Part { subject, usage } = part;
        self.push(subject.clone(), ChangeKind::Changed(aspect), usage, shown.0, shown.1, impact);
    }

    /// Adds a change if a text differs.
    pub(super) fn text(
        &mut self,
        part: &Part,
        aspect: Aspect,
        old: &str,
        new: &str,
        impact: impl FnOnce() -> Impact,
    ) {
        if old != new {
            let shown = (Some(old.to_owned()), Some(new.to_owned()));
            self.changed(part, aspect, shown, impact());
        }
    }

    pub(super) fn optional_text(
        &mut self,
        part: &Part,
        aspect: Aspect,
        (old, new): (&Option<String>, &Option<String>),
        impact: impl FnOnce() -> Impact,
    ) {
        if old != new {
            self.changed(part, aspect, (old.clone(), new.clone()), impact());
        }
    }

    pub(super) fn flag(
        &mut self,
        part: &Part,
        aspect: Aspect,
        (old, new): (bool, bool),
        impact: impl FnOnce() -> Impact,
    ) {
        self.text(part, aspect, &old.to_string(), &new.to_string(), impact);
    }

    /// Adds a change of an order that has no meaning.
    pub(super) fn order(&mut self, part: &Part, aspect: Aspect, moved: bool) {
        if moved {
            let impact = Impact::patch("Only the order of what is generated is different.");
            self.changed(part, aspect, (None, None), impact);
        }
    }

    fn push(
        &mut self,
        subject: Subject,
        kind: ChangeKind,
        usage: &Usage,
        before: Option<String>,
        after: Option<String>,
        impact: Impact,
    ) {
        let companions = Vec::new();
        let actions = usage.actions();
        self.changes.push(Change { subject, kind, before, after, actions, companions, impact });
    }
}

/// Judges a changed reason not to use something.
pub(super) fn deprecation(old: &Option<String>, new: &Option<String>) -> Impact {
    match (old, new) {
        (None, Some(_)) => Impact::minor("The compiler warns wherever it is used."),
        (Some(_), None) => Impact::patch("The compiler no longer warns where it is used."),
        _ => Impact::documentation(),
    }
}

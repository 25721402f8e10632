//! Companions of changes: types, enums and error codes that come or go with a change.
//!
//! Everything that a spec defines is used in it, so a type that only one spec has is used by
//! something that has changed. It is reported there, and not a second time.

use std::collections::BTreeSet;

use crate::change::{Aspect, Change, ChangeKind, Companion, Subject};
use ecm_spec::model::{Action, ErrorId, Field, Rule, Shape, Spec, Type};

/// Attaches the companions to every change, and drops the changes that this makes redundant.
pub(super) fn attach(old: &Spec, new: &Spec, changes: &mut Vec<Change>) {
    for (spec, other, kind) in [(old, new, ChangeKind::Removed), (new, old, ChangeKind::Added)] {
        let mut finder =
            CompanionFinder { spec, kind, remaining: only_in(spec, other), found: Vec::new() };
        for change in changes.iter_mut() {
            // Parts that a change of the other kind names are not in this spec.
            if change.kind == kind || matches!(change.kind, ChangeKind::Changed(_)) {
                finder.follow(change);
                change.companions.append(&mut finder.found);
            }
        }
        changes.retain(|change| {
            change.kind != kind
                || !matches!(change.subject, Subject::Error(_))
                || finder.remaining.contains(&change.subject)
                || is_common(spec, &change.subject)
        });
    }
}

/// Tells whether a code is common and so a variant that any program may name.
fn is_common(spec: &Spec, subject: &Subject) -> bool {
    let mut common = spec.errors.iter().filter(|code| code.common);
    matches!(subject, Subject::Error(wire) if common.any(|code| code.name.wire == *wire))
}

/// Collects the types, enums and codes that one spec has and the other lacks.
fn only_in(spec: &Spec, other: &Spec) -> BTreeSet<Subject> {
    let all = |spec: &Spec| -> BTreeSet<Subject> {
        let types = spec.types.iter().map(|ty| Subject::Type(ty.name.wire.clone()));
        let enums = spec.enums.iter();
        let enums = enums.map(|one| Subject::Enum(one.name.wire.clone()));
        let codes = spec.errors.iter().filter(|code| !code.common);
        let codes = codes.map(|code| Subject::Error(code.name.wire.clone()));
        types.chain(enums).chain(codes).collect()
    };
    let (these, others) = (all(spec), all(other));
    these.difference(&others).cloned().collect()
}

struct CompanionFinder<'s> {
    spec: &'s Spec,
    kind: ChangeKind,
    remaining: BTreeSet<Subject>,
    found: Vec<Companion>,
}

impl CompanionFinder<'_> {
    fn follow(&mut self, change: &Change) {
        let is_changed = |aspects: &[Aspect]| match change.kind {
            ChangeKind::Changed(aspect) => aspects.contains(&aspect),
            ChangeKind::Added | ChangeKind::Removed => true,
        };
        let spec = self.spec;
        match &change.subject {
            Subject::Action(name) => {
                if let Some(action) = spec.action(name) {
                    self.action(action, is_changed);
                }
            }
            Subject::Field { ty, field } if is_changed(&[Aspect::Type]) => {
                if let Some(field) = find(spec, ty).and_then(|ty| ty.field(field)) {
                    self.field(field);
                }
            }
            Subject::FieldRule { ty, field, rule } if is_changed(&[Aspect::ServerError]) => {
                let field = find(spec, ty).and_then(|ty| ty.field(field));
                self.codes_of(field.map(|field| field.rules.as_slice()), Some(rule));
            }
            Subject::TypeRule { ty, rule } if is_changed(&[Aspect::ServerError]) => {
                let ty = find(spec, ty);
                self.codes_of(ty.map(|ty| ty.rules.as_slice()), Some(rule));
            }
            Subject::ActionError { action: _, code } => self.code(code),
            _ => {}
        }
    }

    fn action(&mut self, action: &Action, is_changed: impl Fn(&[Aspect]) -> bool) {
        if is_changed(&[Aspect::Request]) {
            self.ty(&self.spec[action.request]);
        }
        if is_changed(&[Aspect::Response]) {
            self.ty(&self.spec[action.response]);
        }
        if let Some(events) = action.events.as_ref().filter(|_| is_changed(&[Aspect::Events])) {
            self.ty(&self.spec[events.event]);
        }
        if is_changed(&[Aspect::RateLimit, Aspect::RateLimitRule]) {
            let limit = action.rate_limit.as_ref();
            limit
                .and_then(|limit| limit.server_error.as_ref())
                .iter()
                .for_each(|code| self.code(code));
        }
        if is_changed(&[]) {
            let code = |id: &ErrorId| self.spec[*id].name.wire.clone();
            let codes: Vec<String> = action.errors.iter().map(code).collect();
            codes.iter().for_each(|code| self.code(code));
        }
    }

    /// Takes a type that is only in this spec and all that it uses, by an explicit stack.
    fn ty(&mut self, start: &Type) {
        let spec = self.spec;
        let mut open = vec![start];
        while let Some(ty) = open.pop() {
            if !self.take(Subject::Type(ty.name.wire.clone())) {
                continue;
            }
            self.codes_of(Some(&ty.rules), None::<&str>);
            for field in &ty.fields {
                if let Shape::Record(id) = self.uses_of(field) {
                    open.push(&spec[*id]);
                }
            }
        }
    }

    fn field(&mut self, field: &Field) {
        if let Shape::Record(id) = self.uses_of(field) {
            self.ty(&self.spec[*id]);
        }
    }

    /// Takes what a field uses except records, and returns the shape of an item.
    fn uses_of<'f>(&mut self, field: &'f Field) -> &'f Shape {
        self.codes_of(Some(&field.rules), None::<&str>);
        if let Shape::Enum(id) = field.shape.item() {
            self.take(Subject::Enum(self.spec[*id].name.wire.clone()));
        }
        field.shape.item()
    }

    /// Takes the codes that rules anticipate: of all rules, or of the one with this id.
    fn codes_of<C>(&mut self, rules: Option<&[Rule<C>]>, id: Option<impl AsRef<str>>) {
        for rule in rules.unwrap_or_default() {
            let wanted = id.as_ref().is_none_or(|id| rule.id == id.as_ref());
            if let Some(code) = rule.server_error.as_ref().filter(|_| wanted) {
                self.code(code);
            }
        }
    }

    fn code(&mut self, code: &str) {
        self.take(Subject::Error(code.to_owned()));
    }

    /// Takes a part that is only in this spec; `false` if it is not, or was taken before.
    fn take(&mut self, subject: Subject) -> bool {
        let is_new = self.remaining.remove(&subject);
        if is_new {
            self.found.push(Companion { subject, kind: self.kind });
        }
        is_new
    }
}

fn find<'s>(spec: &'s Spec, wire: &str) -> Option<&'s Type> {
    spec.types.iter().find(|ty| ty.name.wire == wire)
}

//! Specs that differ from a good one in one thing.

use ecm_diff::{SemverLevel, Subject};
use ecm_spec::model::{Severity, Spec};
use serde_json::Value;

/// A spec that differs from its origin in one thing, and what is to be said of that.
pub(crate) struct Mutant {
    /// JSON pointer to the value that is another.
    pointer: String,
    value: Value,
    pub(crate) subject: Subject,
    /// The code of the change from the origin to the mutant.
    pub(crate) code: &'static str,
    /// The code of the change back.
    pub(crate) back_code: &'static str,
    pub(crate) level: SemverLevel,
    /// The level of the change back.
    pub(crate) back: SemverLevel,
}

impl Mutant {
    /// The whole spec.
    ///
    /// Made only for those that are tried: most of a large spec are not.
    pub(crate) fn text(&self, origin: &Origin) -> Value {
        let mut text = origin.text.clone();
        *text.pointer_mut(&self.pointer).unwrap() = self.value.clone();
        text
    }
}

/// What mutants are made of.
pub(crate) struct Origin {
    pub(crate) text: Value,
    pub(crate) spec: Spec,
}

impl Origin {
    pub(crate) fn new(name: &str, text: &str) -> Self {
        Self { text: serde_json::from_str(text).unwrap(), spec: ecm_tests::read(name, text) }
    }

    /// A mutant in which the value at a path has been edited; numbers lead into lists.
    pub(crate) fn edit(
        &self,
        path: &[&str],
        subject: Subject,
        code: &'static str,
        (level, back): (SemverLevel, SemverLevel),
        edit: impl FnOnce(&mut Value),
    ) -> Mutant {
        let pointer: String = path.iter().map(|key| format!("/{key}")).collect();
        let mut value = self.text.pointer(&pointer).unwrap().clone();
        edit(&mut value);
        Mutant { pointer, value, subject, code, back_code: back_code(code), level, back }
    }

    /// The wire names of all types, and whether they are sent.
    pub(crate) fn types(&self) -> Vec<(&str, bool)> {
        self.spec.types.iter().map(|ty| (ty.name.wire.as_str(), ty.sent)).collect()
    }

    /// The wire names of all fields with their type, and whether that is sent.
    pub(crate) fn fields(&self) -> Vec<Field<'_>> {
        let mut fields = Vec::new();
        for ty in &self.spec.types {
            let of_type = |model| Field { ty: ty.name.wire.clone(), model, sent: ty.sent };
            fields.extend(ty.fields.iter().map(of_type));
        }
        fields
    }
}

/// The code of the change back: what has come goes, and what has changed changes again.
fn back_code(code: &'static str) -> &'static str {
    match code {
        "field-added" => "field-removed",
        "field-removed" => "field-added",
        "action-added" => "action-removed",
        "action-removed" => "action-added",
        "rule-added" => "rule-removed",
        "rule-removed" => "rule-added",
        "value-added" => "value-removed",
        "value-removed" => "value-added",
        "error-added" => "error-removed",
        "error-removed" => "error-added",
        "waiter-removed" => "waiter-added",
        "action-error-removed" => "action-error-added",
        same => same,
    }
}

pub(crate) struct Field<'o> {
    pub(crate) ty: String,
    pub(crate) model: &'o ecm_spec::model::Field,
    pub(crate) sent: bool,
}

impl Field<'_> {
    pub(crate) fn wire(&self) -> &str {
        &self.model.name.wire
    }

    pub(crate) fn subject(&self) -> Subject {
        Subject::Field { ty: self.ty.clone(), field: self.wire().to_owned() }
    }

    pub(crate) fn path(&self) -> [&str; 4] {
        ["types", &self.ty, "fields", self.wire()]
    }
}

/// The levels of a rule that comes, and of one that goes.
pub(crate) fn rule_levels(sent: bool, severity: Severity) -> (SemverLevel, SemverLevel) {
    match (sent, severity) {
        (false, _) => (SemverLevel::Patch, SemverLevel::Patch),
        (true, Severity::Error) => (SemverLevel::Major, SemverLevel::Minor),
        (true, Severity::Warn) => (SemverLevel::Minor, SemverLevel::Patch),
    }
}

pub(crate) fn remove(object: &mut Value, key: &str) {
    object.as_object_mut().unwrap().shift_remove(key);
}

/// Lets a member of an object and the next one change places.
pub(crate) fn swap_members(object: &mut Value, position: usize) {
    let members = std::mem::take(object.as_object_mut().unwrap());
    let mut members: Vec<_> = members.into_iter().collect();
    members.swap(position, position + 1);
    *object = Value::Object(members.into_iter().collect());
}

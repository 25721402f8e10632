//! Checks of exclusive groups: fields that become one enum.

use std::collections::HashMap;

use super::head::owned;
use super::naming::{self, NameScope, rust_name};
use super::record_checker::RecordChecker;
use crate::json::Node;
use crate::json::Value;
use crate::model::Group;
use crate::name::NameKind;
use crate::problem::{ProblemCode, Report, Span, quote};
use crate::raw::{Object, Text, keys};

pub(super) struct Groups<'s> {
    fields: &'s mut NameScope,
    items: &'s mut NameScope,
    /// Fields of the groups so far, and the places that name them.
    members: HashMap<String, Span>,
}

impl<'s> Groups<'s> {
    pub(super) fn new(fields: &'s mut NameScope, items: &'s mut NameScope) -> Self {
        Self { fields, items, members: HashMap::new() }
    }

    pub(super) fn read(
        &mut self,
        checker: &RecordChecker<'_, '_>,
        node: &Node<'_>,
        members: &[Text<'_>],
        report: &mut Report,
    ) -> Option<Group> {
        for member in members {
            self.check_member(checker, *member, report);
        }
        let group = Object::read(node, "a group", None, &keys::GROUP, report)?;
        let type_name = group.text("type", report).and_then(|own| {
            let name = naming::explicit_name(NameKind::Type, own, report)?;
            self.items.claim(&name, own.value, own.at, report);
            Some(name)
        });
        let field_name = group.text("field", report).and_then(|own| {
            let name = naming::explicit_name(NameKind::Field, own, report)?;
            self.fields.claim(&name, own.value, own.at, report);
            Some(name)
        });
        let doc = owned(group.text("doc", report));
        let variants = variants(checker, &group, members, report)?;
        Some(Group { type_name: type_name?, field_name: field_name?, doc, variants })
    }

    /// Checks a field of a group: it belongs to this record, is optional and is in no other group.
    fn check_member(
        &mut self,
        checker: &RecordChecker<'_, '_>,
        member: Text<'_>,
        report: &mut Report,
    ) {
        let here = checker.index.position(checker.id, member.value);
        if here.is_none() && member.value.contains('.') {
            let message = "a group takes fields of its own record, not paths";
            let _ = report
                .add(ProblemCode::BadGroup, member.at, message)
                .help("leave `group` out: the rule is then checked before sending");
            return;
        }
        let Some(position) = checker.field(member, report) else { return };
        let field = checker.record.fields.get(position);
        if let Some(required) = field.and_then(|field| field.required) {
            let message = format!(
                "{} is required, so no other field of its group can be given",
                quote(member.value)
            );
            let _ = report
                .add(ProblemCode::BadGroup, member.at, message)
                .also(required.at, "required here");
        }
        if let Some(first) = self.members.insert(member.value.to_owned(), member.at) {
            let message = format!("{} is in two groups", quote(member.value));
            let _ = report
                .add(ProblemCode::FieldInTwoGroups, member.at, message)
                .also(first, "first used here");
        }
    }
}

/// Names one variant per field: by the group's `variants`, or else after the field.
fn variants(
    checker: &RecordChecker<'_, '_>,
    group: &Object<'_>,
    members: &[Text<'_>],
    report: &mut Report,
) -> Option<Vec<String>> {
    let mut scope = NameScope::new();
    let own = group.texts("variants", report);
    if let (Some(own), Some(node)) = (&own, group.get("variants"))
        && own.len() != members.len()
        && !matches!(&node.value, Value::List(written) if written.len() == members.len())
    {
        let message =
            format!("a group of {0} fields has {0} variants, not {1}", members.len(), own.len());
        return report.add(ProblemCode::BadGroup, node.at, message).none();
    }
    let mut variants = Vec::with_capacity(members.len());
    for (position, member) in members.iter().enumerate() {
        let own = own.as_ref().and_then(|own| own.get(position));
        let variant = match own {
            Some(own) => naming::explicit_name(NameKind::Choice, *own, report),
            // A missing field has been reported.
            None if checker.index.position(checker.id, member.value).is_none() => None,
            None => rust_name(NameKind::Choice, *member, None, report),
        };
        if let Some(variant) = &variant {
            let at = own.map_or(member.at, |own| own.at);
            scope.claim(variant, member.value, at, report);
        }
        variants.push(variant);
    }
    variants.into_iter().collect()
}

//! Exclusive groups: fields that become one enum.

use std::collections::HashMap;

use super::head::owned;
use super::lookup::Owner;
use super::naming::{self, Scope, rust_name};
use crate::json::Node;
use crate::model::Group;
use crate::name::Kind;
use crate::problem::{Code, Report, Span, quote};
use crate::raw::{Object, Text, keys};

/// The groups of one record, as they are found.
pub(super) struct Groups<'s> {
    fields: &'s mut Scope,
    items: &'s mut Scope,
    /// The fields that stand in a group, and where that is said.
    members: HashMap<String, Span>,
}

impl<'s> Groups<'s> {
    pub(super) fn new(fields: &'s mut Scope, items: &'s mut Scope) -> Self {
        Self { fields, items, members: HashMap::new() }
    }

    pub(super) fn read(
        &mut self,
        owner: &Owner<'_, '_>,
        node: &Node<'_>,
        members: &[Text<'_>],
        report: &mut Report,
    ) -> Option<Group> {
        for member in members {
            self.check_member(owner, *member, report);
        }
        let group = Object::read(node, "a group", None, &keys::GROUP, report)?;
        let type_name = group.text("type", report).and_then(|own| {
            let name = naming::given(Kind::Type, own, report)?;
            self.items.claim(&name, own.value, own.at, report);
            Some(name)
        });
        let field_name = group.text("field", report).and_then(|own| {
            let name = naming::given(Kind::Field, own, report)?;
            self.fields.claim(&name, own.value, own.at, report);
            Some(name)
        });
        let doc = owned(group.text("doc", report));
        let variants = variants(owner, &group, members, report)?;
        Some(Group { type_name: type_name?, field_name: field_name?, doc, variants })
    }

    /// A variant holds a field of this record, which may then be left out, and stands nowhere else.
    fn check_member(&mut self, owner: &Owner<'_, '_>, member: Text<'_>, report: &mut Report) {
        let here = owner.index.position(owner.id, member.value);
        if here.is_none() && member.value.contains('.') {
            let message = "a group has fields of its own record only, no paths";
            let _ = report
                .add(Code::BadGroup, member.at, message)
                .help("leave `group` out, and the rule is checked before anything is sent");
            return;
        }
        let Some(position) = owner.field(member, report) else { return };
        let field = owner.record.fields.get(position);
        if let Some(required) = field.and_then(|field| field.required) {
            let message = format!(
                "{} is required, so it leaves the others of its group no chance",
                quote(member.value)
            );
            let _ =
                report.add(Code::BadGroup, member.at, message).also(required.at, "required here");
        }
        if let Some(first) = self.members.insert(member.value.to_owned(), member.at) {
            let message = format!("{} is in two groups", quote(member.value));
            let _ = report
                .add(Code::FieldInTwoGroups, member.at, message)
                .also(first, "the first of them");
        }
    }
}

/// One variant per field: named by the group, or after the field.
fn variants(
    owner: &Owner<'_, '_>,
    group: &Object<'_>,
    members: &[Text<'_>],
    report: &mut Report,
) -> Option<Vec<String>> {
    let mut scope = Scope::new();
    let own = group.texts("variants", report);
    if let (Some(own), Some(node)) = (&own, group.get("variants"))
        && own.len() != members.len()
    {
        let message =
            format!("a group of {0} fields has {0} variants, not {1}", members.len(), own.len());
        let _ = report.add(Code::BadGroup, node.at, message);
        return None;
    }
    let mut variants = Vec::with_capacity(members.len());
    for (position, member) in members.iter().enumerate() {
        let own = own.as_ref().and_then(|own| own.get(position));
        let variant = match own {
            Some(own) => naming::given(Kind::Choice, *own, report),
            // A field that is not there has been reported.
            None if owner.index.position(owner.id, member.value).is_none() => None,
            None => rust_name(Kind::Choice, *member, None, report),
        };
        if let Some(variant) = &variant {
            let at = own.map_or(member.at, |own| own.at);
            scope.claim(variant, member.value, at, report);
        }
        variants.push(variant);
    }
    variants.into_iter().collect()
}

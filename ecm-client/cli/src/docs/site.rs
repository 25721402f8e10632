//! Spec with what its pages need to know of each other.

use std::collections::BTreeMap;

use ecm_spec::PathStep::{self, Key};
use ecm_spec::model::{Enum, ErrorCode, Shape, Type};
use ecm_spec::{SourceMap, Spec};

use super::home::{ENUMS, ERRORS, Homes, Section, enum_anchor, error_anchor};

pub(crate) struct Site<'s> {
    pub(crate) spec: &'s Spec,
    /// Name of the spec for `--spec`; `None` if `ecm call` takes it by default.
    pub(crate) spec_name: Option<String>,
    pub(crate) fingerprint: String,
    pub(crate) homes: Homes,
    rule_lines: BTreeMap<RulePlace<'s>, usize>,
    /// Fields of each type that another type has, by index: the owner's index and the field.
    type_users: Vec<Vec<FieldUse<'s>>>,
    enum_users: Vec<Vec<FieldUse<'s>>>,
}

/// Place of a rule in the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RulePlace<'s> {
    /// Index of the type.
    pub(crate) ty: usize,
    /// Field that the rule is about; `None` for a rule between fields.
    pub(crate) field: Option<&'s str>,
    /// Set for the rule that requires the field, which may share its id with others.
    pub(crate) is_required: bool,
    pub(crate) id: &'s str,
}

/// Field that uses a type or an enum.
#[derive(Clone, Copy)]
pub(crate) struct FieldUse<'s> {
    pub(crate) owner: usize,
    pub(crate) owner_name: &'s str,
    pub(crate) field: &'s str,
}

impl<'s> Site<'s> {
    pub(crate) fn new(
        spec: &'s Spec,
        text: &str,
        spec_name: Option<String>,
        fingerprint: String,
    ) -> Self {
        let mut type_users: Vec<Vec<FieldUse<'s>>> = spec.types.iter().map(|_| vec![]).collect();
        let mut enum_users: Vec<Vec<FieldUse<'s>>> = spec.enums.iter().map(|_| vec![]).collect();
        for (owner, ty) in spec.types.iter().enumerate() {
            for field in &ty.fields {
                let users = match field.shape.item() {
                    Shape::Record(id) => type_users.get_mut(id.index()),
                    Shape::Enum(id) => enum_users.get_mut(id.index()),
                    Shape::Scalar(_) | Shape::List(_) => None,
                };
                let field = &field.name.wire;
                let user = FieldUse { owner, owner_name: &ty.name.wire, field };
                users.into_iter().for_each(|users| users.push(user));
            }
        }
        let rule_lines = rule_lines(spec, text);
        let homes = Homes::new(spec);
        Self { spec, spec_name, fingerprint, homes, rule_lines, type_users, enum_users }
    }

    /// Returns the line of a rule in the spec.
    pub(crate) fn rule_line(&self, place: RulePlace<'_>) -> Option<usize> {
        self.rule_lines.get(&place).copied()
    }

    pub(crate) fn users_of_type(&self, id: usize) -> &[FieldUse<'s>] {
        self.type_users.get(id).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn users_of_enum(&self, id: usize) -> &[FieldUse<'s>] {
        self.enum_users.get(id).map_or(&[], Vec::as_slice)
    }

    /// Returns the address of a record or an enum, if the shape has one.
    pub(crate) fn shape_address(&self, shape: &Shape) -> Option<String> {
        match shape.item() {
            Shape::Record(id) => Some(self.homes.ty(*id)),
            Shape::Enum(id) => Some(self.enum_address(&self.spec[*id])),
            Shape::Scalar(_) | Shape::List(_) => None,
        }
    }

    pub(crate) fn enum_address(&self, of: &Enum) -> String {
        format!("{ENUMS}#{}", enum_anchor(of))
    }

    pub(crate) fn error_address(&self, code: &ErrorCode) -> String {
        format!("{ERRORS}#{}", error_anchor(code))
    }

    /// Returns the address of an error code, if the spec has it.
    pub(crate) fn code_address(&self, code: &str) -> Option<String> {
        let known = self.spec.errors.iter().find(|known| known.name.wire == code)?;
        Some(self.error_address(known))
    }

    /// Lists the types with a page of their own.
    pub(crate) fn own_types(&self) -> impl Iterator<Item = (usize, &'s Type)> {
        let types = self.spec.types.iter().enumerate();
        types.filter(|(index, _)| self.homes.section(*index).1 == Section::Own)
    }
}

/// Finds the lines of all rules, in one pass over the text.
fn rule_lines<'s>(spec: &'s Spec, text: &str) -> BTreeMap<RulePlace<'s>, usize> {
    let mut keys: Vec<RulePlace<'s>> = Vec::new();
    let mut paths: Vec<Vec<PathStep<'_>>> = Vec::new();
    for (index, ty) in spec.types.iter().enumerate() {
        let of_type = [Key("types"), Key(&ty.name.wire)];
        let mut add = |field: Option<&'s str>, is_required, id: &'s str, path| {
            keys.push(RulePlace { ty: index, field, is_required, id });
            paths.push(path);
        };
        for rule in &ty.rules {
            let path = [of_type.as_slice(), &[Key("rules"), PathStep::Rule(&rule.id)]].concat();
            add(None, false, &rule.id, path);
        }
        for field in &ty.fields {
            let name = Some(field.name.wire.as_str());
            let of_field = [of_type.as_slice(), &[Key("fields"), Key(&field.name.wire)]].concat();
            if let Some(id) = field.required.as_deref().filter(|id| *id != "required") {
                add(name, true, id, [of_field.as_slice(), &[Key("required")]].concat());
            }
            for rule in &field.rules {
                let steps = [Key("rules"), PathStep::Rule(&rule.id)];
                add(name, false, &rule.id, [of_field.as_slice(), &steps].concat());
            }
        }
    }
    let positions = SourceMap::new(text).nearest(&paths);
    let found = keys.into_iter().zip(positions);
    found.filter_map(|(key, position)| Some((key, position?.line))).collect()
}

//! Lookup of the items that involve another one.

use ecm_spec::Spec;
use ecm_spec::model::{Action, ErrorCode, Field, RecordCheck, Rule, Shape, Type};

/// Finds the rules between fields that involve a field, each with the record that declares it. That
/// is the record of the field itself or a record that contains it.
pub(crate) fn about<'s>(
    spec: &'s Spec,
    ty: &Type,
    field: &Field,
) -> Vec<(&'s Type, &'s Rule<RecordCheck>)> {
    let wire = &field.name.wire;
    let mut found = Vec::new();
    for owner in &spec.types {
        let mut wanted: Vec<String> = Vec::new();
        if owner.name == ty.name {
            wanted.push(wire.clone());
        }
        let holding = owner.fields.iter().filter(|holder| match holder.shape.item() {
            Shape::Record(inner) => spec[*inner].name == ty.name,
            _ => false,
        });
        wanted.extend(holding.map(|holder| format!("{}.{wire}", holder.name.wire)));
        let speaks = |rule: &&Rule<RecordCheck>| {
            let paths = paths(&rule.check);
            wanted.iter().any(|wanted| {
                paths.iter().any(|path| {
                    path.strip_prefix(wanted.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                })
            })
        };
        found.extend(owner.rules.iter().filter(speaks).map(|rule| (owner, rule)));
    }
    found
}

/// Finds the actions that document an error code, with their indices.
pub(crate) fn actions_with<'s>(
    spec: &'s Spec,
    code: &ErrorCode,
) -> impl Iterator<Item = (usize, &'s Action)> {
    let has = |action: &Action| action.errors.iter().any(|id| spec[*id].name == code.name);
    spec.actions.iter().enumerate().filter(move |(_, action)| has(action))
}

/// Lists the fields that a rule involves, as paths from the record that declares it.
fn paths(check: &RecordCheck) -> Vec<String> {
    match check {
        RecordCheck::AtMostOne { fields, .. } | RecordCheck::BothOrNeither { fields } => {
            fields.clone()
        }
        RecordCheck::Implies { field, then: others }
        | RecordCheck::RequiredUnless { unless: field, fields: others } => {
            [std::slice::from_ref(field), others].concat()
        }
        RecordCheck::CountEquals { list, count } => vec![list.clone(), count.clone()],
        RecordCheck::Sum { list, field, per, .. } => [Some(field), per.as_ref()]
            .iter()
            .flatten()
            .map(|one| format!("{list}.{one}"))
            .collect(),
        RecordCheck::EqualWhenBoth { fields } => fields.to_vec(),
        RecordCheck::ValueByTokens { field, of, .. }
        | RecordCheck::RequiresTokens { field, of, .. } => vec![field.clone(), of.clone()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules_about(ty: &str, field: &str) -> Vec<String> {
        let spec = ecm_spec::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap();
        let ty = spec.types.iter().find(|one| one.name.wire == ty).unwrap();
        let found = about(&spec, ty, ty.field(field).unwrap());
        found.iter().map(|(owner, rule)| format!("{} {}", owner.name.wire, rule.id)).collect()
    }

    #[test]
    fn rules_are_found_from_either_side() {
        assert_eq!(rules_about("RunInstancesRequest", "KeyIds"), ["RunInstancesRequest R13"]);
        assert_eq!(rules_about("SystemDisk", "DiskSize"), ["RunInstancesRequest R32"]);
        assert_eq!(rules_about("RunInstancesRequest", "SystemDisk"), ["RunInstancesRequest R32"]);
        assert!(
            rules_about("ZoneInstanceCountISP", "InstanceCount")
                .contains(&"RunInstancesRequest R03".to_owned())
        );
        assert!(rules_about("RunInstancesRequest", "UserData").is_empty());
    }
}

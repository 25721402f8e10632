//! Resolution of a target on the command line.

use ecm_spec::Spec;
use ecm_spec::model::{Action, ActionGroup, Enum, ErrorCode, Field, Shape, Type, Waiter};

#[derive(Clone, Copy)]
pub(crate) enum Target<'s> {
    Action(&'s Action),
    Group(&'s ActionGroup),
    Waiter(&'s Waiter),
    Type(&'s Type),
    Field(&'s Type, &'s Field),
    Enum(&'s Enum),
    Error(&'s ErrorCode),
}

/// Finds every item with a name; the error is a similar name, if there is one.
pub(crate) fn find<'s>(spec: &'s Spec, target: &str) -> Result<Vec<Target<'s>>, Option<String>> {
    let mut found = Vec::new();
    found.extend(spec.actions.iter().filter(|one| one.name.wire == target).map(Target::Action));
    found.extend(spec.groups.iter().filter(|one| one.name == target).map(Target::Group));
    found.extend(spec.waiters.iter().filter(|one| one.name.wire == target).map(Target::Waiter));
    found.extend(spec.types.iter().filter(|one| one.name.wire == target).map(Target::Type));
    let enums = spec.enums.iter().filter(|one| one.name.wire == target);
    found.extend(enums.map(Target::Enum));
    found.extend(spec.errors.iter().filter(|one| one.name.wire == target).map(Target::Error));
    if !found.is_empty() {
        return Ok(found);
    }
    let suggestion = match target.split_once('.') {
        Some((head, path)) => match field_of(spec, head, path) {
            Ok(field) => return Ok(vec![field]),
            Err(suggestion) => suggestion,
        },
        None => None,
    };
    Err(suggestion.or_else(|| {
        let names = names(spec);
        ecm_spec::closest(target, names.iter().copied()).map(str::to_owned)
    }))
}

/// Resolves a path from an action or a type to a field.
fn field_of<'s>(spec: &'s Spec, head: &str, path: &str) -> Result<Target<'s>, Option<String>> {
    let starts = starts(spec, head);
    let mut suggestion = None;
    for start in &starts {
        match walk(spec, start, path) {
            Ok((ty, field)) => return Ok(Target::Field(ty, field)),
            Err(close) => suggestion = suggestion.or(close),
        }
    }
    if let Some(close) = suggestion {
        return Err(Some(format!("{head}.{close}")));
    }
    if starts.is_empty() {
        // The path may be right and only its first part misspelt.
        let heads = spec.actions.iter().map(|one| one.name.wire.as_str());
        let heads = heads.chain(spec.types.iter().map(|one| one.name.wire.as_str()));
        if let Some(close) = ecm_spec::closest(head, heads) {
            // The rest may be misspelt as well.
            let mended = match field_of(spec, close, path) {
                Err(Some(mended)) => mended,
                _ => format!("{close}.{path}"),
            };
            return Err(Some(mended));
        }
    }
    Err(None)
}

/// Records that a path can start at: for an action its request, then its response.
pub(super) fn starts<'s>(spec: &'s Spec, head: &str) -> Vec<&'s Type> {
    let actions = spec.actions.iter().filter(|one| one.name.wire == head);
    let records = actions.flat_map(|one| [&spec[one.request], &spec[one.response]]);
    records.chain(spec.types.iter().filter(|one| one.name.wire == head)).collect()
}

/// Follows a path through records; the error is the corrected path, if there is one.
pub(super) fn walk<'s>(
    spec: &'s Spec,
    start: &'s Type,
    path: &str,
) -> Result<(&'s Type, &'s Field), Option<String>> {
    let mut ty = start;
    let mut walked = String::new();
    let mut rest = path;
    loop {
        let (name, after) = match rest.split_once('.') {
            Some((name, after)) => (name, Some(after)),
            None => (rest, None),
        };
        let Some(field) = ty.field(name) else {
            let names = ty.fields.iter().map(|field| field.name.wire.as_str());
            let close = ecm_spec::closest(name, names);
            let after = after.map(|after| format!(".{after}")).unwrap_or_default();
            return Err(close.map(|close| format!("{walked}{close}{after}")));
        };
        let Some(after) = after else { return Ok((ty, field)) };
        let Shape::Record(inner) = field.shape.item() else { return Err(None) };
        ty = &spec[*inner];
        walked.push_str(name);
        walked.push('.');
        rest = after;
    }
}

pub(super) fn names(spec: &Spec) -> Vec<&str> {
    let actions = spec.actions.iter().map(|one| &one.name);
    let types = spec.types.iter().map(|one| &one.name);
    let enums = spec.enums.iter().map(|one| &one.name);
    let errors = spec.errors.iter().map(|one| &one.name);
    let waiters = spec.waiters.iter().map(|one| &one.name);
    let all = actions.chain(types).chain(enums).chain(errors).chain(waiters);
    let groups = spec.groups.iter().map(|one| one.name.as_str());
    all.map(|name| name.wire.as_str()).chain(groups).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(target: &str) -> Result<String, Option<String>> {
        let text = include_str!("../../../../tests/specs/workshop-2024-02-29.json");
        let spec = ecm_spec::read(text).unwrap();
        let found = find(&spec, target)?;
        let kinds = found.iter().map(|found| match found {
            Target::Action(_) => "action".to_owned(),
            Target::Group(_) => "group".to_owned(),
            Target::Waiter(_) => "waiter".to_owned(),
            Target::Type(_) => "type".to_owned(),
            Target::Field(ty, field) => format!("{}.{}", ty.name.wire, field.name.wire),
            Target::Enum(_) => "enum".to_owned(),
            Target::Error(_) => "error".to_owned(),
        });
        Ok(kinds.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_target_is_what_has_its_name() {
        for (target, expected) in [
            ("New", "action"),
            ("Tree", "type"),
            ("Color", "enum"),
            ("FailedOperation.Stuck", "error"),
            ("New.Code", "NewRequest.Code"),
            ("New.TreeId", "NewResponse.TreeId"),
            ("New.Leaves.Weight", "Leaf.Weight"),
            ("Tree.Left.Left.Owner.Vec", "Box.Vec"),
            ("Describe.Forest.Name", "Tree.Name"),
        ] {
            assert_eq!(found(target).as_deref(), Ok(expected), "{target}");
        }
    }

    #[test]
    fn what_might_have_been_meant_is_suggested() {
        for (target, expected) in [
            ("Reste", Some("Reset")),
            ("Reste.Type", Some("Reset.Type")),
            ("Reste.Tpye", Some("Reset.Type")),
            ("New.Leaves.Wieght", Some("New.Leaves.Weight")),
            ("New.Leavs.Weight", Some("New.Leaves.Weight")),
            ("FailedOperation.Stcuk", Some("FailedOperation.Stuck")),
            ("Qqqqqqq", None),
            ("New.Code.Deeper", None),
        ] {
            assert_eq!(found(target), Err(expected.map(str::to_owned)), "{target}");
        }
    }
}

//! Mutants of what refers to something else, and of what goes with all that only it refers to.

use std::collections::BTreeMap;

use ecm_diff::{
    SemverLevel::{Major, Minor, Patch},
    Subject,
};
use ecm_spec::model::{EnumValues, RecordCheck, Region};
use serde_json::{Value, json};

use super::cut::cut;
use super::mutant::{Mutant, Origin, remove, swap_members};

/// The records of actions under other names: all that is said of them comes along.
pub(crate) fn records(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for action in &origin.spec.actions {
        let wire = &action.name.wire;
        let used = |id| {
            let all = origin.spec.actions.iter();
            all.filter(|other| other.request == id || other.response == id).count()
        };
        for (key, code, id) in [
            ("request", "action-request", action.request),
            ("response", "action-response", action.response),
        ] {
            let ty = origin.spec[id].name.wire.clone();
            let edit = |spec: &mut Value| {
                spec["actions"][wire][key] = json!("BrandNew");
                let record = spec["types"][&ty].clone();
                spec["types"]["BrandNew"] = record;
                remove(&mut spec["types"]["BrandNew"], "name");
                if used(id) == 1 {
                    remove(&mut spec["types"], &ty);
                }
            };
            let subject = Subject::Action(wire.clone());
            mutants.push(origin.edit(&[], subject, code, (Major, Major), edit));
        }
    }
    mutants
}

/// Actions that are no more.
pub(crate) fn gone_actions(origin: &Origin) -> Vec<Mutant> {
    let names: Vec<&str> = origin.spec.actions.iter().map(|one| one.name.wire.as_str()).collect();
    let asked = |name: &str| {
        let by = |id: ecm_spec::model::ActionId| origin.spec[id].name.wire == name;
        let mut tracking_tags =
            origin.spec.actions.iter().filter_map(|one| one.tracking_tag.as_ref());
        origin.spec.waiters.iter().any(|waiter| by(waiter.action))
            || tracking_tags.any(|tag| by(tag.look_up))
    };
    let last_of_group = |at: usize| {
        let group = &origin.spec.actions[at].group;
        group.is_some() && origin.spec.actions.iter().filter(|one| one.group == *group).count() == 1
    };
    let goes = |(at, name): &(usize, &str)| !asked(name) && !last_of_group(*at);
    // A type that is only received afterwards is a change of its own.
    let uses_stay = |cut: &str| {
        let uses = |spec: &ecm_spec::Spec| {
            let each = spec.types.iter();
            each.map(|ty| (ty.name.wire.clone(), (ty.sent, ty.received)))
                .collect::<BTreeMap<_, _>>()
        };
        let old = uses(&origin.spec);
        ecm_spec::read(cut).is_ok_and(|cut| {
            uses(&cut).into_iter().all(|(wire, used)| old.get(&wire) == Some(&used))
        })
    };
    let each = names.iter().copied().enumerate().filter(goes).filter_map(|(_, name)| {
        let others: Vec<&str> = names.iter().copied().filter(|other| *other != name).collect();
        let cut = cut(&origin.text, &others);
        let subject = Subject::Action(name.to_owned());
        uses_stay(&cut.to_string()).then(|| {
            origin.edit(&[], subject, "action-removed", (Major, Minor), |spec| *spec = cut)
        })
    });
    each.collect()
}

/// Fields, values and codes that are no more.
pub(crate) fn gone_parts(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for field in origin.fields() {
        // One that is called like the setter of another takes its place when it comes.
        let setter_of = field.model.name.rust.strip_prefix("maybe_");
        let siblings = origin.fields().into_iter().filter(|other| other.ty == field.ty);
        let takes = setter_of.is_some_and(|name| {
            siblings.into_iter().any(|other| other.model.name.rust.trim_start_matches("r#") == name)
        });
        let asks = field.model.required.is_some() || takes;
        let back = if field.sent && asks { Major } else { Minor };
        let path = ["types", field.ty.as_str(), "fields"];
        mutants.push(origin.edit(
            &path,
            field.subject(),
            "field-removed",
            (Major, back),
            |fields| remove(fields, field.wire()),
        ));
    }
    for enum_type in &origin.spec.enums {
        let wire = &enum_type.name.wire;
        let values: Vec<String> = match &enum_type.values {
            EnumValues::Text(all) => all.iter().map(|one| one.value.clone()).collect(),
            EnumValues::Integer(all) => all.iter().map(|one| one.value.to_string()).collect(),
        };
        for (position, value) in values.into_iter().enumerate() {
            let subject = Subject::Value { enum_name: wire.clone(), value };
            let path = ["enums", wire, "values"];
            mutants.push(origin.edit(&path, subject, "value-removed", (Major, Minor), |values| {
                values.as_array_mut().unwrap().remove(position);
            }));
        }
    }
    for code in origin.spec.errors.iter().filter(|code| code.common) {
        let wire = &code.name.wire;
        let subject = Subject::Error(wire.clone());
        mutants.push(origin.edit(&["errors"], subject, "error-removed", (Major, Minor), |codes| {
            remove(codes, wire);
        }));
    }
    mutants
}

/// Enums whose values are numbers now, or text.
pub(crate) fn value_types(origin: &Origin) -> Vec<Mutant> {
    let each = origin.spec.enums.iter().map(|enum_type| {
        let wire = &enum_type.name.wire;
        let (names, ty): (Vec<&str>, _) = match &enum_type.values {
            EnumValues::Text(all) => (all.iter().map(|one| one.rust.as_str()).collect(), "integer"),
            EnumValues::Integer(all) => {
                (all.iter().map(|one| one.rust.as_str()).collect(), "string")
            }
        };
        let value = |at: usize| if ty == "string" { json!(format!("v{at}")) } else { json!(at) };
        let values = names
            .iter()
            .enumerate()
            .map(|(at, name)| json!({ "value": value(at), "name": name, "doc": "A value." }));
        let values: Value = values.collect();
        let (path, subject) = (["enums", wire.as_str()], Subject::Enum(wire.clone()));
        origin.edit(&path, subject, "enum-value-type", (Major, Major), |one| {
            one["type"] = json!(ty);
            one["values"] = values;
        })
    });
    each.collect()
}

pub(crate) fn waiters(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for waiter in &origin.spec.waiters {
        let wire = waiter.name.wire.as_str();
        let path = ["waiters", wire];
        let mut edit = |code, edit: &dyn Fn(&mut Value)| {
            let subject = Subject::Waiter(wire.to_owned());
            mutants.push(origin.edit(&path, subject, code, (Minor, Minor), edit));
        };
        let written = &origin.text["waiters"][wire];
        let path_of_id = &written["id"];
        // Whether these are right is for the reader to say; of what it refuses there is no mutant.
        edit("waiter-until", &|waiter| waiter["until"] = json!(["BRAND-NEW"]));
        edit("waiter-until", &|waiter| waiter["until"] = json!([987_654]));
        edit("waiter-ids", &|waiter| waiter["filter"]["value"] = json!("brand-new"));
        edit("waiter-state", &|waiter| waiter["state"] = path_of_id.clone());
    }
    mutants
}

/// Tracking tags, and the ids of rules about regions.
pub(crate) fn of_actions(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for action in &origin.spec.actions {
        let wire = action.name.wire.as_str();
        let (path, subject) = (["actions", wire], Subject::Action(wire.to_owned()));
        if action.tracking_tag.is_some() {
            let code = "action-tracking-tag";
            mutants.push(origin.edit(&path, subject.clone(), code, (Major, Minor), |action| {
                remove(action, "tracking_tag");
            }));
            mutants.push(origin.edit(&path, subject.clone(), code, (Minor, Minor), |action| {
                let put = action["tracking_tag"]["put"].to_string().replace("{key}", "brand-{key}");
                action["tracking_tag"]["put"] = serde_json::from_str(&put).unwrap();
            }));
        }
        if let Region::Optional { .. } = action.region {
            let code = "action-region-rule";
            mutants.push(origin.edit(&path, subject, code, (Patch, Patch), |action| {
                action["region"] = json!({ "required": false, "id": "BRAND-NEW" });
            }));
        }
    }
    mutants
}

/// Sums that may or may not be divided, and rules of another kind under the same id.
pub(crate) fn of_rules(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for ty in &origin.spec.types {
        for (position, rule) in ty.rules.iter().enumerate() {
            let RecordCheck::Sum { divisible, .. } = rule.check else { continue };
            let wire = ty.name.wire.clone();
            let position = position.to_string();
            let path = ["types", &wire, "rules", &position];
            let subject = Subject::TypeRule { ty: wire.clone(), rule: rule.id.clone() };
            let levels = if divisible { (Major, Minor) } else { (Minor, Major) };
            mutants.push(origin.edit(&path, subject, "rule-divisible", levels, |rule| {
                rule["divisible"] = json!(!divisible);
            }));
        }
    }
    mutants
}

pub(crate) fn orders(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (key, code, count) in [
        ("groups", "spec-group-order", origin.spec.groups.len()),
        ("waiters", "spec-waiter-order", origin.spec.waiters.len()),
    ] {
        mutants.extend((1..count).map(|position| {
            origin.edit(&[key], Subject::Spec, code, (Patch, Patch), |all| {
                swap_members(all, position - 1);
            })
        }));
    }
    mutants
}

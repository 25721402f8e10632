//! Mutants of types, fields and enums.

use ecm_diff::{
    SemverLevel,
    SemverLevel::{Major, Minor, Patch},
    Subject,
};
use ecm_spec::model::{EnumValues, Scalar, Shape};
use serde_json::json;

use super::mutant::{Field, Mutant, Origin, remove, swap_members};

fn fields(origin: &Origin, one: impl Fn(&Field<'_>) -> Vec<Mutant>) -> Vec<Mutant> {
    origin.fields().iter().flat_map(one).collect()
}

pub(crate) fn types(origin: &Origin) -> Vec<Mutant> {
    let each = origin.types().into_iter().flat_map(|(ty, _)| {
        let (path, subject) = (["types", ty], Subject::Type(ty.to_owned()));
        [
            origin.edit(&path, subject.clone(), "type-doc", (Patch, Patch), |ty| {
                ty["doc"] = json!("Other words.");
            }),
            origin.edit(&path, subject, "type-name", (Major, Major), |ty| {
                ty["name"] = json!("AnotherName");
            }),
        ]
    });
    each.collect()
}

/// Fields that change places with the next one.
pub(crate) fn field_order(origin: &Origin) -> Vec<Mutant> {
    let each = origin.spec.types.iter().flat_map(|ty| {
        ty.fields.windows(2).enumerate().map(|(position, pair)| {
            let arguments = pair.iter().all(|field| ty.sent && field.required.is_some());
            let level = if arguments { Major } else { Patch };
            let subject = Subject::Type(ty.name.wire.clone());
            let path = ["types", &ty.name.wire, "fields"];
            origin.edit(&path, subject, "type-field-order", (level, level), |fields| {
                swap_members(fields, position);
            })
        })
    });
    each.collect()
}

pub(crate) fn new_fields(origin: &Origin) -> Vec<Mutant> {
    let each = origin.types().into_iter().flat_map(|(ty, sent)| {
        let path = ["types", ty, "fields"];
        let subject = Subject::Field { ty: ty.to_owned(), field: "BrandNew".to_owned() };
        let required = if sent { Major } else { Minor };
        [
            origin.edit(&path, subject.clone(), "field-added", (Minor, Major), |fields| {
                fields["BrandNew"] = json!({ "type": "string", "doc": "New." });
            }),
            origin.edit(&path, subject.clone(), "field-added", (required, Major), |fields| {
                fields["BrandNew"] = json!({ "type": "bool", "required": true, "doc": "New." });
            }),
            // With a type and an enum that come along.
            origin.edit(&[], subject, "field-added", (Minor, Major), |spec| {
                spec["types"]["Fresh"] = json!({
                    "doc": "New.", "fields": { "Kind": { "type": "[FreshKind]", "doc": "New." } }
                });
                spec["enums"]["FreshKind"] = json!({
                    "doc": "New.", "type": "string", "values": [{ "value": "A", "doc": "New." }]
                });
                spec["types"][ty]["fields"]["BrandNew"] =
                    json!({ "type": "[Fresh]", "doc": "New." });
            }),
        ]
    });
    each.collect()
}

pub(crate) fn field_texts(origin: &Origin) -> Vec<Mutant> {
    fields(origin, |field| {
        let edit = |code,
                    levels: (SemverLevel, SemverLevel),
                    key: &'static str,
                    value: serde_json::Value| {
            origin.edit(&field.path(), field.subject(), code, levels, |field| field[key] = value)
        };
        let deprecated = match field.model.deprecated {
            None => (Minor, Patch),
            Some(_) => (Patch, Patch),
        };
        vec![
            edit("field-doc", (Patch, Patch), "doc", json!("Other words.")),
            edit("field-unit", (Patch, Patch), "unit", json!("furlongs")),
            edit("field-name", (Major, Major), "name", json!("another_name")),
            edit("field-deprecated", deprecated, "deprecated", json!("Other reasons.")),
        ]
    })
}

pub(crate) fn field_flags(origin: &Origin) -> Vec<Mutant> {
    fields(origin, |field| {
        let model = field.model;
        let edit = |code, level: SemverLevel, key: &'static str, value: serde_json::Value| {
            let path = field.path();
            origin.edit(&path, field.subject(), code, (level, level), |field| field[key] = value)
        };
        let required = if field.sent { Major } else { Patch };
        let mut mutants = vec![
            edit("field-nullable", Patch, "nullable", json!(!model.nullable)),
            edit("field-always-returned", Patch, "always_returned", json!(!model.always_returned)),
            edit("field-secret", Major, "secret", json!(!model.secret)),
            edit("field-required", required, "required", json!(model.required.is_none())),
        ];
        if model.required.is_some() {
            mutants.push(edit("field-required-rule", Patch, "required", json!("OTHER")));
        }
        mutants
    })
}

pub(crate) fn field_types(origin: &Origin) -> Vec<Mutant> {
    fields(origin, |field| {
        let edit = |level: SemverLevel, ty: String| {
            let path = field.path();
            origin.edit(&path, field.subject(), "field-type", (level, level), |field| {
                field["type"] = json!(ty);
            })
        };
        let written = origin.text["types"][&field.ty]["fields"][field.wire()]["type"].as_str();
        let mut mutants = vec![edit(Major, format!("[{}]", written.unwrap()))];
        match field.model.shape {
            Shape::Scalar(Scalar::String) if !field.model.secret => {
                mutants.push(edit(Minor, "date".to_owned()));
                mutants.push(edit(Major, "int64".to_owned()));
            }
            Shape::Scalar(Scalar::Int64) => mutants.push(edit(Major, "uint64".to_owned())),
            Shape::Scalar(_) => mutants.push(edit(Major, "bool".to_owned())),
            _ => {}
        }
        mutants
    })
}

pub(crate) fn generated_id(origin: &Origin) -> Vec<Mutant> {
    fields(origin, |field| {
        let path = field.path();
        let edit = |prefix: Option<&str>| {
            origin.edit(&path, field.subject(), "field-generated-id", (Patch, Patch), |field| {
                match prefix {
                    Some(prefix) => field["generated_id"] = json!({ "prefix": prefix }),
                    None => remove(field, "generated_id"),
                }
            })
        };
        match field.model.generated_id {
            Some(_) => vec![edit(None), edit(Some("zzz-"))],
            None => vec![edit(Some("zzz-"))],
        }
    })
}

pub(crate) fn enums(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for enum_type in &origin.spec.enums {
        let wire = &enum_type.name.wire;
        let subject = Subject::Enum(wire.clone());
        let path = ["enums", wire.as_str()];
        mutants.push(origin.edit(&path, subject.clone(), "enum-doc", (Patch, Patch), |one| {
            one["doc"] = json!("Other words.");
        }));
        mutants.push(origin.edit(&path, subject.clone(), "enum-name", (Major, Major), |one| {
            one["name"] = json!("AnotherName");
        }));
        let (values, new): (Vec<String>, _) = match &enum_type.values {
            EnumValues::Text(all) => {
                (all.iter().map(|one| one.value.clone()).collect(), json!("BRAND-NEW"))
            }
            EnumValues::Integer(all) => {
                (all.iter().map(|one| one.value.to_string()).collect(), json!(987_654))
            }
        };
        let value = |value: String| Subject::Value { enum_name: wire.clone(), value };
        let text = new.as_str().map_or_else(|| new.to_string(), str::to_owned);
        mutants.push(origin.edit(&path, value(text), "value-added", (Minor, Major), |one| {
            let new = json!({ "value": new, "name": "BrandNew", "doc": "New." });
            one["values"].as_array_mut().unwrap().push(new);
        }));
        for (position, one) in values.iter().enumerate() {
            let at = position.to_string();
            let path = ["enums", wire.as_str(), "values", at.as_str()];
            mutants.push(origin.edit(
                &path,
                value(one.clone()),
                "value-doc",
                (Patch, Patch),
                |one| {
                    one["doc"] = json!("Other words.");
                },
            ));
            mutants.push(origin.edit(
                &path,
                value(one.clone()),
                "value-name",
                (Major, Major),
                |one| {
                    one["name"] = json!("AnotherName");
                },
            ));
            if position > 0 {
                let subject = subject.clone();
                let path = &path[..3];
                mutants.push(origin.edit(
                    path,
                    subject,
                    "enum-value-order",
                    (Patch, Patch),
                    |all| {
                        all.as_array_mut().unwrap().swap(position - 1, position);
                    },
                ));
            }
        }
    }
    mutants
}

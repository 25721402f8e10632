//! Mutants of rules.

use ecm_diff::{
    SemverLevel,
    SemverLevel::{Major, Patch},
    Subject,
};
use ecm_spec::model::{RecordCheck, Rule, Severity, ValueCheck};
use serde_json::{Value, json};

use super::mutant::{Field, Mutant, Origin, remove, rule_levels};

/// A rule, where it stands, and what is known of it.
struct Place<'o> {
    origin: &'o Origin,
    /// The way to the list of rules.
    list: Vec<String>,
    position: usize,
    subject: Subject,
    severity: Severity,
    /// The levels of this rule if it came, and if it went.
    levels: (SemverLevel, SemverLevel),
}

impl Place<'_> {
    fn edit(
        &self,
        code: &'static str,
        levels: (SemverLevel, SemverLevel),
        edit: impl FnOnce(&mut Value),
    ) -> Mutant {
        let position = self.position.to_string();
        let list = self.list.iter().map(String::as_str);
        let path: Vec<&str> = list.chain([position.as_str()]).collect();
        self.origin.edit(&path, self.subject.clone(), code, levels, edit)
    }

    fn removed(&self, levels: (SemverLevel, SemverLevel)) -> Mutant {
        let path: Vec<&str> = self.list.iter().map(String::as_str).collect();
        self.origin.edit(&path, self.subject.clone(), "rule-removed", levels, |list| {
            list.as_array_mut().unwrap().remove(self.position);
        })
    }

    /// What can be changed in any rule.
    fn common(&self, sent: bool, has_doc: bool) -> Vec<Mutant> {
        let (added, removed) = rule_levels(sent, Severity::Error);
        let (severity, levels) = match self.severity {
            Severity::Error => ("warn", (removed, added)),
            Severity::Warn => ("error", (added, removed)),
        };
        let code = self.origin.spec.errors.first().map(|code| code.name.wire.clone());
        let mut mutants = vec![
            self.edit("rule-severity", levels, |rule| rule["severity"] = json!(severity)),
            self.edit("rule-doc", (Patch, Patch), |rule| match has_doc {
                true => remove(rule, "doc"),
                false => rule["doc"] = json!("Other reasons."),
            }),
        ];
        mutants.extend(code.map(|code| {
            self.edit("rule-server-error", (Patch, Patch), |rule| {
                rule["server_error"] = json!(code)
            })
        }));
        mutants
    }
}

fn value_rules<'o>(
    origin: &'o Origin,
    field: &Field<'o>,
) -> Vec<(Place<'o>, &'o Rule<ValueCheck>)> {
    let all = field.model.rules.iter().enumerate();
    all.map(|(position, rule)| {
        let list = field.path().iter().copied().chain(["rules"]).map(str::to_owned).collect();
        let (ty, field_name) = (field.ty.clone(), field.wire().to_owned());
        let subject = Subject::FieldRule { ty, field: field_name, rule: rule.id.clone() };
        let (severity, levels) = (rule.severity, rule_levels(field.sent, rule.severity));
        (Place { origin, list, position, subject, severity, levels }, rule)
    })
    .collect()
}

/// Whether no literal can break any other rule of the field, so that its constant goes with this.
fn is_last(field: &Field<'_>, rule: &Rule<ValueCheck>) -> bool {
    let speaks = |rule: &Rule<ValueCheck>| !matches!(rule.check, ValueCheck::Reserved { .. });
    let others = field.model.rules.iter().filter(|other| other.id != rule.id);
    field.sent && speaks(rule) && !others.into_iter().any(speaks)
}

pub(crate) fn on_values(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for field in origin.fields() {
        for (place, rule) in value_rules(origin, &field) {
            let (added, removed) = place.levels;
            let removed = if is_last(&field, rule) { Major } else { removed };
            mutants.push(place.removed((removed, added)));
            mutants.extend(place.common(field.sent, rule.doc.is_some()));
        }
    }
    mutants
}

/// Bounds that are made narrower by one, and lists that lose an entry.
pub(crate) fn narrower(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for field in origin.fields() {
        for (place, rule) in value_rules(origin, &field) {
            for key in ["max", "values", "counts", "allowed"] {
                let shrinks = match (key, &rule.check) {
                    ("max", ValueCheck::FloatRange { .. }) => false,
                    ("max", ValueCheck::IntRange { max: Some(max), .. }) => {
                        *max < i128::from(u64::MAX)
                    }
                    _ => true,
                };
                let written = &origin.text["types"][&field.ty]["fields"][field.wire()]["rules"];
                let written = &written[place.position][key];
                let narrow = match written {
                    Value::Number(number) if shrinks => number.as_i64().map(|n| json!(n - 1)),
                    Value::Array(items) if items.len() > 1 => Some(json!(items[1..])),
                    _ => None,
                };
                mutants.extend(narrow.map(|narrow| {
                    place.edit("rule-check", place.levels, |rule| rule[key] = narrow)
                }));
            }
        }
    }
    mutants
}

/// A rule where there was none of its id.
pub(crate) fn new_rules(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for field in origin.fields() {
        let subject = Subject::FieldRule {
            ty: field.ty.clone(),
            field: field.wire().to_owned(),
            rule: "BRAND-NEW".to_owned(),
        };
        let had =
            field.model.rules.iter().any(|rule| !matches!(rule.check, ValueCheck::Reserved { .. }));
        let mut add = |rule: Value, severity: &str, (level, back): (SemverLevel, SemverLevel)| {
            let mut rule = rule;
            rule["id"] = json!("BRAND-NEW");
            rule["severity"] = json!(severity);
            let levels = (level, back);
            mutants.push(origin.edit(
                &field.path(),
                subject.clone(),
                "rule-added",
                levels,
                |field| {
                    let rules = &mut field["rules"];
                    if rules.is_null() {
                        *rules = json!([]);
                    }
                    rules.as_array_mut().unwrap().push(rule);
                },
            ));
        };
        for (word, severity) in [("error", Severity::Error), ("warn", Severity::Warn)] {
            let (added, removed) = rule_levels(field.sent, severity);
            // With the first rule comes the constant for literals.
            let back = if field.sent && !had { Major } else { removed };
            add(json!({ "kind": "length", "min": 1_000_000 }), word, (added, back));
            add(json!({ "kind": "range", "min": 1_000_000_000 }), word, (added, back));
            add(json!({ "kind": "items", "min": 1_000_000 }), word, (added, back));
            if field.model.reserved().is_none() {
                let rule = json!({ "kind": "reserved", "reason": "For later." });
                add(rule, word, (added, removed));
            }
        }
    }
    mutants
}

pub(crate) fn between_fields(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for ty in &origin.spec.types {
        for (position, rule) in ty.rules.iter().enumerate() {
            let wire = &ty.name.wire;
            let place = Place {
                origin,
                list: vec!["types".to_owned(), wire.clone(), "rules".to_owned()],
                position,
                subject: Subject::TypeRule { ty: wire.clone(), rule: rule.id.clone() },
                severity: rule.severity,
                levels: rule_levels(ty.sent, rule.severity),
            };
            let (added, removed) = place.levels;
            mutants.extend(place.common(ty.sent, rule.doc.is_some()));
            match &rule.check {
                RecordCheck::AtMostOne { group: Some(_), .. } => {
                    mutants.push(place.removed((Major, Major)));
                    mutants.extend(groups(&place));
                }
                RecordCheck::Sum { max, .. } => {
                    mutants.push(place.removed((removed, added)));
                    mutants.push(place.edit("rule-check", (added, removed), |rule| {
                        rule["max"] = json!(max - 1);
                    }));
                }
                _ => mutants.push(place.removed((removed, added))),
            }
        }
    }
    mutants
}

fn groups(place: &Place<'_>) -> Vec<Mutant> {
    let edit = |level: SemverLevel, edit: fn(&mut Value)| {
        place.edit("rule-group", (level, level), |rule| edit(&mut rule["group"]))
    };
    vec![
        edit(Patch, |group| group["doc"] = json!("Other words.")),
        edit(Major, |group| group["type"] = json!("AnotherName")),
        edit(Major, |group| group["field"] = json!("another_name")),
        place.edit("rule-group", (Major, Major), |rule| remove(rule, "group")),
        place.edit("rule-check", (Major, Major), |rule| {
            rule["fields"].as_array_mut().unwrap().pop();
            if let Some(variants) = rule["group"]["variants"].as_array_mut() {
                variants.pop();
            }
        }),
    ]
}

/// Two rules of a record, or of a field, that change places.
pub(crate) fn orders(origin: &Origin) -> Vec<Mutant> {
    let swap = |path: &[&str], subject: Subject, code, count: usize| -> Vec<Mutant> {
        let each = (1..count).map(|position| {
            origin.edit(path, subject.clone(), code, (Patch, Patch), |rules| {
                rules.as_array_mut().unwrap().swap(position - 1, position);
            })
        });
        each.collect()
    };
    let mut mutants = Vec::new();
    for ty in &origin.spec.types {
        let wire = &ty.name.wire;
        let subject = Subject::Type(wire.clone());
        mutants.extend(swap(&["types", wire, "rules"], subject, "type-rule-order", ty.rules.len()));
    }
    for field in origin.fields() {
        let path = field.path();
        let path = [path.as_slice(), &["rules"]].concat();
        mutants.extend(swap(&path, field.subject(), "field-rule-order", field.model.rules.len()));
    }
    mutants
}

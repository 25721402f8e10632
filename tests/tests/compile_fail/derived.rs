//! Programs made from the shipped spec: one for each parameter that can be left out, chosen twice
//! or given though it is reserved. Those of the action in depth are kept as files, with all that the
//! compiler says; those of all actions are functions of one program, see [`whole`].

#[path = "whole.rs"]
mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use ecm_spec::model::{EnumValues, Field, Scalar, Severity, Shape, Spec, Type};
use serde_json::Value;

use super::{cases, expect_files, message};

/// A program that must not compile, and what the first line of its message says.
struct Case {
    /// The folder and the name of the file.
    file: [String; 2],
    /// What stands before everything else.
    attribute: &'static str,
    /// What is to be refused.
    expression: String,
    says: String,
}

impl Case {
    fn source(&self) -> String {
        let Self { attribute, expression, .. } = self;
        format!("{attribute}use ecm_client::ecm;\n\nfn main() {{\n    let _ = {expression};\n}}\n")
    }
}

/// The name of a file for a Rust name.
fn snake(rust: &str) -> String {
    let mut name = String::new();
    for letter in rust.trim_start_matches("r#").chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

const REQUIRED: &str = "required";
const EXCLUSIVE: &str = "exclusive";
const RESERVED: &str = "reserved";

/// All programs about some types.
fn made(spec: &Spec, types: &[&Type]) -> Vec<Case> {
    [required(spec, types), exclusive(spec, types), reserved(spec, types)]
        .into_iter()
        .flatten()
        .collect()
}

/// How many there are of each kind.
fn by_kind(cases: &[Case]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for case in cases {
        *counts.entry(case.file[0].as_str()).or_default() += 1;
    }
    counts
}

fn case(
    theme: &str,
    name: &[&str],
    says: String,
    attribute: &'static str,
    expression: String,
) -> Case {
    let name: Vec<String> = name.iter().map(|part| snake(part)).collect();
    Case { file: [theme.to_owned(), name.join("_")], attribute, expression, says }
}

/// Everything that is required but one field, and then the end.
fn required(spec: &Spec, types: &[&Type]) -> Vec<Case> {
    let mut made = Vec::new();
    for ty in types {
        let of_type: Vec<&Field> =
            ty.fields.iter().filter(|field| field.required.is_some()).collect();
        // A request is spoken of by the name of its action.
        let action = spec.actions.iter().find(|action| spec[action.request].name == ty.name);
        let whose = action.map_or(&ty.name.wire, |action| &action.name.wire);
        for missing in &of_type {
            let wire = &missing.name.wire;
            let others = of_type.iter().filter(|field| field.name != missing.name);
            let calls: String = others.map(|field| setter(spec, field)).collect();
            made.push(case(
                REQUIRED,
                &[&ty.name.rust, &missing.name.rust],
                format!("error[E0277]: `{wire}` is required by `{whose}` and has not been given"),
                "",
                format!("ecm::{}::builder(){calls}.build()", ty.name.rust),
            ));
        }
    }
    made
}

/// Two members of an exclusive group, one after the other.
fn exclusive(spec: &Spec, types: &[&Type]) -> Vec<Case> {
    let mut made = Vec::new();
    for ty in types {
        for (_, _, members) in ty.groups() {
            let members: Vec<&Field> =
                members.iter().map(|member| ty.field(member).unwrap()).collect();
            for (position, first) in members.iter().enumerate() {
                for second in &members[position + 1..] {
                    let says =
                        "error[E0277]: a parameter that excludes this one has been given before";
                    let (one, other) = (setter(spec, first), setter(spec, second));
                    made.push(case(
                        EXCLUSIVE,
                        &[&ty.name.rust, &first.name.rust, "and", &second.name.rust],
                        says.to_owned(),
                        "",
                        format!("ecm::{}::builder(){one}{other}", ty.name.rust),
                    ));
                }
            }
        }
    }
    made
}

/// What is reserved: refused if that is certain, and otherwise deprecated.
fn reserved(spec: &Spec, types: &[&Type]) -> Vec<Case> {
    let mut made = Vec::new();
    for ty in types {
        for field in &ty.fields {
            let Some((rule, reason)) = field.reserved() else { continue };
            let wire = &field.name.wire;
            let why = format!("`{wire}` is reserved: {reason}");
            let (attribute, says) = match rule.severity {
                Severity::Error => ("", format!("error[E0277]: {why}")),
                Severity::Warn => {
                    let path = format!("ecm_client::ecm::builder::{}Builder", ty.name.rust);
                    let says = format!(
                        "error: use of deprecated method `{path}::{}`: {why}",
                        method(field)
                    );
                    ("#![deny(deprecated)]\n\n", says)
                }
            };
            let call = setter(spec, field);
            made.push(case(
                RESERVED,
                &[&ty.name.rust, &field.name.rust],
                says,
                attribute,
                format!("ecm::{}::builder(){call}", ty.name.rust),
            ));
        }
    }
    made
}

/// The builder's method, which steps out of the way of what every builder has.
fn method(field: &Field) -> String {
    match field.name.rust.as_str() {
        taken @ ("new" | "build" | "send") => format!("{taken}_"),
        free => free.to_owned(),
    }
}

fn setter(spec: &Spec, field: &Field) -> String {
    format!(".{}({})", method(field), value(spec, &field.shape))
}

/// Source text that makes a value of a shape; whether rules hold is not looked at while compiling.
fn value(spec: &Spec, shape: &Shape) -> String {
    match shape {
        Shape::Scalar(Scalar::Int64 | Scalar::Uint64) => "1".to_owned(),
        Shape::Scalar(Scalar::Float) => "1.0".to_owned(),
        Shape::Scalar(Scalar::Bool) => "true".to_owned(),
        Shape::Scalar(_) => "\"a\"".to_owned(),
        Shape::Enum(id) => match &spec[*id].values {
            EnumValues::Text(values) => format!("{:?}", values[0].value),
            EnumValues::Integer(values) => values[0].value.to_string(),
        },
        Shape::List(item) => format!("[{}]", value(spec, item)),
        Shape::Record(id) => {
            let ty = &spec[*id];
            let required = ty.fields.iter().filter(|field| field.required.is_some());
            let values: Vec<String> = required.map(|field| value(spec, &field.shape)).collect();
            format!("ecm::{}::new({})", ty.name.rust, values.join(", "))
        }
    }
}

/// How many programs there must be of each kind about what these actions reach, counted in the text
/// of the spec by itself.
fn counted(is_meant: impl Fn(&str) -> bool) -> BTreeMap<&'static str, usize> {
    let spec: Value = serde_json::from_str(ecm_tests::ecm()).unwrap();
    let actions = spec["actions"].as_object().unwrap().iter();
    let meant = actions.filter(|(name, _)| is_meant(name));
    let mut open: Vec<&str> = meant.filter_map(|(_, action)| action["request"].as_str()).collect();
    let mut seen = BTreeSet::new();
    let mut counts = BTreeMap::from([(REQUIRED, 0), (EXCLUSIVE, 0), (RESERVED, 0)]);
    let mut count = |kind: &'static str, more: usize| *counts.entry(kind).or_default() += more;
    while let Some(name) = open.pop() {
        let ty = &spec["types"][name];
        if ty.is_null() || !seen.insert(name) {
            continue;
        }
        for field in ty["fields"].as_object().unwrap().values() {
            open.extend(field["type"].as_str().map(|name| name.trim_matches(['[', ']'])));
            let required = !matches!(field["required"], Value::Null | Value::Bool(false));
            count(REQUIRED, usize::from(required));
            let rules = field["rules"].as_array().into_iter().flatten();
            count(RESERVED, rules.filter(|rule| rule["kind"] == "reserved").count());
        }
        for rule in ty["rules"].as_array().into_iter().flatten() {
            if rule["group"].is_object() {
                let members = rule["fields"].as_array().unwrap().len();
                count(EXCLUSIVE, members * (members - 1) / 2);
            }
        }
    }
    counts
}

#[test]
fn what_the_spec_forbids_does_not_compile() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let made = made(&spec, &ecm_tests::sent_by_main_action(&spec));
    let folder = cases().join("derived");
    let path = |case: &Case| -> PathBuf {
        let [theme, name] = &case.file;
        folder.join(theme).join(format!("{name}.rs"))
    };
    let expected: BTreeMap<PathBuf, String> =
        made.iter().map(|case| (path(case), case.source())).collect();
    assert_eq!(expected.len(), made.len(), "two cases in one file");
    assert_eq!(by_kind(&made), counted(|name| name == ecm_tests::MAIN_ACTION));
    expect_files(&folder, &expected);
    for case in &made {
        let message = message(&path(case));
        let first = message.lines().next().unwrap_or_default();
        assert_eq!(first, case.says, "{:?}", case.file);
    }
}

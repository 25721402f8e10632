//! Programs made from the shipped spec: one for each parameter that can be left out, chosen twice
//! or given though it is reserved.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use ecm_spec::model::{Field, Scalar, Severity, Shape, Spec, Type, Vocables};
use serde_json::Value;

use super::{cases, expect_files, message};

/// A program that must not compile, and what the first line of its message says.
struct Case {
    /// The folder and the name of the file.
    file: [String; 2],
    source: String,
    says: String,
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

fn sent(spec: &Spec) -> Vec<&Type> {
    ecm_tests::sent_by_deepest(spec)
}

fn case(theme: &str, name: &[&str], says: String, attribute: &str, body: &str) -> Case {
    let name: Vec<String> = name.iter().map(|part| snake(part)).collect();
    Case {
        file: [theme.to_owned(), name.join("_")],
        source: format!(
            "{attribute}use ecm_client::ecm;\n\nfn main() {{\n    let _ = {body};\n}}\n"
        ),
        says,
    }
}

/// Everything that is required but one field, and then the end.
fn required(spec: &Spec) -> Vec<Case> {
    let mut made = Vec::new();
    for ty in sent(spec) {
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
                &format!("ecm::{}::builder(){calls}.build()", ty.name.rust),
            ));
        }
    }
    made
}

/// Two members of an exclusive group, one after the other.
fn exclusive(spec: &Spec) -> Vec<Case> {
    let mut made = Vec::new();
    for ty in sent(spec) {
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
                        &format!("ecm::{}::builder(){one}{other}", ty.name.rust),
                    ));
                }
            }
        }
    }
    made
}

/// What is reserved: refused if that is certain, and otherwise deprecated.
fn reserved(spec: &Spec) -> Vec<Case> {
    let mut made = Vec::new();
    for ty in sent(spec) {
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
                &format!("ecm::{}::builder(){call}", ty.name.rust),
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
        Shape::Vocabulary(id) => match &spec[*id].values {
            Vocables::Text(values) => format!("{:?}", values[0].value),
            Vocables::Integer(values) => values[0].value.to_string(),
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

/// How many programs there must be of each kind, counted in the text of the spec by itself.
fn counted() -> BTreeMap<&'static str, usize> {
    let spec: Value = serde_json::from_str(ecm_tests::ecm()).unwrap();
    let mut open: Vec<&str> =
        spec["actions"][ecm_tests::DEEPEST]["request"].as_str().into_iter().collect();
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
    let made: Vec<Case> =
        required(&spec).into_iter().chain(exclusive(&spec)).chain(reserved(&spec)).collect();
    let folder = cases().join("derived");
    let path = |case: &Case| -> PathBuf {
        let [theme, name] = &case.file;
        folder.join(theme).join(format!("{name}.rs"))
    };
    let expected: BTreeMap<PathBuf, String> =
        made.iter().map(|case| (path(case), case.source.clone())).collect();
    assert_eq!(expected.len(), made.len(), "two cases in one file");
    let mut counts = BTreeMap::new();
    for case in &made {
        *counts.entry(case.file[0].as_str()).or_default() += 1;
    }
    assert_eq!(counts, counted());
    expect_files(&folder, &expected);
    for case in &made {
        let message = message(&path(case));
        let first = message.lines().next().unwrap_or_default();
        assert_eq!(first, case.says, "{:?}", case.file);
    }
}

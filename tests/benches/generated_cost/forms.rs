//! The same types in several forms.

use std::fmt::Write as _;

use ecm_codegen::Selection;
use ecm_spec::Spec;
use ecm_spec::model::{EnumValues, Field, Scalar, Shape, Type};

use crate::workspace::CLIENT;

/// The package of what nothing can be cheaper than.
pub(crate) const FLOOR: &str = "plain-structs";

/// The package of what this generator writes.
pub(crate) const OURS: &str = "ours";

/// The request that gets one more field, and its name.
const EDITED: (&str, &str) = ("DescribeInstancesRequest", "BenchToggle");

/// A package that is measured.
pub(crate) struct Form {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) needs: &'static str,
    /// `src/lib.rs`.
    pub(crate) source: String,
    /// The file that the types come from.
    pub(crate) path: &'static str,
    pub(crate) text: String,
    /// The same with one more field.
    pub(crate) edited: String,
}

/// The action that is measured by itself as well.
pub(crate) const ALONE: &str = "RunInstances";

/// The packages of that action alone: plain structs, and what this generator makes.
pub(crate) const FLOOR_ALONE: &str = "plain-structs-alone";
pub(crate) const OURS_ALONE: &str = "ours-alone";

/// The floor, and what this generator makes, for one action alone.
pub(crate) fn alone(spec: &Spec, selection: &Selection, text: &str) -> Vec<Form> {
    let structs = structs(spec, selection, false, Derived::Nothing);
    let only = format!("    actions: [{ALONE}],\n");
    vec![
        floor(FLOOR_ALONE, [structs.clone(), structs]),
        api(OURS_ALONE, &only, [text.to_owned(), text.to_owned()]),
    ]
}

/// Plain structs, before and after the edit.
fn floor(name: &'static str, [text, edited]: [String; 2]) -> Form {
    Form {
        name,
        label: "plain structs",
        needs: "",
        source: MODULE.to_owned(),
        path: "src/types.rs",
        text,
        edited,
    }
}

/// What this generator makes of a spec, before and after the edit.
pub(crate) fn api(name: &'static str, only: &str, [text, edited]: [String; 2]) -> Form {
    Form {
        name,
        label: "`api!`",
        needs: CLIENT,
        source: format!(
            "//! Of a service.\n\necm_client::api! {{\n    spec: \"specs/ecm.json\",\n    /// It.\n    \
             pub mod ecm,\n{only}}}\n"
        ),
        path: "specs/ecm.json",
        text,
        edited,
    }
}

/// What a package of structs consists of besides them.
const MODULE: &str = "//! Of ECM.\n\npub mod types;\n";

/// The floor, derived traits, and what this generator makes.
pub(crate) fn ours(spec: &Spec, text: &str) -> Vec<Form> {
    let all = Selection::all(spec);
    let plain = |edited: bool| structs(spec, &all, edited, Derived::Nothing);
    let derived = |edited: bool| structs(spec, &all, edited, Derived::Serde);
    let (ty, field) = EDITED;
    let fields = format!("\"{ty}\": {{");
    let at =
        text.find(&fields).and_then(|at| Some(at + text.get(at..)?.find("\"fields\": {")? + 11));
    let (before, after) = text.split_at(at.unwrap_or(text.len()));
    let with =
        format!("{before} \"{field}\": {{ \"type\": \"string\", \"doc\": \"It.\" }}, {after}");
    vec![
        floor(FLOOR, [plain(false), plain(true)]),
        Form {
            name: "derived",
            label: "serde derived",
            needs: "serde = { version = \"1\", features = [\"derive\"] }\n",
            ..floor(FLOOR, [derived(false), derived(true)])
        },
        api(OURS, "", [text.to_owned(), with]),
    ]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Derived {
    Nothing,
    Serde,
}

/// Structs with documentation and public fields, as one would write them down.
fn structs(spec: &Spec, selection: &Selection, edited: bool, derived: Derived) -> String {
    let mut text = "//! The types of ECM.\n\n".to_owned();
    let is_serde = derived == Derived::Serde;
    let derive = if is_serde { ", serde::Serialize, serde::Deserialize" } else { "" };
    for ty in selection.records(spec) {
        let doc = one_line(ty.doc.as_deref());
        let _ = writeln!(text, "#[doc = {doc:?}]\n#[derive(Clone, Debug{derive})]");
        let _ = writeln!(text, "pub struct {} {{", ty.name.rust);
        for field in &ty.fields {
            let doc = one_line(field.doc.as_deref());
            let (name, value) = (&field.name.rust, value(spec, ty, field));
            if is_serde {
                let wire = &field.name.wire;
                let default = if value.starts_with("Option") { ", default" } else { "" };
                let _ = writeln!(text, "    #[serde(rename = {wire:?}{default})]");
            }
            let _ = writeln!(text, "    #[doc = {doc:?}]\n    pub {name}: {value},");
        }
        if edited && ty.name.wire == EDITED.0 {
            text.push_str("    /// It.\n    pub bench_toggle: Option<String>,\n");
        }
        text.push_str("}\n\n");
    }
    text
}

fn one_line(text: Option<&str>) -> String {
    text.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn value(spec: &Spec, ty: &Type, field: &Field) -> String {
    let value = shape(spec, &field.shape);
    let value = if field.boxed { format!("Box<{value}>") } else { value };
    match ty.sent && field.required.is_some() {
        true => value,
        false => format!("Option<{value}>"),
    }
}

fn shape(spec: &Spec, of: &Shape) -> String {
    match of {
        Shape::Scalar(Scalar::Int64) => "i64".to_owned(),
        Shape::Scalar(Scalar::Uint64) => "u64".to_owned(),
        Shape::Scalar(Scalar::Float) => "f64".to_owned(),
        Shape::Scalar(Scalar::Bool) => "bool".to_owned(),
        Shape::Scalar(_) => "String".to_owned(),
        Shape::Enum(id) => match spec[*id].values {
            EnumValues::Text(_) => "String".to_owned(),
            EnumValues::Integer(_) => "i64".to_owned(),
        },
        Shape::Record(id) => spec[*id].name.rust.clone(),
        Shape::List(item) => format!("Vec<{}>", shape(spec, item)),
    }
}

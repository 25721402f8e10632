//! Other generators, given the same actions and types. They and what they need are compiled only by
//! this benchmark, and only where it is asked for.

use std::io;

use ecm_codegen::Selection;
use ecm_spec::Spec;
use ecm_spec::model::{EnumValues, Scalar, Shape, Type};
use serde_json::{Map, Value, json};

use crate::forms::Form;
use crate::workspace::Workspace;

/// What progenitor's code needs.
const PROGENITOR: &str = "progenitor = \"=0.15.1\"\nprogenitor-client = \"=0.15.1\"\nbytes = \"1\"\n\
    futures-core = \"0.3\"\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
    reqwest = { version = \"0.13\", default-features = false, features = [\"json\", \"query\", \"stream\"] }\n";

/// The package that runs the generator of progenitor by itself.
pub(crate) const GENERATOR: &str = "generator-of-progenitor";

/// Writes that package. Run, it prints the milliseconds that reading a description of the same actions
/// and types took, and those that making code of it took.
pub(crate) fn generator(spec: &Spec, workspace: &mut Workspace) -> io::Result<()> {
    let needs = "progenitor-impl = \"=0.15.1\"\nopenapiv3 = \"2\"\nserde_json = \"1\"\n";
    workspace.package(GENERATOR, needs, "//! Nothing.\n")?;
    workspace.file(
        GENERATOR,
        "spec.json",
        &openapi(spec, &Selection::all(spec), false).to_string(),
    )?;
    workspace.file(GENERATOR, "src/main.rs", GENERATOR_SOURCE)
}

const GENERATOR_SOURCE: &str = r#"//! Takes the time of a generator.

use std::time::Instant;

use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle};

fn main() {
    let start = Instant::now();
    let spec: openapiv3::OpenAPI = serde_json::from_str(include_str!("../spec.json")).unwrap();
    let read = start.elapsed();
    let start = Instant::now();
    let mut settings = GenerationSettings::new();
    settings.with_interface(InterfaceStyle::Builder);
    let tokens = Generator::new(&settings).generate_tokens(&spec).unwrap();
    let generated = start.elapsed();
    assert!(!tokens.is_empty());
    println!("{} {}", read.as_secs_f64() * 1e3, generated.as_secs_f64() * 1e3);
}
"#;

/// typify, types only.
const TYPIFY: &str = "typify = \"=0.8.0\"\nserde = { version = \"1\", features = [\"derive\"] }\n\
    serde_json = \"1\"\n";

/// All actions, by each of the others.
pub(crate) fn all(spec: &Spec) -> Vec<Form> {
    let all = Selection::all(spec);
    vec![
        typify("of-typify", spec, &all),
        progenitor(["of-progenitor", "progenitor"], spec, &all, ""),
        progenitor(
            ["of-progenitor-builder", "progenitor with builders"],
            spec,
            &all,
            ", interface = Builder",
        ),
    ]
}

/// One action alone, by each of the others.
pub(crate) fn alone(spec: &Spec, selection: &Selection) -> Vec<Form> {
    vec![
        typify(TYPIFY_ALONE, spec, selection),
        progenitor([PROGENITOR_ALONE, "progenitor"], spec, selection, ""),
    ]
}

/// Progenitor's one action where the client can be reached over TLS, as ours can be.
pub(crate) fn with_tls(spec: &Spec, selection: &Selection) -> Form {
    let tls = PROGENITOR.replace("\"stream\"]", "\"stream\", \"rustls-no-provider\"]");
    let provider = "rustls = { version = \"0.23\", default-features = false, \
                    features = [\"ring\", \"std\", \"tls12\"] }\n";
    let mut form = progenitor([TLS, "progenitor, with TLS"], spec, selection, "");
    form.needs = format!("{tls}{provider}").leak();
    form
}

/// The packages of the others' one action.
pub(crate) const PROGENITOR_ALONE: &str = "of-progenitor-alone";
pub(crate) const TLS: &str = "of-progenitor-tls";
pub(crate) const TYPIFY_ALONE: &str = "of-typify-alone";

fn typify(name: &'static str, spec: &Spec, selection: &Selection) -> Form {
    let schema = |edited: bool| {
        let types = schemas(spec, selection, "#/$defs/", edited);
        json!({ "$schema": "http://json-schema.org/draft-07/schema#", "$defs": types }).to_string()
    };
    let source = "typify::import_types!(\"spec.json\");";
    form([name, "typify, types only"], TYPIFY, source, schema)
}

fn progenitor(
    names: [&'static str; 2],
    spec: &Spec,
    selection: &Selection,
    interface: &str,
) -> Form {
    let source = format!("progenitor::generate_api!(spec = \"spec.json\"{interface});");
    let openapi = |edited: bool| openapi(spec, selection, edited).to_string();
    form(names, PROGENITOR, &source, openapi)
}

fn form(
    [name, label]: [&'static str; 2],
    needs: &'static str,
    source: &str,
    text: impl Fn(bool) -> String,
) -> Form {
    Form {
        name,
        label,
        needs,
        source: format!("//! Of ECM.\n#![allow(missing_docs)]\n\n{source}\n"),
        path: "spec.json",
        text: text(false),
        edited: text(true),
    }
}

fn openapi(spec: &Spec, selection: &Selection, edited: bool) -> Value {
    let at = |ty: &Type| json!({ "$ref": format!("#/components/schemas/{}", ty.name.wire) });
    let paths = selection.actions(spec).map(|action| {
        let (request, response) = (at(&spec[action.request]), at(&spec[action.response]));
        let doc = action.doc.as_deref().unwrap_or_default();
        let operation = json!({
            "operationId": action.name.wire,
            "description": doc,
            "requestBody": {
                "required": true, "content": { "application/json": { "schema": request } },
            },
            "responses": {
                "200": {
                    "description": "ok",
                    "content": { "application/json": { "schema": response } },
                },
            },
        });
        (format!("/{}", action.name.wire), json!({ "post": operation }))
    });
    json!({
        "openapi": "3.0.3",
        "info": { "title": spec.service, "version": spec.version },
        "paths": paths.collect::<Map<_, _>>(),
        "components": { "schemas": schemas(spec, selection, "#/components/schemas/", edited) },
    })
}

fn schemas(spec: &Spec, selection: &Selection, prefix: &str, edited: bool) -> Map<String, Value> {
    let schema = |ty: &Type| {
        let properties = ty.fields.iter().map(|field| {
            let mut schema = shape(spec, &field.shape, prefix);
            let doc = field.doc.as_deref().unwrap_or_default();
            if schema.get("$ref").is_some() {
                schema = json!({ "description": doc, "allOf": [schema] });
            } else if let Some(schema) = schema.as_object_mut() {
                schema.insert("description".to_owned(), doc.into());
            }
            (field.name.wire.clone(), schema)
        });
        let mut properties: Map<String, Value> = properties.collect();
        if edited && ty.name.wire == "DescribeInstancesRequest" {
            properties.insert("BenchToggle".to_owned(), json!({ "type": "string" }));
        }
        let required = ty.fields.iter().filter(|field| field.required.is_some() && ty.sent);
        let required: Vec<&str> = required.map(|field| field.name.wire.as_str()).collect();
        json!({
            "type": "object",
            "description": ty.doc.as_deref().unwrap_or_default(),
            "properties": properties,
            "required": required,
        })
    };
    selection.records(spec).map(|ty| (ty.name.wire.clone(), schema(ty))).collect()
}

fn shape(spec: &Spec, of: &Shape, prefix: &str) -> Value {
    match of {
        Shape::Scalar(Scalar::Int64) => json!({ "type": "integer", "format": "int64" }),
        Shape::Scalar(Scalar::Uint64) => {
            json!({ "type": "integer", "format": "uint64", "minimum": 0 })
        }
        Shape::Scalar(Scalar::Float) => json!({ "type": "number", "format": "double" }),
        Shape::Scalar(Scalar::Bool) => json!({ "type": "boolean" }),
        Shape::Scalar(_) => json!({ "type": "string" }),
        Shape::Enum(id) => match spec[*id].values {
            EnumValues::Text(_) => json!({ "type": "string" }),
            EnumValues::Integer(_) => json!({ "type": "integer", "format": "int64" }),
        },
        Shape::Record(id) => json!({ "$ref": format!("{prefix}{}", spec[*id].name.wire) }),
        Shape::List(item) => json!({ "type": "array", "items": shape(spec, item, prefix) }),
    }
}

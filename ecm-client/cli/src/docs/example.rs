//! One call, as Rust and as a command line: the least that the spec allows.

use ecm_codegen::format;
use ecm_spec::Spec;
use ecm_spec::model::{Action, EnumValues, Field, Scalar, Shape, Type};
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::text;

/// Call of an action.
pub(crate) struct Example {
    pub(crate) rust: String,
    pub(crate) shell: String,
}

/// File with the bytes of a body or of a field.
const BYTES_FILE: &str = "data.bin";

impl Example {
    /// Makes the calls of an action; `spec_name` is that for `--spec`, where it is needed.
    pub(crate) fn new(spec: &Spec, spec_name: Option<&str>, action: &Action) -> Self {
        let request = ecm_test_server::minimal_request(spec, &action.name.wire);
        let empty = Map::new();
        let fields = request.as_ref().and_then(Value::as_object).unwrap_or(&empty);
        let ty = &spec[action.request];
        Self {
            rust: rust(spec, action, ty, fields),
            shell: shell(spec, spec_name, action, ty, fields),
        }
    }
}

fn rust(spec: &Spec, action: &Action, ty: &Type, fields: &Map<String, Value>) -> String {
    let request = builder(spec, ty, fields);
    let mut body = format!("let request = {request};");
    if !action.is_always_streamed() {
        let more =
            if action.raw_body().is_some() { format!(", {}", bytes()) } else { String::new() };
        let method = format::client_method(&action.name.rust);
        body.push_str(&format!("let response = client.{method}(&request{more}).await?;"));
    }
    let each = |items: &str, item: &str| {
        format!("while let Some({item}) = {items}.next().await {{ let {item} = {item}?; }}")
    };
    if let Some(stream) = action.stream_method() {
        let method = format::client_method(&stream);
        body.push_str(&format!("let mut events = client.{method}(&request).await?;"));
        body.push_str(&each("events", "event"));
    }
    if let Some(pages) = action.pages_method() {
        let method = format::client_method(&pages);
        body.push_str(&format!("let mut items = client.{method}(request).items();"));
        body.push_str(&each("items", "item"));
    }
    format::statements(&body).trim_end().to_owned()
}

/// Formats the call of a waiter.
pub(crate) fn waiter(name: &str) -> String {
    format!("client.{}([id]).await?;", format::client_method(name))
}

fn builder(spec: &Spec, ty: &Type, fields: &Map<String, Value>) -> String {
    let mut code = format!("{}::builder()", ty.name.rust);
    for (field, value) in given(ty, fields) {
        let value = expression(spec, &field.shape, value, false);
        code.push_str(&format!(".{}({value})", format::setter(field)));
    }
    code.push_str(".build()");
    code
}

/// Lists the fields that are given, in the order of the record.
fn given<'a>(
    ty: &'a Type,
    fields: &'a Map<String, Value>,
) -> impl Iterator<Item = (&'a Field, &'a Value)> {
    let values = ty.fields.iter().map(|field| (field, fields.get(&field.name.wire)));
    values.filter_map(|(field, value)| Some((field, value.filter(|value| !value.is_null())?)))
}

/// Writes a value; `is_exact` where no setter converts it.
fn expression(spec: &Spec, shape: &Shape, value: &Value, is_exact: bool) -> String {
    let into = if is_exact { ".into()" } else { "" };
    match (shape, value) {
        (Shape::Record(id), Value::Object(fields)) => builder(spec, &spec[*id], fields),
        (Shape::List(item), Value::Array(values)) => {
            let is_nested = is_exact || matches!(**item, Shape::List(_));
            let items: Vec<String> =
                values.iter().map(|value| expression(spec, item, value, is_nested)).collect();
            format!("{}[{}]", if is_exact { "vec!" } else { "" }, items.join(", "))
        }
        (Shape::Scalar(Scalar::Binary), _) => bytes(),
        (Shape::Scalar(Scalar::Float), Value::Number(number)) => {
            format!("{:?}", number.as_f64().unwrap_or_default())
        }
        (Shape::Enum(id), value) => {
            variant(spec, *id, value).unwrap_or_else(|| format!("{}.into()", literal(value)))
        }
        (_, Value::String(text)) => format!("{text:?}{into}"),
        (_, value) => literal(value),
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}

fn variant(spec: &Spec, id: ecm_spec::model::EnumId, value: &Value) -> Option<String> {
    let known = &spec[id];
    let variant = match &known.values {
        EnumValues::Text(values) => {
            &values.iter().find(|one| value.as_str() == Some(&one.value))?.rust
        }
        EnumValues::Integer(values) => {
            &values.iter().find(|one| value.as_i64() == Some(one.value))?.rust
        }
    };
    Some(format!("{}::{variant}", known.name.rust))
}

fn bytes() -> String {
    format!("std::fs::read({BYTES_FILE:?})?")
}

fn shell(
    spec: &Spec,
    spec_name: Option<&str>,
    action: &Action,
    ty: &Type,
    fields: &Map<String, Value>,
) -> String {
    let mut line = format!("ecm call {}", quoted(&action.name.wire));
    if let Some(name) = spec_name {
        line.push_str(&format!(" --spec {}", quoted(name)));
    }
    if action.raw_body().is_some() {
        line.push_str(&format!(" --body {BYTES_FILE}"));
    }
    if fields.is_empty() {
        return line;
    }
    let json = text::json(&Ordered { spec, ty, fields }).unwrap_or_default();
    if holds_secret(spec, ty, fields) {
        // What is on a command line can be seen by other programs.
        return format!("{line} --json request.json\n\n# request.json:\n{json}");
    }
    format!("{line} --json {}", quoted(&json))
}

fn quoted(text: &str) -> String {
    shlex::try_quote(text).map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

fn holds_secret(spec: &Spec, ty: &Type, fields: &Map<String, Value>) -> bool {
    given(ty, fields).any(|(field, value)| {
        let is_within = |value: &Value| match (field.shape.item(), value) {
            (Shape::Record(id), Value::Object(fields)) => holds_secret(spec, &spec[*id], fields),
            _ => false,
        };
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        field.secret || items.iter().any(is_within)
    })
}

/// Record whose fields are written in the order of the spec.
struct Ordered<'a> {
    spec: &'a Spec,
    ty: &'a Type,
    fields: &'a Map<String, Value>,
}

impl Serialize for Ordered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (field, value) in given(self.ty, self.fields) {
            let value = OrderedValue { spec: self.spec, shape: &field.shape, value };
            map.serialize_entry(&field.name.wire, &value)?;
        }
        map.end()
    }
}

struct OrderedValue<'a> {
    spec: &'a Spec,
    shape: &'a Shape,
    value: &'a Value,
}

impl Serialize for OrderedValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.shape, self.value) {
            (Shape::Record(id), Value::Object(fields)) => {
                Ordered { spec: self.spec, ty: &self.spec[*id], fields }.serialize(serializer)
            }
            (Shape::List(shape), Value::Array(values)) => serializer
                .collect_seq(values.iter().map(|value| Self { spec: self.spec, shape, value })),
            (_, value) => value.serialize(serializer),
        }
    }
}

//! Output of `ecm call --skeleton`: a request to fill in.

use std::io::Write;

use ecm_spec::Spec;
use ecm_spec::model::{EnumValues, Field, Scalar, Shape, Type, TypeId, ValueCheck};
use serde_json::Value;

use super::args::SkeletonFields;
use crate::text::sanitize;
use crate::verdict::Failure;

/// Width of a line of documentation, in characters.
const WIDTH: usize = 80;

/// Prints a request with a placeholder for each field.
///
/// With all fields, the documentation stands above each as a comment, and an optional field is a
/// comment itself: `--json` accepts comments and a comma behind the last field, so that any part of it
/// can be turned into one that is sent.
pub(super) fn print(
    spec: &Spec,
    request: TypeId,
    fields: SkeletonFields,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let mut writer = Writer { spec, fields, lines: Vec::new(), open: Vec::new() };
    writer.record(request, &Line { indent: 0, is_comment: false, before: "", after: "" });
    for line in &writer.lines {
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}

/// Line around a value: what stands in front of it and behind it.
#[derive(Clone, Copy)]
struct Line<'a> {
    indent: usize,
    /// True if the value is not sent until its marks of comments are removed.
    is_comment: bool,
    before: &'a str,
    after: &'a str,
}

struct Writer<'s> {
    spec: &'s Spec,
    fields: SkeletonFields,
    lines: Vec<String>,
    /// Types around the value, of which a record may be one again.
    open: Vec<TypeId>,
}

impl<'s> Writer<'s> {
    fn push(&mut self, line: &Line<'_>, text: &str) {
        let mark = if line.is_comment { "//" } else { "" };
        let text = format!("{}{mark}{}{text}{}", " ".repeat(line.indent), line.before, line.after);
        self.lines.push(text);
    }

    fn is_shown(&self, field: &Field) -> bool {
        match self.fields {
            SkeletonFields::Required => field.required.is_some(),
            SkeletonFields::All => true,
        }
    }

    fn record(&mut self, id: TypeId, line: &Line<'_>) {
        let ty: &'s Type = &self.spec[id];
        let shown: Vec<&'s Field> = ty.fields.iter().filter(|field| self.is_shown(field)).collect();
        if shown.is_empty() || self.open.contains(&id) {
            return self.push(line, "{}");
        }
        self.open.push(id);
        self.push(&Line { after: "", ..*line }, "{");
        // Required ones first: what is left of it without comments is in one place.
        let (required, optional): (Vec<_>, Vec<_>) =
            shown.into_iter().partition(|field| field.required.is_some());
        let count = required.len();
        for (index, field) in required.into_iter().chain(optional).enumerate() {
            self.field(field, line, index + 1 == count && self.fields == SkeletonFields::Required);
        }
        self.push(&Line { before: "", ..*line }, "}");
        self.open.pop();
    }

    fn field(&mut self, field: &'s Field, outer: &Line<'_>, is_last: bool) {
        let indent = outer.indent + 2;
        if self.fields == SkeletonFields::All {
            self.document(field, indent);
        }
        let name = format!("{}: ", Value::from(field.name.wire.as_str()));
        let line = Line {
            indent,
            is_comment: outer.is_comment || field.required.is_none(),
            before: &name,
            after: if is_last { "" } else { "," },
        };
        self.value(&field.shape, field, &line);
    }

    fn value(&mut self, shape: &'s Shape, field: &'s Field, line: &Line<'_>) {
        match shape {
            Shape::Record(id) => self.record(*id, line),
            Shape::List(item) => match item.as_ref() {
                Shape::Scalar(_) | Shape::Enum(_) => {
                    let item = placeholder(self.spec, item, field);
                    self.push(line, &format!("[{item}]"));
                }
                item => {
                    self.push(&Line { after: "", ..*line }, "[");
                    let inner = Line { indent: line.indent + 2, before: "", after: "", ..*line };
                    self.value(item, field, &inner);
                    self.push(&Line { before: "", ..*line }, "]");
                }
            },
            single => self.push(line, &placeholder(self.spec, single, field).to_string()),
        }
    }

    /// Writes type, documentation and known values above a field.
    fn document(&mut self, field: &Field, indent: usize) {
        let need = if field.required.is_some() { "required" } else { "optional" };
        let mut text = format!("{}, {need}", field.shape.expression(self.spec));
        if let Some(unit) = &field.unit {
            text.push_str(&format!(", in {unit}"));
        }
        if field.secret {
            text.push_str(", secret");
        }
        if let Some(doc) = &field.doc {
            text.push_str(&format!(": {}", doc.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        if let Some(reason) = &field.deprecated {
            text.push_str(&format!(" Deprecated: {reason}"));
        }
        if let Shape::Enum(id) = field.shape.item() {
            let known = match &self.spec[*id].values {
                EnumValues::Text(values) => values.iter().map(|one| one.value.clone()).collect(),
                EnumValues::Integer(values) => {
                    values.iter().map(|one| one.value.to_string()).collect::<Vec<_>>()
                }
            };
            text.push_str(&format!(" Values: {}.", known.join(", ")));
        }
        let blanks = " ".repeat(indent);
        let width = WIDTH.saturating_sub(indent).max(40);
        for line in wrap(&sanitize(&text), width) {
            self.lines.push(format!("{blanks}// {line}"));
        }
    }
}

/// Breaks a text into lines between words.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { return lines };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + word.chars().count() < width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Returns a value of the type of a field, the smallest that its range allows.
fn placeholder(spec: &Spec, shape: &Shape, field: &Field) -> Value {
    match shape {
        Shape::Enum(id) => match &spec[*id].values {
            EnumValues::Text(values) => values.first().map_or("", |one| one.value.as_str()).into(),
            EnumValues::Integer(values) => values.first().map_or(0, |one| one.value).into(),
        },
        Shape::Scalar(Scalar::Int64 | Scalar::Uint64) => {
            let min = field.rules.iter().find_map(|rule| match &rule.check {
                ValueCheck::IntRange { min, .. } => *min,
                _ => None,
            });
            min.and_then(|min| i64::try_from(min).ok()).unwrap_or(0).into()
        }
        Shape::Scalar(Scalar::Float) => 0.0.into(),
        Shape::Scalar(Scalar::Bool) => false.into(),
        Shape::Scalar(_) => "".into(),
        Shape::List(_) | Shape::Record(_) => Value::Null,
    }
}

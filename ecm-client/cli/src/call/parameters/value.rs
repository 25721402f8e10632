//! Conversion of a value that is typed or read from a file to the type that the spec gives.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ecm_spec::Spec;
use ecm_spec::model::{Enum, EnumValues, Scalar, Shape};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::Place;
use crate::call::ordered_json::OrderedJson;

/// Maximum length of a value that a message repeats, in characters.
const MAX_SHOWN: usize = 40;

/// Value as it is given.
pub(in crate::call) enum GivenValue {
    /// Text of the command line, of a file or of a prompt.
    Text(Zeroizing<String>),
    /// File that is no text, which fits a binary field only.
    NotText,
    /// Content of a file for a binary field, which travels as Base64.
    Content(Zeroizing<Vec<u8>>),
}

impl GivenValue {
    pub(in crate::call) fn text(text: &str) -> Self {
        Self::Text(Zeroizing::new(text.to_owned()))
    }
}

/// Problem of a value.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::call) struct Problem {
    pub(super) text: String,
    /// True if the value is one that an enum does not know.
    pub(super) is_unknown: bool,
}

impl From<String> for Problem {
    fn from(text: String) -> Self {
        Self { text, is_unknown: false }
    }
}

/// Converts a value to the type of its place.
///
/// A list is given as one item, or as all of them.
pub(super) fn convert(
    spec: &Spec,
    place: Place<'_>,
    given: &GivenValue,
    allow_unknown: bool,
) -> Result<OrderedJson, Problem> {
    let text = match given {
        GivenValue::Text(text) => text.as_str(),
        GivenValue::Content(bytes) => {
            let text = OrderedJson::Text(BASE64_STANDARD.encode(bytes.as_slice()));
            return Ok(match place.shape {
                Some(Shape::List(_)) => OrderedJson::List(vec![text]),
                _ => text,
            });
        }
        GivenValue::NotText => return Err("the file is not UTF-8 text".to_owned().into()),
    };
    let converter = Converter { spec, secret: place.secret, allow_unknown };
    match place.shape {
        None => Ok(untyped(text)),
        Some(Shape::List(item)) => converter.list(item, text),
        Some(shape) => converter.single(shape, text),
    }
}

/// Returns the name of a type, to follow `expected` in a message.
pub(super) fn kind(spec: &Spec, shape: &Shape) -> &'static str {
    match shape {
        Shape::Record(_) => "an object",
        Shape::List(_) => "a list",
        Shape::Enum(id) => match spec[*id].values {
            EnumValues::Text(_) => "text",
            EnumValues::Integer(_) => "an integer",
        },
        Shape::Scalar(scalar) => match scalar {
            Scalar::Int64 => "an integer",
            Scalar::Uint64 => "an unsigned integer",
            Scalar::Float => "a number",
            Scalar::Bool => "`true` or `false`",
            Scalar::Binary => "Base64",
            Scalar::String | Scalar::Date | Scalar::DateTime | Scalar::DateTimeIso => "text",
        },
    }
}

/// Returns JSON as it is, and anything else as text.
fn untyped(text: &str) -> OrderedJson {
    OrderedJson::parse(text).unwrap_or_else(|_| OrderedJson::Text(text.to_owned()))
}

struct Converter<'s> {
    spec: &'s Spec,
    secret: bool,
    allow_unknown: bool,
}

impl Converter<'_> {
    fn list(&self, item: &Shape, text: &str) -> Result<OrderedJson, Problem> {
        let trimmed = text.trim();
        let is_list = trimmed.starts_with('[') && trimmed.ends_with(']');
        if !is_list {
            return match item {
                Shape::List(_) => Err(self.mismatch("a list", text)),
                item => Ok(OrderedJson::List(vec![self.single(item, text)?])),
            };
        }
        let is_single = matches!(item, Shape::Scalar(_) | Shape::Enum(_));
        match OrderedJson::parse(trimmed) {
            Ok(OrderedJson::List(items)) if is_single => {
                items.into_iter().map(|one| self.json_item(item, one)).collect::<Result<_, _>>()
            }
            Ok(OrderedJson::List(items)) => Ok(items),
            _ if is_single => self.words(item, trimmed),
            _ => Err(self.mismatch("a list as JSON", text)),
        }
        .map(OrderedJson::List)
    }

    /// Converts an item of a JSON list, in which a text needs no quotes if it looks like a number.
    fn json_item(&self, item: &Shape, value: OrderedJson) -> Result<OrderedJson, Problem> {
        match value {
            OrderedJson::Text(text) if self.is_text(item) => self.single(item, &text),
            OrderedJson::Verbatim(raw) => self.single(item, raw.get()),
            OrderedJson::Bool(value) => self.single(item, &value.to_string()),
            other => Ok(other),
        }
    }

    /// Converts `[a, b]`, whose items are written without quotes.
    fn words(&self, item: &Shape, text: &str) -> Result<Vec<OrderedJson>, Problem> {
        let inner = text.trim_start_matches('[').trim_end_matches(']');
        if inner.contains(['[', ']', '{', '}', '"']) {
            return Err(self.mismatch("a list such as `[a,b]` or `[\"a\",\"b\"]`", text));
        }
        inner.split(',').map(|word| self.single(item, word.trim())).collect()
    }

    fn is_text(&self, shape: &Shape) -> bool {
        matches!(kind(self.spec, shape), "text" | "Base64")
    }

    fn single(&self, shape: &Shape, text: &str) -> Result<OrderedJson, Problem> {
        let expected = kind(self.spec, shape);
        let misfit = || self.mismatch(expected, text);
        Ok(match shape {
            Shape::Record(_) | Shape::List(_) => match OrderedJson::parse(text) {
                Ok(value @ OrderedJson::Object(_)) if expected == "an object" => value,
                _ => return Err(self.mismatch("an object as JSON, or its fields one by one", text)),
            },
            Shape::Enum(id) => self.member(&self.spec[*id], text)?,
            Shape::Scalar(Scalar::Int64) => text
                .parse::<i64>()
                .ok()
                .and_then(|number| verbatim(&number.to_string()))
                .ok_or_else(misfit)?,
            Shape::Scalar(Scalar::Uint64) => text
                .parse::<u64>()
                .ok()
                .and_then(|number| verbatim(&number.to_string()))
                .ok_or_else(misfit)?,
            Shape::Scalar(Scalar::Float) => float(text).ok_or_else(misfit)?,
            Shape::Scalar(Scalar::Bool) => match text.to_ascii_lowercase().as_str() {
                "true" => OrderedJson::Bool(true),
                "false" => OrderedJson::Bool(false),
                _ => return Err(misfit()),
            },
            Shape::Scalar(
                Scalar::String
                | Scalar::Date
                | Scalar::DateTime
                | Scalar::DateTimeIso
                | Scalar::Binary,
            ) => OrderedJson::Text(text.to_owned()),
        })
    }

    /// Converts a value of an enum, which must be a known one unless others are allowed.
    fn member(&self, of: &Enum, text: &str) -> Result<OrderedJson, Problem> {
        let (value, known): (_, Vec<String>) = match &of.values {
            EnumValues::Text(values) => (
                OrderedJson::Text(text.to_owned()),
                values.iter().map(|one| one.value.clone()).collect(),
            ),
            EnumValues::Integer(values) => (
                text.parse::<i64>()
                    .ok()
                    .and_then(|number| verbatim(&number.to_string()))
                    .ok_or_else(|| self.mismatch("an integer", text))?,
                values.iter().map(|one| one.value.to_string()).collect(),
            ),
        };
        if self.allow_unknown || known.iter().any(|one| one == text) {
            return Ok(value);
        }
        let name = &of.name.wire;
        let close = ecm_spec::closest(text, known.iter().map(String::as_str));
        let hint = match close {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("known are {}", list(&known)),
        };
        let shown = self.shown(text);
        let text = format!("{shown} is no known value of {name}; {hint}");
        Err(Problem { text, is_unknown: true })
    }

    fn mismatch(&self, expected: &str, text: &str) -> Problem {
        format!("expected {expected}, found {}", self.shown(text)).into()
    }

    /// Shows a given value, unless it is secret.
    fn shown(&self, text: &str) -> String {
        if self.secret {
            return "[redacted]".to_owned();
        }
        let mut shown: String = text.chars().take(MAX_SHOWN).collect();
        if shown.len() < text.len() {
            shown.push_str("...");
        }
        format!("`{shown}`")
    }
}

/// Lists the first known values of an enum.
fn list(known: &[String]) -> String {
    const MAX_LISTED: usize = 12;
    let mut listed: Vec<String> =
        known.iter().take(MAX_LISTED).map(|one| format!("`{one}`")).collect();
    if known.len() > MAX_LISTED {
        listed.push("...".to_owned());
    }
    listed.join(", ")
}

fn float(text: &str) -> Option<OrderedJson> {
    let number: f64 = text.parse().ok().filter(|number: &f64| number.is_finite())?;
    let is_json = text.ends_with(|last: char| last.is_ascii_digit());
    is_json.then(|| verbatim(text)).flatten().or_else(|| verbatim(&number.to_string()))
}

/// Returns a number as it is written; `None` if it is no JSON.
fn verbatim(text: &str) -> Option<OrderedJson> {
    RawValue::from_string(text.to_owned()).ok().map(OrderedJson::Verbatim)
}

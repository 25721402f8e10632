//! Numbers, equality, order and text of values, as Python has them.

use std::cmp::Ordering;

use serde_json::value::RawValue;

use crate::call::ordered_json::OrderedJson;

/// Number of Python: integers stay integers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    Int(i128),
    Float(f64),
}

impl Number {
    /// Returns the number that a value is, if it is one.
    pub(super) fn of(value: &OrderedJson) -> Option<Self> {
        let OrderedJson::Verbatim(raw) = value else { return None };
        let text = raw.get();
        if !text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return None;
        }
        match text.contains(['.', 'e', 'E']) {
            false => text.parse().ok().map(Self::Int),
            true => None,
        }
        .or_else(|| text.parse().ok().map(Self::Float))
    }

    pub(super) fn as_float(self) -> f64 {
        match self {
            Self::Int(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    pub(super) fn compare(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Int(left), Self::Int(right)) => left.cmp(&right),
            (left, right) => {
                left.as_float().partial_cmp(&right.as_float()).unwrap_or(Ordering::Equal)
            }
        }
    }

    /// Writes it as Python does: `3`, `3.0`, `1e+16`.
    pub(super) fn text(self) -> String {
        let Self::Float(value) = self else {
            let Self::Int(value) = self else { return String::new() };
            return value.to_string();
        };
        let text = format!("{value:?}");
        match text.split_once('e') {
            None => text,
            Some((digits, exponent)) => {
                let (sign, exponent) = match exponent.strip_prefix('-') {
                    Some(exponent) => ('-', exponent),
                    None => ('+', exponent),
                };
                format!("{digits}e{sign}{exponent:0>2}")
            }
        }
    }

    /// Makes a value of it; fails if JSON cannot hold it.
    pub(super) fn value(self) -> Result<OrderedJson, String> {
        let raw = RawValue::from_string(self.text());
        raw.map(OrderedJson::Verbatim).map_err(|_| "the result is no finite number".to_owned())
    }
}

/// Tells whether a value counts as false in a condition.
pub(super) fn is_false(value: &OrderedJson) -> bool {
    match value {
        OrderedJson::Null | OrderedJson::Bool(false) => true,
        OrderedJson::Text(text) => text.is_empty(),
        OrderedJson::List(items) => items.is_empty(),
        OrderedJson::Object(members) => members.is_empty(),
        OrderedJson::Bool(true) | OrderedJson::Verbatim(_) => false,
    }
}

/// Compares for equality; a boolean is no number.
pub(super) fn equal(left: &OrderedJson, right: &OrderedJson) -> bool {
    let is_bool = |value: &OrderedJson| matches!(value, OrderedJson::Bool(_));
    is_bool(left) == is_bool(right) && equal_within(left, right)
}

/// Compares values within others, where Python takes `true` for 1 and `false` for 0.
pub(super) fn equal_within(left: &OrderedJson, right: &OrderedJson) -> bool {
    let number = |value: &OrderedJson| match value {
        OrderedJson::Bool(value) => Some(Number::Int(i128::from(*value))),
        value => Number::of(value),
    };
    match (left, right) {
        (OrderedJson::Null, OrderedJson::Null) => true,
        (OrderedJson::Text(left), OrderedJson::Text(right)) => left == right,
        (OrderedJson::List(left), OrderedJson::List(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| equal_within(left, right))
        }
        (OrderedJson::Object(left), OrderedJson::Object(right)) => {
            let member = |name: &String| right.iter().find(|(other, _)| other == name);
            left.len() == right.len()
                && left.iter().all(|(name, value)| {
                    member(name).is_some_and(|(_, other)| equal_within(value, other))
                })
        }
        (left, right) => match (number(left), number(right)) {
            (Some(left), Some(right)) => left.compare(right).is_eq(),
            _ => match (left, right) {
                (OrderedJson::Verbatim(left), OrderedJson::Verbatim(right)) => {
                    left.get() == right.get()
                }
                _ => false,
            },
        },
    }
}

/// Compares for order: two numbers or two texts. `None` where one is neither, as in the standard.
///
/// Fails for a number and a text, which Python refuses as well.
pub(super) fn order(left: &OrderedJson, right: &OrderedJson) -> Result<Option<Ordering>, String> {
    match (left, right, Number::of(left), Number::of(right)) {
        (OrderedJson::Text(left), OrderedJson::Text(right), ..) => Ok(Some(left.cmp(right))),
        (.., Some(left), Some(right)) => Ok(Some(left.compare(right))),
        (OrderedJson::Text(_), _, _, Some(_)) | (_, OrderedJson::Text(_), Some(_), _) => {
            Err("a text and a number have no order; compare texts with `'...'` and numbers with \
             `` `...` ``, or convert with `to_number` or `to_string`"
                .to_owned())
        }
        _ => Ok(None),
    }
}

/// Writes a value as compact JSON of ASCII characters, as Python's `to_string` does.
pub(super) fn dump(value: &OrderedJson) -> String {
    match value {
        OrderedJson::Null => "null".to_owned(),
        OrderedJson::Bool(value) => value.to_string(),
        OrderedJson::Text(text) => quote(text),
        OrderedJson::Verbatim(raw) => {
            Number::of(value).map_or_else(|| raw.get().to_owned(), Number::text)
        }
        OrderedJson::List(items) => {
            format!("[{}]", items.iter().map(dump).collect::<Vec<_>>().join(","))
        }
        OrderedJson::Object(members) => {
            let members =
                members.iter().map(|(name, value)| format!("{}:{}", quote(name), dump(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

fn quote(text: &str) -> String {
    let mut quoted = String::new();
    for character in serde_json::Value::from(text).to_string().chars() {
        if character.is_ascii() {
            quoted.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                quoted.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    quoted
}

//! JSON values read by the shape that the spec gives them, as leniently as the service reads.

use std::borrow::Cow;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ecm_spec::model::{EnumValues, Scalar, Shape, Spec, TypeId};
use serde_json::Value;

/// Nesting at most: deeper than any request, and shallow enough for every stack.
const MAX_DEPTH: usize = 128;

#[derive(Debug, PartialEq)]
pub(super) enum TypedValue<'v> {
    Bool(bool),
    Int(i128),
    Float(f64),
    Text(Cow<'v, str>),
    Record(TypedObject<'v>),
    List(Vec<TypedValue<'v>>),
    /// Value of another shape, with what it must be.
    Mismatch(&'static str),
}

/// JSON object, with its fields in the order of the record type.
#[derive(Debug, PartialEq)]
pub(super) struct TypedObject<'v> {
    /// Values, one for each field of the type; `None` if it is missing or null.
    pub(super) fields: Vec<Option<TypedValue<'v>>>,
    /// Keys that the type does not have.
    pub(super) unknown: Vec<&'v str>,
}

/// Reads `value`; `None` for null.
pub(super) fn read<'v>(spec: &Spec, shape: &Shape, value: &'v Value) -> Option<TypedValue<'v>> {
    read_at(spec, shape, value, MAX_DEPTH)
}

fn read_at<'v>(
    spec: &Spec,
    shape: &Shape,
    value: &'v Value,
    depth: usize,
) -> Option<TypedValue<'v>> {
    if value.is_null() {
        return None;
    }
    let Some(depth) = depth.checked_sub(1) else {
        return Some(TypedValue::Mismatch("must not be nested so deeply"));
    };
    Some(match shape {
        Shape::Scalar(scalar) => read_scalar(*scalar, value),
        Shape::Enum(id) => match &spec[*id].values {
            EnumValues::Text(_) => read_scalar(Scalar::String, value),
            EnumValues::Integer(_) => read_scalar(Scalar::Int64, value),
        },
        Shape::Record(id) => read_record(spec, *id, value, depth),
        Shape::List(item) => match value.as_array() {
            // A null among the items counts as no item.
            Some(items) => TypedValue::List(
                items.iter().filter_map(|value| read_at(spec, item, value, depth)).collect(),
            ),
            None => TypedValue::Mismatch("must be a list"),
        },
    })
}

fn read_record<'v>(spec: &Spec, id: TypeId, value: &'v Value, depth: usize) -> TypedValue<'v> {
    let Some(map) = value.as_object() else {
        return TypedValue::Mismatch("must be an object");
    };
    let kind = &spec[id];
    let fields = kind
        .fields
        .iter()
        .map(|field| {
            map.get(&field.name.wire).and_then(|value| read_at(spec, &field.shape, value, depth))
        })
        .collect();
    let unknown = map.keys().filter(|key| kind.field(key).is_none()).map(String::as_str).collect();
    TypedValue::Record(TypedObject { fields, unknown })
}

fn read_scalar(scalar: Scalar, value: &Value) -> TypedValue<'_> {
    let read = match scalar {
        Scalar::String | Scalar::Date | Scalar::DateTime | Scalar::DateTimeIso => text(value),
        Scalar::Binary => base64(value),
        Scalar::Int64 => int(value, i128::from(i64::MIN), i128::from(i64::MAX)),
        Scalar::Uint64 => int(value, 0, i128::from(u64::MAX)),
        Scalar::Float => float(value),
        Scalar::Bool => boolean(value),
    };
    read.unwrap_or(TypedValue::Mismatch(match scalar {
        Scalar::String | Scalar::Date | Scalar::DateTime | Scalar::DateTimeIso => "must be text",
        Scalar::Binary => "must be Base64",
        Scalar::Int64 => "must be a signed 64-bit integer",
        Scalar::Uint64 => "must be an unsigned 64-bit integer",
        Scalar::Float => "must be a number",
        Scalar::Bool => "must be true or false",
    }))
}

fn text(value: &Value) -> Option<TypedValue<'_>> {
    match value {
        Value::String(text) => Some(TypedValue::Text(Cow::Borrowed(text))),
        Value::Number(number) => Some(TypedValue::Text(Cow::Owned(number.to_string()))),
        Value::Bool(flag) => Some(TypedValue::Text(Cow::Owned(flag.to_string()))),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn base64(value: &Value) -> Option<TypedValue<'_>> {
    let text = value.as_str()?;
    BASE64_STANDARD.decode(text).ok().map(|_| TypedValue::Text(Cow::Borrowed(text)))
}

fn int(value: &Value, min: i128, max: i128) -> Option<TypedValue<'_>> {
    let number = match value {
        Value::Number(number) => {
            let whole = number.as_i64().map(i128::from);
            whole.or_else(|| number.as_u64().map(i128::from)).or_else(|| as_whole(number.as_f64()?))
        }
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    number.filter(|number| (min..=max).contains(number)).map(TypedValue::Int)
}

/// Converts a float without fraction, such as `12.0` or `1e3`, within the exact integers.
#[allow(clippy::cast_possible_truncation, reason = "the range is checked before")]
fn as_whole(number: f64) -> Option<i128> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i128)
}

fn float(value: &Value) -> Option<TypedValue<'_>> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    // Rust also reads `inf` and `NaN`, which JSON does not know.
    number.filter(|number: &f64| number.is_finite()).map(TypedValue::Float)
}

/// Returns true for `true`, also in a text.
pub(crate) fn is_true(value: &Value) -> bool {
    matches!(boolean(value), Some(TypedValue::Bool(true)))
}

fn boolean(value: &Value) -> Option<TypedValue<'_>> {
    match value {
        Value::Bool(flag) => Some(TypedValue::Bool(*flag)),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(TypedValue::Bool(true)),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(TypedValue::Bool(false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fits(scalar: Scalar, value: &Value) -> bool {
        !matches!(read_scalar(scalar, value), TypedValue::Mismatch(_))
    }

    #[test]
    fn scalars_are_read_leniently_but_not_arbitrarily() {
        let cases = [
            (Scalar::Int64, json!("12"), true),
            (Scalar::Int64, json!("-12"), true),
            (Scalar::Int64, json!(12.5), false),
            (Scalar::Int64, json!(""), false),
            (Scalar::Int64, json!(12.0), true),
            (Scalar::Int64, json!(1e300), false),
            (Scalar::Int64, json!("9223372036854775808"), false),
            (Scalar::Int64, json!(9_223_372_036_854_775_808_u64), false),
            (Scalar::Uint64, json!(9_223_372_036_854_775_808_u64), true),
            (Scalar::Uint64, json!(-1), false),
            (Scalar::Uint64, json!(true), false),
            (Scalar::Float, json!("1.5"), true),
            (Scalar::Float, json!("NaN"), false),
            (Scalar::Float, json!("inf"), false),
            (Scalar::Bool, json!("FALSE"), true),
            (Scalar::Bool, json!("yes"), false),
            (Scalar::Bool, json!(0), false),
            (Scalar::String, json!(12), true),
            (Scalar::String, json!(["12"]), false),
            (Scalar::Date, json!({}), false),
            (Scalar::Binary, json!("AP8="), true),
            (Scalar::Binary, json!("AP8"), false),
            (Scalar::Binary, json!(12), false),
        ];
        for (scalar, value, expected) in cases {
            assert_eq!(fits(scalar, &value), expected, "{scalar:?} from {value}");
        }
    }

    #[test]
    fn a_number_keeps_its_spelling_as_text() {
        assert_eq!(read_scalar(Scalar::String, &json!(12)), TypedValue::Text("12".into()));
        assert_eq!(read_scalar(Scalar::Bool, &json!("True")), TypedValue::Bool(true));
    }
}

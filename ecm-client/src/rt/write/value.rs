//! Conversion to JSON values, which can be changed and read again.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::Value;

use crate::rt::View;

/// Converts a value to JSON; null for one that is not set and for a float that is not finite.
pub(crate) fn to_value(view: View<'_>) -> Value {
    match view {
        View::Absent => Value::Null,
        View::Bool(value) => value.into(),
        View::Int(value) => value.into(),
        View::Uint(value) => value.into(),
        View::Float(value) => value.into(),
        View::Text(text) => text.into(),
        View::Bytes(bytes) => BASE64_STANDARD.encode(bytes).into(),
        View::List(list) => (0..list.len()).map(|index| to_value(list.item(index))).collect(),
        View::Record(record) => {
            let fields = record.table().fields.iter().enumerate();
            let members = fields.map(|(at, wire)| (*wire, to_value(record.field(at))));
            let given = members.filter(|(_, value)| !value.is_null());
            Value::Object(given.map(|(wire, value)| (wire.to_owned(), value)).collect())
        }
    }
}

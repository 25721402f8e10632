//! Serialization of records with serde.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::rt::{MAX_DEPTH, Record, Value, View};

/// Serializes a record in the form that the service expects, secrets included.
pub fn serialize<S: Serializer>(record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    SerializedView { view: View::Record(record), depth: 0 }.serialize(serializer)
}

/// Serializes an open enum as the text or the integer that it stands for.
pub fn serialize_enum<S: Serializer>(value: &dyn Value, serializer: S) -> Result<S::Ok, S::Error> {
    SerializedView { view: value.view(), depth: 0 }.serialize(serializer)
}

struct SerializedView<'a> {
    view: View<'a>,
    depth: usize,
}

impl Serialize for SerializedView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.depth > MAX_DEPTH {
            return Err(S::Error::custom(format!("nested more than {MAX_DEPTH} levels deep")));
        }
        let depth = self.depth + 1;
        match self.view {
            View::Absent => serializer.serialize_none(),
            View::Bool(value) => serializer.serialize_bool(value),
            View::Int(value) => serializer.serialize_i64(value),
            View::Uint(value) => serializer.serialize_u64(value),
            View::Float(value) => serializer.serialize_f64(value),
            View::Text(text) => serializer.serialize_str(text),
            View::Bytes(bytes) => serializer.serialize_str(&BASE64_STANDARD.encode(bytes)),
            View::List(list) => {
                let mut items = serializer.serialize_seq(Some(list.len()))?;
                for index in 0..list.len() {
                    items.serialize_element(&SerializedView { view: list.item(index), depth })?;
                }
                items.end()
            }
            View::Record(record) => {
                let mut fields = serializer.serialize_map(None)?;
                for (index, wire) in record.table().fields.iter().enumerate() {
                    let view = record.field(index);
                    if !matches!(view, View::Absent) {
                        fields.serialize_entry(wire, &SerializedView { view, depth })?;
                    }
                }
                for extra in record.extra_parameters() {
                    let view = extra.value.view();
                    fields.serialize_entry(&extra.name, &SerializedView { view, depth })?;
                }
                fields.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::records::{Lamp, SwitchOn, switch_on};

    #[test]
    fn a_record_goes_through_a_value_and_back() {
        let value = serde_json::to_value(switch_on()).unwrap();
        assert_eq!(value["Code"], "opensesame");
        assert_eq!(serde_json::from_value::<SwitchOn>(value).unwrap(), switch_on());
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_path() {
        let value = serde_json::json!({ "Inner": { "Watts": "hunter2" } });
        let error = serde_json::from_value::<Lamp>(value).unwrap_err().to_string();
        assert!(error.starts_with("Inner.Watts: expected an integer"), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
}

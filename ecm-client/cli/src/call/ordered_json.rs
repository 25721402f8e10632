//! JSON value that keeps the order of its fields and the text of its numbers.

use std::fmt;

use ecm_spec::Spec;
use ecm_spec::model::{Shape, TypeId};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::value::RawValue;

const REDACTED: &str = "[redacted]";

/// Maximum depth to which values are taken apart.
const MAX_DEPTH: usize = 127;

/// JSON value whose objects keep their fields in the order of the text.
#[derive(Clone, Debug)]
pub(super) enum OrderedJson {
    Null,
    Bool(bool),
    Text(String),
    List(Vec<OrderedJson>),
    Object(Vec<(String, OrderedJson)>),
    /// Number as it is written, or anything else that cannot be taken apart.
    Verbatim(Box<RawValue>),
}

impl OrderedJson {
    /// Parses a text. Fails if it is no JSON.
    pub(super) fn parse(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text).map(|raw| Self::of(raw, 0))
    }

    fn of(raw: &RawValue, depth: usize) -> Self {
        let text = raw.get();
        let value = match text.as_bytes().first() {
            Some(b'n') => Ok(Self::Null),
            Some(b't' | b'f') => serde_json::from_str(text).map(Self::Bool),
            Some(b'"') => serde_json::from_str(text).map(Self::Text),
            Some(b'[') if depth < MAX_DEPTH => serde_json::from_str(text)
                .map(|items: Vec<&RawValue>| {
                    items.into_iter().map(|item| Self::of(item, depth + 1))
                })
                .map(|items| Self::List(items.collect())),
            Some(b'{') if depth < MAX_DEPTH => serde_json::from_str(text)
                .map(|Members(fields)| {
                    fields.into_iter().map(|(name, value)| (name, Self::of(value, depth + 1)))
                })
                .map(|fields| Self::Object(fields.collect())),
            _ => Ok(Self::Verbatim(raw.to_owned())),
        };
        value.unwrap_or_else(|_| Self::Verbatim(raw.to_owned()))
    }

    /// Returns the value at a path through objects.
    pub(super) fn at(&self, path: &[String]) -> Option<&Self> {
        path.iter().try_fold(self, |value, name| match value {
            Self::Object(members) => {
                members.iter().rev().find(|(member, _)| member == name).map(|(_, value)| value)
            }
            _ => None,
        })
    }

    /// Returns the value at a path through objects, for changing it.
    pub(super) fn at_mut(&mut self, path: &[String]) -> Option<&mut Self> {
        path.iter().try_fold(self, |value, name| match value {
            Self::Object(members) => {
                members.iter_mut().rev().find(|(member, _)| member == name).map(|(_, value)| value)
            }
            _ => None,
        })
    }

    /// Replaces the values of secret fields with `[redacted]`, following a type of the spec.
    pub(super) fn redact(&mut self, spec: &Spec, id: TypeId) {
        let Self::Object(fields) = self else { return self.hide_whole() };
        let ty = &spec[id];
        for (name, value) in fields {
            match ty.field(name) {
                Some(field) if field.secret => value.hide(),
                Some(field) => value.redact_shape(spec, &field.shape),
                None => {}
            }
        }
    }

    fn redact_shape(&mut self, spec: &Spec, shape: &Shape) {
        match (shape, self) {
            (Shape::Record(id), value) => value.redact(spec, *id),
            (Shape::List(item), Self::List(items)) => {
                items.iter_mut().for_each(|value| value.redact_shape(spec, item));
            }
            (Shape::List(_), value) => value.hide_whole(),
            _ => {}
        }
    }

    /// Tells whether a value of this shape has a secret field with a value.
    pub(super) fn holds_secret(&self, spec: &Spec, shape: &Shape) -> bool {
        match (shape, self) {
            (Shape::Record(id), Self::Object(members)) => members.iter().any(|(name, value)| {
                spec[*id].field(name).is_some_and(|field| {
                    field.secret && !matches!(value, Self::Null)
                        || value.holds_secret(spec, &field.shape)
                })
            }),
            (Shape::List(item), Self::List(items)) => {
                items.iter().any(|value| value.holds_secret(spec, item))
            }
            _ => false,
        }
    }

    /// Adds the texts at the end of a path to `found`; a list on the way stands for its items.
    pub(super) fn texts(&self, path: &[String], found: &mut String) {
        match (self, path.split_first()) {
            (Self::Text(text), None) => found.push_str(text),
            (Self::List(items), _) => items.iter().for_each(|item| item.texts(path, found)),
            (Self::Object(fields), Some((name, rest))) => {
                let fields = fields.iter().filter(|(field, _)| field == name);
                fields.for_each(|(_, value)| value.texts(rest, found));
            }
            _ => {}
        }
    }

    /// Hides a value that may have a secret within and could not be taken apart.
    fn hide_whole(&mut self) {
        match self {
            Self::Null | Self::Bool(_) => {}
            value => *value = Self::Text(REDACTED.to_owned()),
        }
    }

    fn hide(&mut self) {
        match self {
            Self::Null => {}
            value => *value = Self::Text(REDACTED.to_owned()),
        }
    }
}

/// Members of an object as they are written.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(MembersVisitor)
    }
}

impl Serialize for OrderedJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Verbatim(raw) => raw.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Self::Object(fields) => {
                let mut object = serializer.serialize_map(Some(fields.len()))?;
                fields.iter().try_for_each(|(name, value)| object.serialize_entry(name, value))?;
                object.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ODD: &str = r#"{"b":[1.10,-0,12345678901234567890123,1e400,1E+2],"a":"\ud800","a":{}}"#;

    #[test]
    fn numbers_keep_their_text_and_objects_their_order() {
        let value = OrderedJson::parse(ODD).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), ODD);
        assert!(OrderedJson::parse("{").is_err());
        for levels in [10, 126, 127, 128, 100_000] {
            let deep = format!("{}1.0{}", "[".repeat(levels), "]".repeat(levels));
            let value = OrderedJson::parse(&deep).unwrap();
            assert_eq!(serde_json::to_string(&value).unwrap(), deep);
        }
    }

    /// A list in place of a record, or a record in place of a text: nobody looks for the secrets in it.
    #[test]
    fn a_secret_is_hidden_in_whatever_form_it_comes() {
        let spec = ecm_spec::read(ecm_spec::shipped("sts-2018-08-13").unwrap()).unwrap();
        let action = spec.action("AssumeRole").unwrap();
        for credentials in [
            r#"{"TmpSecretKey":"hunter2"}"#,
            r#"{"TmpSecretKey":{"a":["hunter2"]}}"#,
            r#"{"TmpSecretKey":["hunter2"],"\ud800":1}"#,
            r#"[{"TmpSecretKey":"hunter2"}]"#,
            r#""hunter2""#,
        ] {
            let text = format!(r#"{{"Credentials":{credentials},"RequestId":"r"}}"#);
            let mut value = OrderedJson::parse(&text).unwrap();
            value.redact(&spec, action.response);
            let shown = serde_json::to_string(&value).unwrap();
            assert!(!shown.contains("hunter2") && shown.contains("\"r\""), "{shown}");
        }
    }
}

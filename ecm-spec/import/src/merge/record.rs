//! Merging of types, and of the order of their fields.

use std::collections::HashMap;

use super::Merger;
use crate::document::{Container, Entry, Value};
use crate::facts::TypeFacts;
use crate::finding::FindingCode;

impl Merger<'_> {
    pub(super) fn types(&mut self, root: &mut Container) {
        let facts = self.facts;
        let enums = root.object("enums").cloned();
        let Some(types) = root.object_mut("types") else { return };
        // New types come last, so that the others stay where they are.
        let names = types.entries().iter().enumerate();
        let mut positions: HashMap<String, usize> =
            names.map(|(at, entry)| (entry.name().to_owned(), at)).collect();
        for one in &facts.types {
            match positions.get(&one.key).copied() {
                Some(at) => {
                    if let Some(entry) = types.entries_mut().get_mut(at) {
                        self.known_type(entry, one, enums.as_ref());
                    }
                }
                None => {
                    let new = self.new_type(one);
                    positions.insert(one.key.clone(), types.entries().len());
                    types.insert(usize::MAX, Entry::member(&one.key, new));
                }
            }
        }
    }

    fn new_type(&mut self, one: &TypeFacts) -> Value {
        if !self.options.is_new {
            let message = "the type is new to the spec";
            let places = self.found.add(FindingCode::TypeAdded, &one.key, message);
            if let Some(at) = one.at {
                let _ = places.metadata(at);
            }
        }
        let fields: Vec<(&str, Value)> = one
            .fields
            .iter()
            .map(|field| (field.wire.as_str(), self.new_field(one, field)))
            .collect();
        let doc = self.doc(one.doc.as_deref()).map(|doc| ("doc", Value::text(&doc)));
        Value::object(doc.into_iter().chain([("fields", Value::object(fields))]))
    }

    fn known_type(&mut self, entry: &mut Entry, one: &TypeFacts, enums: Option<&Container>) {
        let Some(known) = entry.value.as_object_mut() else { return };
        if let Some(doc) = self.doc(one.doc.as_deref())
            && known.get("doc").is_none()
        {
            known.set("doc", Value::text(&doc), &[]);
        }
        // An object that the metadata does not define has no facts.
        if one.at.is_none() {
            return;
        }
        let Some(fields) = known.object_mut("fields") else { return };
        let mut place = 0;
        for field in &one.fields {
            if let Some(at) = fields.position(&field.wire) {
                if let Some(entry) = fields.entries_mut().get_mut(at) {
                    self.known_field(entry, one, field, enums);
                }
                place = at + 1;
            } else {
                let path = format!("{}.{}", one.key, field.wire);
                let message = format!("the field is new, of type `{}`", field.shape);
                self.found.add(FindingCode::FieldAdded, path, message).metadata(field.at);
                let new = self.new_field(one, field);
                fields.insert(place, Entry::member(&field.wire, new));
                place += 1;
            }
        }
        self.gone_fields(fields, one);
    }
}

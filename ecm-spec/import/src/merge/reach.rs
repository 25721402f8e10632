//! What nothing leads to any more: the format has no room for it.

use std::collections::BTreeSet;

use super::Merge;
use crate::document::{Container, Entry, Value};
use crate::finding::Code;

impl Merge<'_> {
    /// Removes the types, vocabularies and error codes that nothing uses.
    pub(super) fn unreached(&mut self, root: &mut Container) {
        let (types, items) = reached(root);
        self.keep_only(root, "types", |entry| types.contains(entry.name()));
        self.keep_only(root, "vocabularies", |entry| items.contains(entry.name()));
        let mut codes = BTreeSet::new();
        for key in ["actions", "types"] {
            root.get(key).into_iter().for_each(|value| spoken_codes(value, &mut codes));
        }
        self.keep_only(root, "errors", |entry| {
            let code = entry.value.as_object();
            let is_common = code.and_then(|code| code.get("common")).is_some_and(Value::is_true);
            is_common || codes.contains(entry.name())
        });
    }

    fn keep_only(&mut self, root: &mut Container, key: &str, is_used: impl Fn(&Entry) -> bool) {
        let Some(table) = root.object_mut(key) else { return };
        let unused = table.entries().iter().filter(|entry| !is_used(entry));
        let unused: Vec<_> = unused.map(|entry| (entry.name().to_owned(), entry.at)).collect();
        for (name, at) in unused {
            table.remove(&name);
            let message = "nothing uses it any more; it is removed";
            self.found.add(Code::Removed, name, message).spec(at);
        }
    }
}

/// The types that actions lead to, and the names at the bottom of their fields' types.
fn reached(root: &Container) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut types, mut items) = (BTreeSet::new(), BTreeSet::new());
    let mut open = Vec::new();
    for action in root.object("actions").into_iter().flat_map(Container::entries) {
        let Some(action) = action.value.as_object() else { continue };
        open.extend(["request", "response"].iter().filter_map(|key| action.text(key)));
    }
    while let Some(name) = open.pop() {
        let Some(one) = root.object("types").and_then(|types| types.object(&name)) else {
            continue;
        };
        if !types.insert(name) {
            continue;
        }
        for field in one.object("fields").into_iter().flat_map(Container::entries) {
            let Some(shape) = field.value.as_object().and_then(|field| field.text("type")) else {
                continue;
            };
            let item = shape.trim_start_matches('[').trim_end_matches(']').to_owned();
            open.push(item.clone());
            items.insert(item);
        }
    }
    (types, items)
}

/// Collects the codes that actions and rules speak of, wherever in them.
fn spoken_codes(value: &Value, codes: &mut BTreeSet<String>) {
    for entry in value.parts() {
        match entry.name() {
            "server_error" => codes.extend(entry.value.as_text()),
            "errors" => codes.extend(entry.value.items().filter_map(Value::as_text)),
            _ => {}
        }
        spoken_codes(&entry.value, codes);
    }
}

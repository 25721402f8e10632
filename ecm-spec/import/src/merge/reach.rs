//! Removal of parts that nothing uses any more, which the format does not allow.

use std::collections::{BTreeSet, HashMap};

use super::Merger;
use crate::document::{Container, Value};
use crate::finding::FindingCode;

/// Parts of a spec that can be reached from its actions. In a checked spec everything is used.
/// Parts that are used through keys unknown to this crate are not included, and so are never
/// removed.
pub(super) struct Reachable {
    types: BTreeSet<String>,
    enums: BTreeSet<String>,
    errors: BTreeSet<String>,
}

impl Reachable {
    pub(super) fn of(root: &Container) -> Self {
        let (types, enums) = reached(root);
        let mut errors = BTreeSet::new();
        for key in ["actions", "types"] {
            root.get(key).into_iter().for_each(|value| collect_codes(value, &mut errors));
        }
        Self { types, enums, errors }
    }
}

impl Merger<'_> {
    /// Removes the types, enums and error codes that were used and no longer are.
    pub(super) fn remove_unreachable(&mut self, root: &mut Container, before: &Reachable) {
        let now = Reachable::of(root);
        let lost = |before: &BTreeSet<String>, now: &BTreeSet<String>| -> Vec<String> {
            before.difference(now).cloned().collect()
        };
        self.remove(root, "types", &lost(&before.types, &now.types));
        self.remove(root, "enums", &lost(&before.enums, &now.enums));
        let mut errors = lost(&before.errors, &now.errors);
        errors.retain(|code| {
            let code = root.object("errors").and_then(|errors| errors.object(code));
            !code.and_then(|code| code.get("common")).is_some_and(Value::is_true)
        });
        self.remove(root, "errors", &errors);
    }

    fn remove(&mut self, root: &mut Container, key: &str, names: &[String]) {
        let Some(table) = root.object_mut(key) else { return };
        for name in names {
            if let Some(removed) = table.remove(name) {
                let message = "nothing uses it any more; it is removed";
                self.found.add(FindingCode::Removed, name, message).spec(removed.at);
            }
        }
        // An empty table of enums would be new, too.
        if !names.is_empty() && table.entries().is_empty() {
            root.remove(key);
        }
    }
}

/// Collects the types that actions reach, and the names below the lists of their fields' types.
fn reached(root: &Container) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut types, mut items) = (BTreeSet::new(), BTreeSet::new());
    let mut open = Vec::new();
    for action in root.object("actions").into_iter().flat_map(Container::entries) {
        let Some(action) = action.value.as_object() else { continue };
        open.extend(["request", "response"].iter().filter_map(|key| action.text(key)));
        open.extend(action.object("events").and_then(|events| events.text("type")));
    }
    let records = root.object("types").into_iter().flat_map(Container::entries);
    let records: HashMap<&str, &Container> =
        records.filter_map(|record| Some((record.name(), record.value.as_object()?))).collect();
    while let Some(name) = open.pop() {
        let one = records.get(name.as_str()).copied();
        let Some(one) = one.filter(|_| !types.contains(&name)) else { continue };
        types.insert(name);
        for field in one.object("fields").into_iter().flat_map(Container::entries) {
            let shape = field.value.as_object().and_then(|field| field.text("type"));
            let item = shape.map(|it| it.trim_matches(['[', ']']).to_owned()).unwrap_or_default();
            open.push(item.clone());
            items.insert(item);
        }
    }
    (types, items)
}

/// Collects the codes that actions and rules name, at any depth.
fn collect_codes(value: &Value, codes: &mut BTreeSet<String>) {
    for entry in value.parts() {
        match entry.name() {
            "server_error" => codes.extend(entry.value.as_text()),
            "errors" => codes.extend(entry.value.items().filter_map(Value::as_text)),
            _ => {}
        }
        collect_codes(&entry.value, codes);
    }
}

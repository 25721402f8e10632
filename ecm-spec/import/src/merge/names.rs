//! Rust names for new entries whose derived name is taken or invalid.

use std::collections::BTreeSet;

use ecm_spec::name::{self, NameKind};
use ecm_spec::quote;

use crate::document::{Container, Entry, Value};
use crate::finding::{FindingCode, Findings};

/// Sets the `name` of new entries that need one.
pub(crate) fn assign(root: &mut Container, found: &mut Findings) {
    let mut methods = NameAllocator::new(NameKind::Method, "action");
    methods.stems = Some(BTreeSet::from(["Common".to_owned()]));
    methods.table(root, "actions", "", found);

    let mut items = NameAllocator::new(NameKind::Type, "Type");
    items.taken.extend(group_names(root, "type"));
    // Enums are never new, and types avoid their names.
    items.claim_known(root.object("enums"));
    items.table(root, "types", "", found);

    NameAllocator::new(NameKind::Variant, "Code").table(root, "errors", "", found);

    let Some(types) = root.object_mut("types") else { return };
    for one in types.entries_mut() {
        let owner = format!("{}.", one.name());
        let Some(one) = one.value.as_object_mut() else { continue };
        let mut fields = NameAllocator::new(NameKind::Field, "field");
        fields.taken.extend(own_groups(one, "field"));
        fields.table(one, "fields", &owner, found);
    }
}

/// Allocator of the names in one scope of generated code.
struct NameAllocator {
    kind: NameKind,
    /// Stem of names for entries whose wire name gives none.
    stem: &'static str,
    taken: BTreeSet<String>,
    /// For actions: stems of the enums of their error codes.
    stems: Option<BTreeSet<String>>,
    /// Set if the current action has a second method, for its event stream.
    has_stream: bool,
}

impl NameAllocator {
    fn new(kind: NameKind, stem: &'static str) -> Self {
        Self { kind, stem, taken: BTreeSet::new(), stems: None, has_stream: false }
    }

    /// Claims the names of existing entries, and then finds names for new ones.
    fn table(&mut self, root: &mut Container, key: &str, owner: &str, found: &mut Findings) {
        self.claim_known(root.object(key));
        let Some(table) = root.object_mut(key) else { return };
        for entry in table.entries_mut().iter_mut().filter(|entry| entry.is_new()) {
            let wire = entry.name().to_owned();
            self.has_stream = has_stream(entry);
            let derived = name::derive(self.kind, &wire);
            if derived.as_deref().is_some_and(|rust| self.claim(rust)) {
                continue;
            }
            let own = self.other_name(&wire);
            let message = format!("it is called {} in Rust", quote(&own));
            found.add(FindingCode::NameGiven, format!("{owner}{wire}"), message);
            if let Some(entry) = entry.value.as_object_mut() {
                entry.set("name", Value::text(&own), &["type", "doc"]);
            }
        }
    }

    fn claim_known(&mut self, table: Option<&Container>) {
        let known = table.into_iter().flat_map(Container::entries).filter(|entry| !entry.is_new());
        for entry in known {
            self.has_stream = has_stream(entry);
            if let Some(rust) = self.rust_name(entry) {
                self.claim(&rust);
            }
        }
    }

    fn rust_name(&self, entry: &Entry) -> Option<String> {
        match entry.value.as_object().and_then(|entry| entry.text("name")) {
            Some(own) => name::explicit(self.kind, &own),
            None => name::derive(self.kind, entry.name()),
        }
    }

    /// Claims a name; `false` if it is taken.
    fn claim(&mut self, rust: &str) -> bool {
        let stream = self.has_stream.then(|| format!("{}_stream", rust.trim_start_matches("r#")));
        if self.taken.contains(rust)
            || stream.as_ref().is_some_and(|name| self.taken.contains(name))
        {
            return false;
        }
        if let Some(stems) = &mut self.stems
            && !stems.insert(name::upper_camel_case(rust))
        {
            return false;
        }
        self.taken.extend(stream);
        self.taken.insert(rust.to_owned())
    }

    /// Returns the first free numbered name, close to the derived one.
    fn other_name(&mut self, wire: &str) -> String {
        let ascii: String = wire.chars().filter(char::is_ascii).collect();
        let derived = name::derive(self.kind, &ascii).unwrap_or_else(|| self.stem.to_owned());
        let base = derived.trim_start_matches("r#").trim_end_matches('_').to_owned();
        let is_derived_whole = ascii.len() == wire.len();
        // A name that lost letters may be free as it is.
        if !is_derived_whole && self.is_free(&base) {
            return base;
        }
        let is_snake = matches!(self.kind, NameKind::Method | NameKind::Field);
        // `V4` and a 2 would be `V42`, which is another number.
        let part =
            if is_snake || base.ends_with(|last: char| last.is_ascii_digit()) { "_" } else { "" };
        let mut number = 2_usize;
        loop {
            let name = format!("{base}{part}{number}");
            if self.is_free(&name) {
                return name;
            }
            number += 1;
        }
    }

    /// Claims a name if it is valid and free.
    fn is_free(&mut self, own: &str) -> bool {
        name::explicit(self.kind, own).is_some_and(|rust| self.claim(&rust))
    }
}

/// Tells whether an action has a method that reads its event stream.
fn has_stream(entry: &Entry) -> bool {
    entry.value.as_object().is_some_and(|action| action.get("events").is_some())
}

/// Collects the names that the exclusive groups of all types set.
fn group_names(root: &Container, key: &str) -> BTreeSet<String> {
    let types = root.object("types").into_iter().flat_map(Container::entries);
    types.filter_map(|one| one.value.as_object()).flat_map(|one| own_groups(one, key)).collect()
}

fn own_groups(one: &Container, key: &str) -> Vec<String> {
    let rules = one.get("rules").into_iter().flat_map(Value::items);
    let groups = rules.filter_map(|rule| rule.as_object()?.object("group")?.text(key));
    groups.collect()
}

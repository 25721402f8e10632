//! Keys of the format.

use ecm_spec::reader::{Choices, KeySet};

pub(super) const SIMULATION: KeySet =
    KeySet::new(&["service", "version", "kinds", "actions"], &["$schema", "doc"]);
pub(super) const KIND: KeySet = KeySet::new(&["record", "id"], &["state", "doc"]);
pub(super) const ACTION: KeySet = KeySet::new(&[], &["creates", "lists", "changes", "doc"]);
pub(super) const CREATES: KeySet = KeySet::new(&["kind", "ids"], &["counted_per"]);
pub(super) const COUNTED_PER: KeySet = KeySet::new(&["field"], &["before_last"]);
pub(super) const LISTS: KeySet =
    KeySet::new(&["kind"], &["items", "size", "newest_first", "ids", "unknown_id", "filters"]);
pub(super) const FILTERS: KeySet =
    KeySet::new(&["list", "name", "values", "by"], &["unknown_filter"]);
pub(super) const FILTER: KeySet = KeySet::new(&["field"], &["match", "key"]);
pub(super) const CHANGES: KeySet =
    KeySet::new(&["kind", "ids", "unknown_id"], &["from", "wrong_state"]);
/// Keys of phases, beside those of the object around them.
pub(super) const PHASE: KeySet = KeySet::new(&[], &["state", "set", "then", "removed"]);
pub(super) const THEN: KeySet = KeySet::new(&["after_seconds"], &[]);
pub(super) const SOURCE: KeySet =
    KeySet::new(&[], &["from", "otherwise", "numbered", "value", "now"]);

/// Values of `match`; true if a part of a value is enough.
pub(super) const MATCHES: Choices<bool> = &[("whole", false), ("part", true)];

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_schema_has_the_keys_of_the_reader() {
        let schema: Value = serde_json::from_str(super::super::SCHEMA).unwrap();
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        let tables: [(&str, &[&KeySet]); 10] = [
            ("simulation", &[&SIMULATION]),
            ("kind", &[&KIND]),
            ("action", &[&ACTION]),
            ("creates", &[&CREATES, &PHASE]),
            ("countedPer", &[&COUNTED_PER]),
            ("lists", &[&LISTS]),
            ("filters", &[&FILTERS]),
            ("filter", &[&FILTER]),
            ("changes", &[&CHANGES, &PHASE]),
            ("then", &[&THEN, &PHASE]),
        ];
        for (name, tables) in tables.into_iter().chain([("source", &[&SOURCE][..])]) {
            let definition = &schema["$defs"][name];
            let written = definition["properties"].as_object().unwrap().keys().cloned().collect();
            let known = tables.iter().flat_map(|keys| keys.all()).map(str::to_owned).collect();
            assert_eq!(sorted(written), sorted(known), "keys of {name}");
            let written = definition["required"].as_array().into_iter().flatten();
            let written = written.map(|key| key.as_str().unwrap().to_owned()).collect();
            let required =
                tables.iter().flat_map(|keys| keys.required).map(|key| (*key).to_owned());
            assert_eq!(sorted(written), sorted(required.collect()), "required keys of {name}");
            assert_eq!(definition["additionalProperties"], false, "{name}");
        }
    }
}

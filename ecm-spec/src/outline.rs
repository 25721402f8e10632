//! Names that a spec defines, even if the rest of it is invalid.
//!
//! A spec with problems has no model, but programs still use its types. With these names the macro
//! generates stand-ins, so that only the problems are reported and no errors that follow from them.

use std::collections::BTreeSet;

use crate::name::{self, NameKind};

/// Rust names that a spec defines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Records, enums and exclusive groups.
    pub types: BTreeSet<String>,
    /// Actions in upper camel case, after which the enums of their error codes are named.
    pub actions: BTreeSet<String>,
}

/// Maximum number of names; more of them are an attack on the reader.
const MAX_NAMES: usize = 100_000;

/// Finds the names in a text that need not be a valid spec, nor even JSON.
#[must_use]
pub fn outline(text: &str) -> Outline {
    let mut outline = Outline::default();
    let mut path: Vec<Frame> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}', '[', ']', '"']) {
        let (found, after) = rest.split_at(start).1.split_at(1);
        rest = after;
        match found {
            "{" | "[" => path.push(Frame { is_object: found == "{", key: None }),
            "\"" => {
                let (string, after) = string(rest);
                rest = after;
                let is_key = after.trim_start().starts_with(':');
                outline.string(&mut path, string, is_key);
            }
            _ => {
                path.pop();
            }
        }
        if outline.types.len() + outline.actions.len() > MAX_NAMES || path.len() > 128 {
            break;
        }
    }
    outline
}

/// An object or a list that encloses the current position.
struct Frame<'t> {
    is_object: bool,
    /// The key whose value comes next or is being read.
    key: Option<&'t str>,
}

impl Outline {
    fn string<'t>(&mut self, path: &mut [Frame<'t>], string: &'t str, is_key: bool) {
        let Some(level) = path.last_mut().filter(|level| level.is_object) else { return };
        if is_key {
            level.key = Some(string);
            self.key(path);
            return;
        }
        let keys: Vec<&str> = path.iter().filter_map(|level| level.key).collect();
        match keys.as_slice() {
            ["types" | "enums", _, "name"] => self.define(NameKind::Type, string),
            ["actions", _, "name"] => self.define(NameKind::Method, string),
            [.., "group", "type"] => self.define(NameKind::Type, string),
            _ => {}
        }
    }

    fn key(&mut self, path: &[Frame<'_>]) {
        match path {
            [Frame { key: Some("types" | "enums"), .. }, Frame { key: Some(name), .. }] => {
                self.define(NameKind::Type, name);
            }
            [Frame { key: Some("actions"), .. }, Frame { key: Some(name), .. }] => {
                self.define(NameKind::Method, name);
            }
            _ => {}
        }
    }

    fn define(&mut self, kind: NameKind, wire: &str) {
        let Some(rust) = name::derive(kind, wire) else { return };
        let _ = match kind {
            NameKind::Method => self.actions.insert(name::upper_camel_case(&rust)),
            _ => self.types.insert(rust),
        };
    }
}

/// Splits a text behind the closing quote of its first string, whose opening quote has been read.
fn string(text: &str) -> (&str, &str) {
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => {
                let (inside, after) = text.split_at(index);
                return (inside, after.get(1..).unwrap_or_default());
            }
            // A string does not span lines: the quote was never closed.
            b'\n' => return text.split_at(index),
            _ => {}
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(set: &BTreeSet<String>) -> Vec<&str> {
        set.iter().map(String::as_str).collect()
    }

    const GOOD: &str = r#"{
        "service": "lamp",
        "actions": { "SwitchOn": { "request": "A", "errors": ["B"] }, "Off": { "name": "turn_off" } },
        "types": {
            "SwitchOnRequest": { "fields": { "types": { "type": "string" } }, "rules": [
                { "kind": "at_most_one", "group": { "type": "Light", "field": "light" } }
            ] },
            "x": { "name": "Renamed" }
        },
        "enums": { "Color": {} }
    }"#;

    #[test]
    fn names_are_found_where_they_are_defined() {
        let outline = outline(GOOD);
        assert_eq!(names(&outline.types), ["Color", "Light", "Renamed", "SwitchOnRequest", "X"]);
        assert_eq!(names(&outline.actions), ["Off", "SwitchOn", "TurnOff"]);
    }

    #[test]
    fn a_missing_comma_or_quote_loses_little() {
        for broken in [
            GOOD.replace("},\n", "}\n"),
            GOOD.replace("\"lamp\"", "\"lamp"),
            GOOD.replace("\"string\"", "strnig"),
        ] {
            assert_eq!(outline(&broken), outline(GOOD), "{broken}");
        }
    }

    #[test]
    fn any_text_at_all_has_an_outline() {
        for text in ["", "\"", "}}}]]", "{\"types\":{\"", "\\\"", &"{".repeat(10_000), "\"a\\"] {
            assert_eq!(outline(text), Outline::default(), "{text:.20}");
        }
    }

    #[test]
    fn every_cut_of_a_spec_has_one() {
        for (end, _) in GOOD.char_indices() {
            let _ = outline(&GOOD[..end]);
        }
    }
}

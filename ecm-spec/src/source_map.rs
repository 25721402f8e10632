//! Positions in the text of a spec.
//!
//! The model has no positions: a path of keys finds the position of a part in the text.

use crate::json::{self, Member, Node, Value};
use crate::problem::{Position, Span};

/// Step of a path into a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStep<'s> {
    /// The value of a key.
    Key(&'s str),
    /// The object of a list whose key `id` has this value.
    Rule(&'s str),
    /// The object of a list whose key `value` has this value, text or number.
    Value(&'s str),
    /// The text of a list that equals this one.
    Text(&'s str),
}

/// Text of a spec, in which positions are looked up by path.
#[derive(Debug)]
pub struct SourceMap<'t> {
    text: &'t str,
    root: Option<Node<'t>>,
}

impl<'t> SourceMap<'t> {
    /// Reads the positions of a text; one that is no JSON has none.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        // Problems of the text are not reported here.
        let root = json::tree(text).ok();
        Self { text, root }
    }

    pub(crate) fn of(text: &'t str, root: Node<'t>) -> Self {
        Self { text, root: Some(root) }
    }

    /// Finds the position that a path leads to.
    ///
    /// It covers the last key with its quotes, the brace that opens an object of a list, or a text
    /// of a list.
    #[must_use]
    pub fn find(&self, path: &[PathStep<'_>]) -> Option<Position> {
        let span = self.span(path)?;
        Some(json::positions(self.text, vec![span])(span))
    }

    /// Finds the position that each path leads to, or the closest one on its way.
    ///
    /// Lines are counted in one pass over the text for all paths.
    #[must_use]
    pub fn nearest(&self, paths: &[Vec<PathStep<'_>>]) -> Vec<Option<Position>> {
        let spans: Vec<Option<Span>> = paths
            .iter()
            .map(|path| (0..=path.len()).rev().find_map(|steps| self.span(path.get(..steps)?)))
            .collect();
        let position = json::positions(self.text, spans.iter().flatten().copied().collect());
        spans.into_iter().map(|span| span.map(&position)).collect()
    }

    fn span(&self, path: &[PathStep<'_>]) -> Option<Span> {
        let mut node = self.root.as_ref()?;
        let mut at = node.at.opening();
        for step in path {
            (node, at) = match (step, &node.value) {
                (PathStep::Key(key), Value::Object(members)) => {
                    let member = members.iter().find(|member| member.key.value == *key)?;
                    (&member.value, member.key.at)
                }
                (step, Value::List(items)) => {
                    let item = items.iter().find(|item| matches_step(item, *step))?;
                    match item.value {
                        Value::Object(_) => (item, item.at.opening()),
                        _ => (item, item.at),
                    }
                }
                _ => return None,
            };
        }
        Some(at)
    }
}

fn matches_step(item: &Node<'_>, step: PathStep<'_>) -> bool {
    match (step, &item.value) {
        (PathStep::Rule(id), Value::Object(members)) => has_value(members, "id", id),
        (PathStep::Value(value), Value::Object(members)) => has_value(members, "value", value),
        (PathStep::Text(wanted), Value::Text(text)) => text == wanted,
        _ => false,
    }
}

fn has_value(members: &[Member<'_>], key: &str, wanted: &str) -> bool {
    let member = members.iter().find(|member| member.key.value == key);
    match member.map(|member| &member.value.value) {
        Some(Value::Text(text)) => text == wanted,
        Some(Value::Number(number)) => *number == wanted,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::PathStep::{Key, Rule, Text, Value};
    use super::*;

    const TEXT: &str = r#"{
  "types": {
    "A": { "fields": {
      "é":
        { "rules": [
          { "id": "R1" },
          { "kind": "\"", "id": "R\u0032" }
        ] } } }
  },
  "values": [{ "value": "a" }, { "value": -1 }], "errors": ["X", "Y"]
}"#;

    fn at(path: &[PathStep<'_>]) -> Option<(usize, usize, usize)> {
        SourceMap::new(TEXT).find(path).map(|at| (at.line, at.column, at.length))
    }

    #[test]
    fn a_path_leads_to_a_key_a_brace_or_a_text() {
        let to_field = [Key("types"), Key("A"), Key("fields"), Key("é")];
        assert_eq!(at(&[]), Some((1, 1, 1)));
        assert_eq!(at(&to_field[..2]), Some((3, 5, 3)));
        assert_eq!(at(&to_field), Some((4, 7, 4)), "a length is in bytes");
        let rule = |id| [to_field.as_slice(), &[Key("rules"), Rule(id)]].concat();
        assert_eq!(at(&rule("R1")), Some((6, 11, 1)));
        assert_eq!(at(&rule("R2")), Some((7, 11, 1)));
        assert_eq!(at(&rule("R3")), None);
        assert_eq!(at(&[Key("values"), Value("-1")]), Some((10, 32, 1)));
        assert_eq!(at(&[Key("values"), Value("a"), Key("value")]), Some((10, 16, 7)));
        assert_eq!(at(&[Key("errors"), Text("Y")]), Some((10, 66, 3)));
    }

    #[test]
    fn where_a_path_ends_too_early_the_nearest_place_is_given() {
        let places = SourceMap::new(TEXT);
        let short = vec![Key("types"), Key("A")];
        let long = vec![Key("types"), Key("A"), Key("doc"), Key("more")];
        assert_eq!(places.find(&long), None);
        let found = places.nearest(&[long.clone(), vec![], short.clone()]);
        assert_eq!(found, [places.find(&short), places.find(&[]), places.find(&short)]);
        assert_eq!(SourceMap::new("no JSON").nearest(&[long]), [None]);
    }
}

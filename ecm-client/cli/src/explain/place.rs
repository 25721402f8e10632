//! Where things stand in the text of a spec.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// A step into a JSON text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'s> {
    /// The value of a key.
    Key(&'s str),
    /// The object of a list whose key `id` has this value.
    Rule(&'s str),
}

/// The line, from 1, of what a path leads to: that of its key, or of its first character where it
/// has none.
pub(crate) fn line(text: &str, path: &[Step<'_>]) -> Option<usize> {
    let mut json = text;
    for step in path {
        json = match step {
            Step::Key(key) => {
                serde_json::from_str::<BTreeMap<String, &RawValue>>(json).ok()?.get(*key)?.get()
            }
            Step::Rule(id) => serde_json::from_str::<Vec<&RawValue>>(json)
                .ok()?
                .into_iter()
                .map(RawValue::get)
                .find(|rule| id_of(rule).as_deref() == Some(*id))?,
        };
    }
    // A raw value borrows from the text, so how far it is in can be told from where it lies.
    let offset = (json.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let before = text.get(..offset)?;
    let before = match path.last() {
        // Before a value stand a colon and its key, whose closing quote comes first.
        Some(Step::Key(_)) => before.get(..before.rfind('"')?)?,
        _ => before,
    };
    Some(before.matches('\n').count() + 1)
}

fn id_of(rule: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Rule {
        id: String,
    }
    serde_json::from_str::<Rule>(rule).ok().map(|rule| rule.id)
}

#[cfg(test)]
mod tests {
    use super::Step::{Key, Rule};
    use super::*;

    const TEXT: &str = r#"{
  "types": {
    "A": { "fields": {
      "B":
        { "rules": [
          { "id": "R1" },
          { "kind": "\"", "id": "R\u0032" }
        ] } } }
  }
}"#;

    #[test]
    fn a_path_has_the_line_of_its_key() {
        let to_b = [Key("types"), Key("A"), Key("fields"), Key("B")];
        assert_eq!(line(TEXT, &[]), Some(1));
        assert_eq!(line(TEXT, &to_b[..2]), Some(3));
        assert_eq!(line(TEXT, &to_b), Some(4));
        let rule = |id| [to_b.as_slice(), &[Key("rules"), Rule(id)]].concat();
        assert_eq!(line(TEXT, &rule("R1")), Some(6));
        assert_eq!(line(TEXT, &rule("R2")), Some(7));
        assert_eq!(line(TEXT, &rule("R3")), None);
        assert_eq!(line("no JSON", &to_b), None);
    }
}

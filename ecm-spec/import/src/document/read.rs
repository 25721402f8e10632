//! Reading of text as a document.

use ecm_spec::json::{self, Node};
use ecm_spec::{Problems, Span};

use super::{Container, Document, Entry, EntryKey, Value};

impl Document {
    /// Reads the document that `text` holds; `None` if it is JSON but no object.
    pub(crate) fn read(text: &str) -> Result<Option<Self>, Problems> {
        let root = json::tree(text)?;
        let Value::Container(container) = value(text, &root) else { return Ok(None) };
        if !container.is_object {
            return Ok(None);
        }
        Ok(Some(Self {
            before: slice(text, 0, root.at.start),
            root: container,
            after: slice(text, root.at.end, text.len()),
        }))
    }
}

fn value(text: &str, node: &Node<'_>) -> Value {
    let (is_object, entries) = match &node.value {
        json::Value::Object(members) => {
            let members = members.iter().map(|member| (Some(member.key.at), &member.value));
            (true, entries(text, node.at, members))
        }
        json::Value::List(items) => {
            (false, entries(text, node.at, items.iter().map(|item| (None, item))))
        }
        _ => return Value::Plain(slice(text, node.at.start, node.at.end)),
    };
    let (entries, close) = entries;
    Value::Container(Container { is_object, entries, close })
}

/// Reads the entries of a container, and the blanks before its closing bracket.
fn entries<'n, 't: 'n>(
    text: &'t str,
    whole: Span,
    parts: impl Iterator<Item = (Option<Span>, &'n Node<'t>)>,
) -> (Vec<Entry>, String) {
    let mut entries: Vec<Entry> = Vec::new();
    // End of the last bracket, comma or value.
    let mut here = whole.start + 1;
    for (key, node) in parts {
        let start = key.map_or(node.at.start, |key| key.start);
        let between = text.get(here..start).unwrap_or_default();
        let before = match between.split_once(',') {
            Some((after, before)) => {
                if let Some(last) = entries.last_mut() {
                    after.clone_into(&mut last.after);
                }
                before
            }
            None => between,
        };
        entries.push(Entry {
            before: Some(before.to_owned().into()),
            key: key.map(|key| EntryKey {
                name: serde_json::from_str(&slice(text, key.start, key.end)).unwrap_or_default(),
                written: slice(text, key.start, node.at.start),
            }),
            value: value(text, node),
            after: String::new(),
            at: Some(key.unwrap_or(node.at)),
        });
        here = node.at.end;
    }
    (entries, slice(text, here, whole.end.saturating_sub(1)))
}

fn slice(text: &str, start: usize, end: usize) -> String {
    text.get(start..end).unwrap_or_default().to_owned()
}

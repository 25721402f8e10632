//! Parameters as pairs of a name and a text, with lists and objects flattened: `Disks.0.Size=50`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ecm_spec::model::{Shape, Spec, TypeId};
use serde_json::{Map, Value};

use crate::rejection::Rejection;

/// Parts of a name at most; longer ones lead nowhere in any service.
const MAX_PARTS: usize = 64;

/// Decoded pairs, in the order in which they came.
#[derive(Debug)]
pub(crate) struct FlatParameters<'r>(Vec<(Cow<'r, str>, Cow<'r, str>)>);

pub(crate) fn parse(bytes: &[u8]) -> FlatParameters<'_> {
    FlatParameters(form_urlencoded::parse(bytes).collect())
}

impl<'r> FlatParameters<'r> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value.as_ref()))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// Returns the value of a name, borrowed from the request where possible.
    pub(super) fn get_cow(&self, name: &str) -> Option<Cow<'r, str>> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone())
    }

    /// Rejects a name that occurs twice, because no document says which of its values counts.
    pub(super) fn unique(self) -> Result<Self, Rejection> {
        let mut names: Vec<&str> = self.iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        if names.iter().zip(names.iter().skip(1)).any(|(left, right)| left == right) {
            return Err(Rejection::new("InvalidParameter", "A parameter is given twice."));
        }
        Ok(self)
    }
}

/// Node of the tree that names form, split at their points.
#[derive(Default)]
struct Branch<'p> {
    value: Option<&'p str>,
    below: BTreeMap<&'p str, Branch<'p>>,
}

/// Assembles the record that the pairs describe, with texts as its values. Names that contradict
/// the spec are kept as written, for the check of the request to report.
pub(super) fn json<'p>(
    spec: &Spec,
    request: TypeId,
    pairs: impl Iterator<Item = (&'p str, &'p str)>,
) -> Result<Value, String> {
    let mut root = Branch::default();
    for (name, value) in pairs {
        if name.split('.').count() > MAX_PARTS {
            return Err("The name of a parameter has too many parts.".to_owned());
        }
        let branch =
            name.split('.').fold(&mut root, |branch, part| branch.below.entry(part).or_default());
        if branch.value.replace(value).is_some() {
            return Err("A parameter is given twice.".to_owned());
        }
    }
    Ok(record(spec, request, &root))
}

fn record(spec: &Spec, id: TypeId, branch: &Branch<'_>) -> Value {
    let fields = branch.below.iter().map(|(name, below)| {
        let value = match spec[id].field(name) {
            Some(field) => shaped(spec, &field.shape, below),
            None => untyped(below),
        };
        ((*name).to_owned(), value)
    });
    Value::Object(fields.collect())
}

fn shaped(spec: &Spec, shape: &Shape, branch: &Branch<'_>) -> Value {
    match (shape, branch.value) {
        (_, Some(value)) if branch.below.is_empty() => value.into(),
        (Shape::Record(id), None) => record(spec, *id, branch),
        (Shape::List(item), None) => {
            // By number, not by text: `10` comes after `9`. Anything but a number is no item.
            let items: Option<BTreeMap<u32, &Branch<'_>>> = branch
                .below
                .iter()
                .map(|(name, below)| Some((name.parse().ok()?, below)))
                .collect();
            match items {
                Some(items) => {
                    items.into_values().map(|branch| shaped(spec, item, branch)).collect()
                }
                None => untyped(branch),
            }
        }
        _ => untyped(branch),
    }
}

fn untyped(branch: &Branch<'_>) -> Value {
    if let (Some(value), true) = (branch.value, branch.below.is_empty()) {
        return value.into();
    }
    let below = branch.below.iter().map(|(name, below)| ((*name).to_owned(), untyped(below)));
    Value::Object(below.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shelf() -> Spec {
        let text = json!({
            "service": "shelf", "version": "2024-01-01", "revision": "1", "host": "shelf.example.com",
            "doc": "Shelves.",
            "actions": { "Put": { "doc": "Puts.", "request": "Put", "response": "Done", "effect": "create" } },
            "types": {
                "Done": { "doc": "Done.", "fields": {} },
                "Put": { "doc": "What.", "fields": {
                    "Books": { "type": "[Book]", "doc": "Books." },
                    "Tags": { "type": "[string]", "doc": "Tags." },
                    "Owner": { "type": "Book", "doc": "A record." },
                    "Name": { "type": "string", "doc": "A name." }
                } },
                "Book": { "doc": "A book.", "fields": {
                    "Title": { "type": "string", "doc": "Its title." },
                    "Pages": { "type": "[int64]", "doc": "Pages." }
                } }
            }
        });
        ecm_spec::read(&text.to_string()).unwrap()
    }

    fn read(query: &str) -> Result<Value, String> {
        let spec = shelf();
        json(&spec, spec.actions[0].request, parse(query.as_bytes()).iter())
    }

    #[test]
    fn lists_and_records_are_put_together_by_the_spec() {
        let expected = json!({
            "Books": [{ "Title": "a b", "Pages": ["1", "2"] }, { "Title": "ü" }],
            "Name": "",
            "Owner": { "Title": "x" },
            "Tags": (0..11).map(|number| number.to_string()).collect::<Vec<_>>(),
        });
        let mut query =
            "Books.1.Title=%C3%BC&Books.0.Title=a+b&Books.0.Pages.0=1&Books.0.Pages.1=2\
                         &Name=&Owner.Title=x"
                .to_owned();
        (0..11).for_each(|number| query.push_str(&format!("&Tags.{number}={number}")));
        assert_eq!(read(&query), Ok(expected));
    }

    #[test]
    fn what_does_not_fit_is_left_to_the_check() {
        assert_eq!(read("Tags=a"), Ok(json!({ "Tags": "a" })));
        assert_eq!(read("Tags.x=a"), Ok(json!({ "Tags": { "x": "a" } })));
        assert_eq!(read("Name.0=a"), Ok(json!({ "Name": { "0": "a" } })));
        assert_eq!(read("Color.0=a"), Ok(json!({ "Color": { "0": "a" } })));
        assert_eq!(read("Books.4294967295.Title=a"), Ok(json!({ "Books": [{ "Title": "a" }] })));
        assert!(read("Name=a&Name=b").is_err());
        assert!(read(&format!("Name{}=a", ".0".repeat(100))).is_err());
    }
}

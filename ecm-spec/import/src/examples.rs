//! Examples of calls that are published beside the metadata.
//!
//! They are written by hand, so they are read leniently: as evidence, never as a definition.

mod parameters;
mod stream;

use std::collections::BTreeMap;

use ecm_spec::json::{Node, Value};

use crate::facts::Facts;
use crate::finding::{FindingCode, Findings};
pub(crate) use stream::StreamExample;

/// Examples by action.
#[derive(Default)]
pub(crate) struct Examples {
    of_actions: BTreeMap<String, Vec<Example>>,
}

/// Example of a call.
pub(crate) struct Example {
    /// Number among those of the action, from 1.
    pub(crate) number: usize,
    request: ExampleRequest,
    /// Media type of the request, if it is none that JSON could replace.
    foreign_type: Option<String>,
    pub(crate) response: ResponseBody,
}

/// Parameters of a request: some examples have a query, some a body, and some both.
struct ExampleRequest {
    /// Names of the parameters in the query.
    query: Option<Vec<String>>,
    /// Text of a JSON object.
    body: Option<String>,
}

pub(crate) enum ResponseBody {
    Json,
    Stream(StreamExample),
    Unread,
}

impl Examples {
    /// Reads a file of examples; `None` if it is something else.
    pub(crate) fn read(root: &Node<'_>) -> Option<Self> {
        let Value::Object(actions) = &root.get("actions")?.value else { return None };
        let mut of_actions = BTreeMap::new();
        for action in actions {
            let Value::List(examples) = &action.value.value else { return None };
            let examples = examples.iter().enumerate();
            let examples = examples.map(|(index, node)| Example::read(index + 1, node)).collect();
            of_actions.insert(action.key.value.to_string(), examples);
        }
        Some(Self { of_actions })
    }

    pub(crate) fn of(&self, action: &str) -> &[Example] {
        self.of_actions.get(action).map_or(&[], Vec::as_slice)
    }

    /// Returns the number of the first example whose request is no JSON, and its media type.
    pub(crate) fn foreign_type(&self, action: &str) -> Option<(usize, &str)> {
        self.of(action).iter().find_map(|one| Some((one.number, one.foreign_type.as_deref()?)))
    }

    /// Reports where examples say something else than the metadata.
    pub(crate) fn report(&self, facts: &Facts, found: &mut Findings) {
        let mut unknown = parameters::UnknownParameters::new(facts);
        for (name, examples) in &self.of_actions {
            let Some(action) = facts.actions.iter().find(|action| action.wire == *name) else {
                let message = "the examples have this action, the metadata has not";
                found.add(FindingCode::ExampleUnknown, name, message);
                continue;
            };
            for example in examples {
                unknown.read(action, example);
            }
            let is_unread = |one: &&Example| {
                one.request.is_unread() && one.foreign_type.is_none()
                    || matches!(one.response, ResponseBody::Unread)
            };
            let unread: Vec<usize> =
                examples.iter().filter(is_unread).map(|one| one.number).collect();
            if !unread.is_empty() {
                let message = format!("{} cannot be read", numbered(&unread));
                found.add(FindingCode::ExampleUnread, name, message).metadata(action.at);
            }
        }
        unknown.report(found);
    }
}

impl Example {
    fn read(number: usize, node: &Node<'_>) -> Self {
        let text = |key: &str| match node.get(key).map(|node| &node.value) {
            Some(Value::Text(text)) => text.replace("\r\n", "\n"),
            _ => String::new(),
        };
        let (input, output) = (text("input"), text("output"));
        let (head, body) = input.split_once("\n\n").unwrap_or((&input, ""));
        let foreign_type = media_type(head).filter(|media_type| !is_replaceable(media_type));
        Self {
            number,
            request: ExampleRequest::read(head, body),
            foreign_type,
            response: response(&output),
        }
    }

    /// Tells whether the request sets a field to `true`.
    pub(crate) fn sets(&self, field: &str) -> bool {
        let tree = self.request.body.as_deref().map(ecm_spec::json::tree);
        tree.and_then(Result::ok).is_some_and(|tree| {
            matches!(tree.get(field).map(|node| &node.value), Some(Value::Bool(true)))
        })
    }
}

impl ExampleRequest {
    fn read(head: &str, body: &str) -> Self {
        let query = head.split_once("/?Action=").map(|(_, query)| {
            let separator = if query.contains("\n&") { "\n&" } else { "&" };
            let pairs = query.split(separator).skip(1);
            let pairs = pairs.filter_map(|pair| pair.trim().split_once('='));
            pairs.map(|(name, _)| name.to_owned()).collect()
        });
        let tree = ecm_spec::json::tree(body);
        let is_object = tree.is_ok_and(|tree| matches!(tree.value, Value::Object(_)));
        Self { query, body: is_object.then(|| body.to_owned()) }
    }

    fn is_unread(&self) -> bool {
        self.query.is_none() && self.body.is_none()
    }
}

fn response(output: &str) -> ResponseBody {
    match ecm_spec::json::tree(output) {
        Ok(Node { value: Value::Object(_), .. }) => ResponseBody::Json,
        _ => match StreamExample::read(output) {
            Some(stream) => ResponseBody::Stream(stream),
            None => ResponseBody::Unread,
        },
    }
}

/// Returns the media type that a head names, whatever form the head has.
fn media_type(head: &str) -> Option<String> {
    const KEY: &str = "content-type";
    let head = head.to_ascii_lowercase();
    let (_, rest) = head.lines().find_map(|line| line.split_once(KEY))?;
    let value = rest.trim_start_matches(['"', '\'', ':', ' ', '\t']);
    let end = value.find(['"', '\'', ';', ',', ' ', '\t']).unwrap_or(value.len());
    let value = value.get(..end)?;
    let is_token = |text: &str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte);
        !text.is_empty() && text.bytes().all(plain)
    };
    let (kind, subkind) = value.split_once('/')?;
    (is_token(kind) && is_token(subkind)).then(|| value.to_owned())
}

/// Tells whether the same parameters can be sent as JSON.
fn is_replaceable(media_type: &str) -> bool {
    matches!(media_type, "application/json" | "application/x-www-form-urlencoded")
}

/// Returns `example 2` or `examples 2, 5`.
pub(crate) fn numbered(numbers: &[usize]) -> String {
    let list: Vec<String> = numbers.iter().map(usize::to_string).collect();
    format!("example{} {}", if list.len() == 1 { "" } else { "s" }, list.join(", "))
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn media_types_are_found_in_any_head() {
        for (head, expected) in [
            ("POST / HTTP/1.1\nContent-Type: application/json", Some("application/json")),
            ("content-type:multipart/form-data; boundary=x", Some("multipart/form-data")),
            (
                "{\n \"Content-Type\": \"application/x-protobuf\",\n}",
                Some("application/x-protobuf"),
            ),
            ("Content-Type: application/octet-stream ", Some("application/octet-stream")),
            ("Content-Type: <any>/<thing>", None),
            ("Content-Type:", None),
            ("Content-Type", None),
            ("Host: x", None),
        ] {
            assert_eq!(media_type(head).as_deref(), expected, "{head}");
        }
    }
}

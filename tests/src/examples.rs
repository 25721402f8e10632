//! The vendor's published examples: what they ask for and what is answered.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ecm_spec::model::{Shape, Spec};
use serde::Deserialize;
use serde_json::Value;

/// An example of an action.
#[derive(Debug)]
pub struct Example {
    /// The action, and the number of the example among those of the action.
    pub name: String,
    /// The action.
    pub action: String,
    /// The body of the request.
    pub request: Result<String, NoJson>,
    /// The body of the answer.
    pub response: Result<String, NoJson>,
}

/// Why a part of an example is no JSON that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoJson {
    /// A form of several parts, with files.
    Multipart,
    /// Protocol buffers, which a text cannot show.
    ProtocolBuffers,
    /// Events, one after the other.
    Events,
    /// Text that is meant to be JSON, with an error in it.
    Syntax,
    /// An object that is not in the envelope of an answer.
    NoEnvelope,
    /// Parameters that cannot be put together.
    Parameters,
    /// An example of an action that the metadata does not have.
    NoAction,
}

#[derive(Deserialize)]
struct Document {
    actions: BTreeMap<String, Vec<Published>>,
}

#[derive(Deserialize)]
struct Published {
    #[serde(default)]
    input: String,
    #[serde(default)]
    output: String,
}

/// The examples of a service, in the order of its actions.
///
/// # Panics
///
/// If the text is not a document of examples.
#[must_use]
pub fn read(spec: &Spec, text: &str) -> Vec<Example> {
    let document: Document =
        serde_json::from_str(text).unwrap_or_else(|error| unreachable!("{error}"));
    let mut examples = Vec::new();
    for (action, published) in document.actions {
        let is_known = spec.actions.iter().any(|known| known.name.wire == action);
        for (number, Published { input, output }) in published.iter().enumerate() {
            examples.push(Example {
                name: format!("{action} {number}"),
                action: action.clone(),
                request: match is_known {
                    true => request(spec, &action, &input.replace("\r\n", "\n")),
                    false => Err(NoJson::NoAction),
                },
                response: if is_known { response(output) } else { Err(NoJson::NoAction) },
            });
        }
    }
    examples
}

fn request(spec: &Spec, action: &str, input: &str) -> Result<String, NoJson> {
    if let Some((_, query)) = input.split_once("/?Action=") {
        return from_query(spec, action, query).ok_or(NoJson::Parameters);
    }
    let (head, body) = input.split_once("\n\n").unwrap_or((input, ""));
    if head.contains("multipart/form-data") {
        return Err(NoJson::Multipart);
    }
    if head.contains("application/x-protobuf") {
        return Err(NoJson::ProtocolBuffers);
    }
    json(body).map(|_| body.to_owned())
}

/// The parameters, which stand one on each line behind the action.
fn from_query(spec: &Spec, action: &str, query: &str) -> Option<String> {
    let pairs = query.split("\n&").skip(1).filter_map(|line| line.trim().split_once('='));
    let pairs = pairs.map(|(name, value)| (name, decoded(value)));
    let pairs: Vec<(&str, Cow<'_, str>)> = pairs.collect();
    let pairs = pairs.iter().map(|(name, value)| (*name, &**value));
    let body = ecm_test_server::request_from_parameters(spec, action, pairs)?;
    Some(body.to_string())
}

/// A value as it is meant: few examples are percent-encoded, and texts with a plus sign are not.
fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains('%') {
        return value.into();
    }
    let bytes = value.replace('+', "%2B");
    let pair = format!("v={bytes}");
    let mut pairs = form_urlencoded::parse(pair.as_bytes());
    pairs.next().map_or(value.into(), |(_, value)| value.into_owned().into())
}

fn response(output: &str) -> Result<String, NoJson> {
    match json(output)?.get("Response") {
        Some(_) => Ok(output.to_owned()),
        None => Err(NoJson::NoEnvelope),
    }
}

fn json(text: &str) -> Result<Value, NoJson> {
    let is_event = |line: &str| line.trim_start().starts_with("data:");
    match serde_json::from_str(text) {
        Ok(value) => Ok(value),
        Err(_) if text.lines().any(is_event) => Err(NoJson::Events),
        Err(_) => Err(NoJson::Syntax),
    }
}

/// What is in a value, is known to the spec, and did not come out of reading and writing it: by path.
#[must_use]
pub fn lost(spec: &Spec, shape: &Shape, given: &Value, read: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(spec, shape, (given, read), "", &mut found);
    found
}

fn compare(
    spec: &Spec,
    shape: &Shape,
    (given, read): (&Value, &Value),
    path: &str,
    found: &mut Vec<String>,
) {
    match (shape, given, read) {
        (Shape::Record(id), Value::Object(members), Value::Object(read)) => {
            for field in &spec[*id].fields {
                let wire = &field.name.wire;
                let path = format!("{path}.{wire}");
                let read = read.get(wire).unwrap_or(&Value::Null);
                let given = members.get(wire).unwrap_or(&Value::Null);
                // A record that is sent as well holds what is required, and cannot hold it open.
                if given.is_null() && field.required.is_some() {
                    continue;
                }
                compare(spec, &field.shape, (given, read), &path, found);
            }
        }
        (Shape::List(item), Value::Array(given), Value::Array(read)) => {
            // A null among the items says nothing.
            let given: Vec<&Value> = given.iter().filter(|item| !item.is_null()).collect();
            if given.len() != read.len() {
                found.push(format!("{path} of {} items", given.len()));
            }
            for (given, read) in given.into_iter().zip(read) {
                compare(spec, item, (given, read), path, found);
            }
        }
        // Text without anything in it is no number.
        (_, Value::String(text), Value::Null) if text.is_empty() => {}
        (_, given, read) if spelled(given) == spelled(read) => {}
        (_, given, read) => found.push(format!("{path}: {given} as {read}")),
    }
}

/// Scalars as text: numbers and booleans may be spelled in several ways.
fn spelled(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match text.parse::<f64>() {
        Ok(number) => number.to_string(),
        Err(_) if text.eq_ignore_ascii_case("true") => "true".to_owned(),
        Err(_) if text.eq_ignore_ascii_case("false") => "false".to_owned(),
        Err(_) => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read_one(input: &str, output: &str) -> Example {
        let spec = crate::read("workshop", crate::WORKSHOP);
        let action = spec.actions[0].name.wire.as_str();
        let document = json!({ "actions": { action: [{ "input": input, "output": output }] } });
        read(&spec, &document.to_string()).remove(0)
    }

    #[test]
    fn what_is_no_json_is_told_apart() {
        let answer = r#"{ "Response": {} }"#;
        let asked = |input| read_one(input, answer).request;
        assert_eq!(asked("POST / HTTP/1.1\r\nHost: x\r\n\r\n{}"), Ok("{}".to_owned()));
        assert_eq!(asked("https://x/?Action=A\n&B=1%3D2+3\n&<more>").unwrap(), r#"{"B":"1=2+3"}"#);
        assert_eq!(asked("Content-Type: multipart/form-data\n\n--"), Err(NoJson::Multipart));
        assert_eq!(asked("application/x-protobuf\n\n<>"), Err(NoJson::ProtocolBuffers));
        assert_eq!(asked("POST /\n\n{,}"), Err(NoJson::Syntax));
        assert_eq!(asked("https://x/?Action=A\n&B=1\n&B=2"), Err(NoJson::Parameters));
        let answered = |output| read_one("POST /\n\n{}", output).response;
        assert_eq!(answered(answer).as_deref(), Ok(answer));
        assert_eq!(answered("data: {}\n\ndata: {}"), Err(NoJson::Events));
        assert_eq!(answered("{} // done"), Err(NoJson::Syntax));
        assert_eq!(answered(r#"{ "RequestId": "" }"#), Err(NoJson::NoEnvelope));
    }

    #[test]
    fn what_is_lost_is_found() {
        let spec = crate::read("ecm", crate::ecm());
        let action = spec.action(crate::MAIN_ACTION);
        let request = Shape::Record(action.unwrap().request);
        let lost = |given: Value, read: Value| lost(&spec, &request, &given, &read);
        let disk = |size: Value| json!({ "SystemDisk": { "DiskSize": size }, "Unknown": 1 });
        assert_eq!(lost(disk(json!("50")), disk(json!(50))), Vec::<String>::new());
        assert_eq!(lost(disk(json!("50")), disk(json!(51))).len(), 1);
        assert_eq!(lost(disk(json!(50)), json!({})).len(), 1);
        let keys = |keys: Value| json!({ "KeyIds": keys });
        assert_eq!(lost(keys(json!(["a", null])), keys(json!(["a"]))), Vec::<String>::new());
        assert_eq!(lost(keys(json!(["a", "b"])), keys(json!(["a"]))).len(), 1);
    }
}

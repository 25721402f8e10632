//! Event streams that examples answer.

use std::collections::BTreeSet;

use ecm_spec::json::{self, Value};

/// Event stream of an example.
pub(crate) struct StreamExample {
    /// Data that ends it and holds no record, such as `[DONE]`.
    pub(crate) end: Option<String>,
    /// Members of the records in its events.
    pub(crate) members: BTreeSet<String>,
}

impl StreamExample {
    /// Reads an answer; `None` if it is no event stream.
    ///
    /// A head of HTTP or remarks of the author may stand before it.
    pub(super) fn read(output: &str) -> Option<Self> {
        let data: Vec<&str> = output.lines().filter_map(data).collect();
        let last = data.last()?;
        let mut members = BTreeSet::new();
        for record in &data {
            let Ok(json::Node { value: Value::Object(found), .. }) = json::tree(record) else {
                continue;
            };
            members.extend(found.iter().map(|member| member.key.value.to_string()));
        }
        Some(Self { end: is_end_mark(last).then(|| (*last).to_owned()), members })
    }
}

/// Returns the data of a line, if it is one of an event's.
fn data(line: &str) -> Option<&str> {
    let data = line.trim_start().strip_prefix("data:")?;
    Some(data.trim())
}

/// Tells whether data looks like an end mark: a word in brackets.
///
/// Any other text may be what an author left out.
fn is_end_mark(data: &str) -> bool {
    let word = data.strip_prefix('[').and_then(|data| data.strip_suffix(']'));
    word.is_some_and(|word| {
        !word.is_empty() && word.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::StreamExample;

    fn read(output: &str) -> Option<(Option<String>, Vec<String>)> {
        let stream = StreamExample::read(output)?;
        Some((stream.end, stream.members.into_iter().collect()))
    }

    #[test]
    fn streams_are_told_from_other_text() {
        let members = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        for (output, end, names) in [
            ("data: {\"A\": 1}\n\ndata: {\"B\": 2}\n", None, &["A", "B"][..]),
            ("data:{\"A\": 1}\n\ndata:[DONE]", Some("[DONE]"), &["A"]),
            ("data: {\"A\": 1}\n\ndata: [END_OF_STREAM]\n\n", Some("[END_OF_STREAM]"), &["A"]),
            ("id: 1\nevent: message\ndata: {\"A\": 1}\n\n", None, &["A"]),
            ("HTTP/1.1 200 OK\nContent-Type: text/event-stream\n\ndata: {\"A\": 1}", None, &["A"]),
            ("Remarks.\n\ndata: {\"A\": 1}\n\t\ndata: {\"A\": broken", None, &["A"]),
            ("data: {\"A\": 1}\n\ndata: ...", None, &["A"]),
            ("data: [1]", None, &[]),
        ] {
            let expected = (end.map(str::to_owned), members(names));
            assert_eq!(read(output), Some(expected), "{output}");
        }
        for other in ["", "{}", "database: x", "event: x", "{ \"data:\": 1 }"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}

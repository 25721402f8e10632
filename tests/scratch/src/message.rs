//! Messages of the compiler.

use serde_json::Value;

/// Something that the compiler refuses, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// The file.
    pub file: String,
    /// The line.
    pub line: u64,
    /// The words.
    pub text: String,
}

impl Message {
    /// Errors of one line of the compiler's JSON, one for each place.
    pub(crate) fn errors(message: &Value) -> impl Iterator<Item = Self> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let spans = message["spans"].as_array().into_iter().flatten();
        let places = spans.filter(|span| message["level"] == "error" && span["is_primary"] == true);
        places.map(move |span| Self {
            file: text(&span["file_name"]),
            line: span["line_start"].as_u64().unwrap_or_default(),
            text: text(&message["message"]),
        })
    }
}

//! Comments and trailing commas in the JSON of a request, as `ecm call --skeleton=all` prints them.

/// Replaces comments from `//` to the end of the line, and commas before a closing bracket, by blanks.
///
/// Every other byte keeps its place, so that errors name the right line and column.
pub(super) fn blank(text: String) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    let mut comma = None;
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b'"' => {
                at = end_of_text(&bytes, at);
                comma = None;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                while let Some(byte) = bytes.get_mut(at).filter(|byte| **byte != b'\n') {
                    *byte = b' ';
                    at += 1;
                }
                continue;
            }
            b',' => comma = Some(at),
            b'}' | b']' => {
                if let Some(comma) = comma.take().and_then(|comma| bytes.get_mut(comma)) {
                    *comma = b' ';
                }
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => comma = None,
        }
        at += 1;
    }
    // Whole characters were replaced, so this is always text.
    String::from_utf8(bytes).unwrap_or(text)
}

/// Returns the position of the quote that ends a text.
fn end_of_text(bytes: &[u8], quote: usize) -> usize {
    let mut at = quote + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::blank;

    fn blanked(text: &str) -> String {
        blank(text.to_owned())
    }

    #[test]
    fn comments_and_trailing_commas_become_blanks() {
        let text = "{\n  // é \"x\", {\n  \"a\": [1, 2, ], // end\n  //\"b\": 1,\n}";
        let read: serde_json::Value = serde_json::from_str(&blanked(text)).unwrap();
        assert_eq!(read, serde_json::json!({ "a": [1, 2] }));
        assert_eq!(blanked(text).len(), text.len());
        assert_eq!(blanked(text).lines().count(), text.lines().count());
    }

    #[test]
    fn what_is_json_stays_as_it_is() {
        for text in [
            r#"{"a": "// no, comment, }", "b": "\"//,]", "c": "\\"}"#,
            "[[], {}, [1,\n2]]",
            "{\"a\": /",
            "\"",
            "\"\\",
            "",
        ] {
            assert_eq!(blanked(text), text);
        }
    }
}

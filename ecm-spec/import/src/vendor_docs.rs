//! The vendor's documentation as text for a user's own spec.

/// Maximum length; a longer text is an article that belongs elsewhere.
const MAX_CHARS: usize = 4_000;

/// Removes tags and control characters, and cuts long texts; `None` if nothing is left. Other
/// markup is made plain when code is generated.
pub(crate) fn clean(doc: &str) -> Option<String> {
    let mut lines = Vec::new();
    for line in without_tags(doc).lines() {
        let line: String = line
            .chars()
            .map(|character| if character.is_control() { ' ' } else { character })
            .collect();
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            lines.push(line);
        }
    }
    let text = lines.join("\n");
    let text = match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{} ...", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    };
    (!text.is_empty()).then_some(text)
}

/// Replaces each tag by a line end; a `<` that begins no tag stays.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        out.push_str(before);
        let inside = tag.get(1..).unwrap_or_default();
        let begins =
            inside.trim_start_matches('/').starts_with(|next: char| next.is_ascii_alphabetic());
        match inside.find(['<', '>', '\n']).filter(|_| begins) {
            Some(end) if inside.get(end..).is_some_and(|after| after.starts_with('>')) => {
                out.push('\n');
                rest = inside.get(end + 1..).unwrap_or_default();
            }
            _ => {
                out.push('<');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_is_left() {
        assert_eq!(clean("One.<br/>Two </b>\r\n\u{7} x").as_deref(), Some("One.\nTwo\nx"));
        assert_eq!(clean("a < b, <1 and <").as_deref(), Some("a < b, <1 and <"));
        assert_eq!(clean(" <br> \n"), None);
    }

    #[test]
    fn an_article_is_cut() {
        let long = clean(&"é".repeat(100_000)).unwrap();
        assert!(long.ends_with("é ..."));
        assert_eq!(long.chars().count(), MAX_CHARS + 4);
    }
}

//! Layout of documentation for people: comments of wrapped lines.

use proc_macro2::{Group, Literal, TokenTree};

/// Maximum number of columns of a documentation line.
const WIDTH: usize = 96;

/// Returns the text of `[doc = "text"]`, if a comment can hold it.
pub(crate) fn documentation(group: &Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    let found = (tokens.next()?, tokens.next()?, tokens.next()?, tokens.next());
    let (TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(literal), None) = found
    else {
        return None;
    };
    let text = if name == "doc" { unescaped(&literal)? } else { return None };
    (!text.contains('\r')).then_some(text)
}

/// Text of a literal that is written as [`Literal::string`] writes it.
fn unescaped(literal: &Literal) -> Option<String> {
    let written = literal.to_string();
    let mut rest = written.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(rest.len());
    while let Some((before, behind)) = rest.split_once('\\') {
        text.push_str(before);
        let mut behind = behind.chars();
        text.push(match behind.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'u' => {
                let (number, after) = behind.as_str().strip_prefix('{')?.split_once('}')?;
                behind = after.chars();
                char::from_u32(u32::from_str_radix(number, 16).ok()?)?
            }
            other => other,
        });
        rest = behind.as_str();
    }
    text.push_str(rest);
    // Any other way to write a text stays as it is.
    (Literal::string(&text).to_string() == written).then_some(text)
}

/// Wraps a text into lines, each with the blank that separates it from `///`.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        wrap(line, &mut lines);
    }
    lines
}

fn wrap(text: &str, lines: &mut Vec<String>) {
    let content = text.trim_start();
    // The blank that separates from `///`, and what makes an item part of another one.
    let lead = " ".repeat(text.len().saturating_sub(content.len()).max(1));
    let indent = format!("{lead}{}", " ".repeat(bullet_width(content)));
    let mut line = String::new();
    let mut columns = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if columns > 0 && columns + 1 + width > WIDTH {
            lines.push(std::mem::replace(&mut line, indent.clone()));
            columns = indent.len() - 1;
        } else if columns > 0 {
            columns += 1;
            line.push(' ');
        } else {
            line.push_str(&lead);
            columns += lead.len() - 1;
        }
        line.push_str(word);
        columns += width;
    }
    lines.push(line);
}

/// Width of the bullet or number of an item of a list, with the blank behind it.
fn bullet_width(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = if digits == 0 { "- " } else { ". " };
    match text.get(digits..).is_some_and(|rest| rest.starts_with(mark)) {
        true => digits + mark.len(),
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_and_lists_indented() {
        let text = format!(" one\n\n - {}", "word ".repeat(30));
        let lines = lines(&text);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH + 1), "{lines:?}");
        assert_eq!(lines[..2], [" one", ""]);
        assert!(
            lines[2].starts_with(" - word word") && lines[3].starts_with("   word"),
            "{lines:?}"
        );
    }

    #[test]
    fn items_within_items_stay_there() {
        for (lead, mark) in [("   ", "- "), (" ", "12. ")] {
            let lines = lines(&format!("{lead}{mark}{}", "word ".repeat(30)));
            assert!(lines[0].starts_with(&format!("{lead}{mark}word")), "{lines:?}");
            let hanging = format!("{lead}{}word", " ".repeat(mark.len()));
            assert!(lines[1].starts_with(&hanging), "{lines:?}");
        }
    }

    #[test]
    fn texts_of_comments_are_those_of_the_attributes() {
        for text in [" a", " a \"b\" \\ c", "\n \u{202e}\0\t'", " \u{4e2d}", ""] {
            assert_eq!(unescaped(&Literal::string(text)).as_deref(), Some(text));
        }
        for written in ["r\" a\"", "\"\\x41\"", "1", "b\"a\"", "\"a\"suffix"] {
            let literal: Literal = written.parse().unwrap();
            assert_eq!(unescaped(&literal), None, "{written}");
        }
    }
}

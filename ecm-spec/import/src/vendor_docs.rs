//! The vendor's documentation as text for a user's own spec.
//!
//! The vendor writes HTML, Markdown or both. What is left is lines of text with the markup that
//! documentation of a spec may have: items of lists, links and code.

mod html;
mod line;

use html::{Piece, Tag};
use line::{CurrentLine, is_address};

/// Maximum length; a longer text is an article that belongs elsewhere.
const MAX_CHARS: usize = 4_000;

/// Makes text of documentation, and cuts long texts; `None` if nothing is left.
pub(crate) fn clean(doc: &str) -> Option<String> {
    let mut cleaner = Cleaner::default();
    for piece in html::pieces(doc) {
        match piece {
            Piece::Text(text) => cleaner.text(&html::decoded(text)),
            Piece::Tag(tag) => cleaner.tag(&tag),
        }
    }
    cleaner.end_line();
    cut(cleaner.lines)
}

#[derive(Default)]
struct Cleaner {
    lines: Vec<String>,
    current: CurrentLine,
    /// Open lists, each with the number of its last item if it counts them.
    lists: Vec<Option<u32>>,
    /// Start of the text of an open link in the current line, and its address.
    link: Option<(usize, String)>,
    /// Start of open code in the current line.
    code: Option<usize>,
}

impl Cleaner {
    fn text(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.end_line();
            }
            self.current.push(line);
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        match (tag.name.as_str(), tag.is_closing) {
            ("ul" | "ol", false) => {
                self.end_line();
                self.lists.push((tag.name == "ol").then_some(0));
            }
            ("ul" | "ol", true) => {
                self.end_line();
                self.lists.pop();
            }
            ("li", false) => {
                self.end_line();
                let depth = self.lists.len().saturating_sub(1);
                let bullet = match self.lists.last_mut() {
                    Some(Some(count)) => {
                        *count += 1;
                        format!("{count}. ")
                    }
                    _ => "- ".to_owned(),
                };
                self.current.begin_item(depth, &bullet);
            }
            ("li", true) => {
                self.end_line();
                self.current = CurrentLine::default();
            }
            ("a", false) => {
                let address = tag.attribute("href").filter(|address| is_address(address));
                self.link = address.map(|address| (self.current.len(), address));
            }
            ("a", true) => {
                if let Some((start, address)) = self.link.take() {
                    self.current.link(start, &address);
                }
            }
            ("code", false) => self.code = Some(self.current.len()),
            ("code", true) => {
                if let Some(start) = self.code.take() {
                    self.current.code(start);
                }
            }
            ("td" | "th", false) => self.current.begin_cell(),
            _ if tag.is_inline() => {}
            _ => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        (self.link, self.code) = (None, None);
        self.lines.extend(self.current.take());
    }
}

/// Joins lines, as many as there is room for.
fn cut(lines: Vec<String>) -> Option<String> {
    let mut text = String::new();
    let mut left = MAX_CHARS;
    for line in lines {
        let length = line.chars().count() + 1;
        if length > left + 1 {
            // A link that is cut off is none, so lines stay whole where they can.
            if text.is_empty() {
                text = line.chars().take(MAX_CHARS).collect::<String>().trim_end().to_owned();
                text.push_str(" ...");
            } else {
                text.push_str("\n...");
            }
            return Some(text);
        }
        left = left.saturating_sub(length);
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line);
    }
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_is_left() {
        assert_eq!(clean("One.<br/>Two </b>\r\n\u{7} x").as_deref(), Some("One.\nTwo\nx"));
        assert_eq!(clean("a < b, <1 and <").as_deref(), Some("a < b, <1 and <"));
        assert_eq!(
            clean("see <bucket-name> and <b>bold</b>").as_deref(),
            Some("see <bucket-name> and bold")
        );
        assert_eq!(
            clean("&quot;a&quot; &lt;b&gt;&nbsp;&#39;c&#x27; &amp;lt; &nope; &").as_deref(),
            Some("\"a\" <b> 'c' &lt; &nope; &")
        );
        assert_eq!(clean("server\\_1 `a\\_b` \\d\\.").as_deref(), Some("server_1 `a\\_b` \\d\\."));
        assert_eq!(clean(" <br> \n"), None);
    }

    #[test]
    fn lists_stay_lists() {
        for (html, expected) in [
            ("<p>A:<br><li>one</li><li>two</li></p>", "A:\n- one\n- two"),
            (
                "A:<ul><li><p>one</p></li><li>two<ul><li>deep</li></ul></li></ul>B",
                "A:\n- one\n- two\n  - deep\nB",
            ),
            ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
            (
                "A\n* one\n  - two\n\u{2022} three\n1. four\n-five",
                "A\n- one\n  - two\n- three\n1. four\n-five",
            ),
            ("<li></li><li>x", "- x"),
            ("<li>x<br>y</li>z", "- x\ny\nz"),
        ] {
            assert_eq!(clean(html).as_deref(), Some(expected), "{html}");
        }
    }

    #[test]
    fn links_and_code_stay_in_their_sentence() {
        for (html, expected) in [
            (
                "see <a href=\"https://x.com/a_b?c=1#d\">the <b>page</b></a>, please",
                "see [the page](https://x.com/a_b?c=1#d), please",
            ),
            ("see <a href='https://x.com/&amp;'>https://x.com/&amp;</a>.", "see https://x.com/&."),
            ("<a href=\"/document\">here</a> <a>x</a> <a href=\"javascript:y\">z</a>", "here x z"),
            ("<a href=\"https://x.com\">[x]</a>", "[x] (https://x.com)"),
            ("<a href=\"https://x.com\"><br></a>x", "x"),
            ("[md](https://x.com/a) https://y.com/b", "[md](https://x.com/a) https://y.com/b"),
            ("<code>a_b</code> and <code>`</code><code></code>", "`a_b` and `"),
        ] {
            assert_eq!(clean(html).as_deref(), Some(expected), "{html}");
        }
    }

    #[test]
    fn rows_of_tables_are_lines() {
        let html = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>";
        assert_eq!(clean(html).as_deref(), Some("A | B\n1 | 2"));
    }

    #[test]
    fn an_article_is_cut() {
        let long = clean(&"é".repeat(100_000)).unwrap();
        assert!(long.ends_with("é ..."));
        assert_eq!(long.chars().count(), MAX_CHARS + 4);
        let lines = clean(&"[a](https://x.com/abcdefghi)\n".repeat(1_000)).unwrap();
        assert!(lines.ends_with("(https://x.com/abcdefghi)\n..."), "{lines}");
        assert!(lines.chars().count() <= MAX_CHARS + 4);
    }

    #[test]
    fn whatever_is_written_is_read() {
        for html in [
            "<a href=",
            "<li",
            "</",
            "<>",
            "<a href=\"x",
            "<code>",
            "</li></ul></ol></a></code>",
            "&",
            "&#;",
            "&#x110000;",
            "\\",
        ] {
            let _ = clean(html);
        }
    }
}

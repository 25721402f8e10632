//! Documentation of a spec as HTML: lines, lists, code and links; everything else is plain text.

use maud::{Markup, html};

use crate::text::{sanitize, sanitize_lines};

/// Formats the lines of a documentation.
pub(crate) fn block(text: &str) -> Markup {
    let text = sanitize_lines(text);
    let lines: Vec<Line<'_>> = text.lines().filter_map(Line::read).collect();
    let same = |one: &Line<'_>, other: &Line<'_>| one.is_item() == other.is_item();
    html! {
        @for lines in lines.chunk_by(same) {
            @if lines.first().is_some_and(Line::is_item) {
                ul { @for line in lines { (item(line)) } }
            } @else {
                @for line in lines { p { (inline(line.text)) } }
            }
        }
    }
}

fn item(line: &Line<'_>) -> Markup {
    let number = line.number.map(|number| format!("{number}. "));
    let class = match (line.is_deep, number.is_some()) {
        (false, false) => None,
        (true, false) => Some("deep"),
        (false, true) => Some("numbered"),
        (true, true) => Some("deep numbered"),
    };
    html! {
        li class=[class] {
            @if let Some(number) = number { (number) }
            (inline(line.text))
        }
    }
}

/// Line of a documentation; `number` and `is_bullet` tell of items of lists.
struct Line<'t> {
    text: &'t str,
    number: Option<&'t str>,
    is_bullet: bool,
    is_deep: bool,
}

impl<'t> Line<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let is_deep = line.starts_with("  ");
        let text = line.trim();
        if text.is_empty() {
            return None;
        }
        if let Some(text) = text.strip_prefix("- ") {
            return Some(Self { text, number: None, is_bullet: true, is_deep });
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let numbered = text.split_at_checked(digits).filter(|_| (1..=3).contains(&digits));
        Some(match numbered.and_then(|(number, rest)| Some((number, rest.strip_prefix(". ")?))) {
            Some((number, text)) => Self { text, number: Some(number), is_bullet: false, is_deep },
            None => Self { text, number: None, is_bullet: false, is_deep: false },
        })
    }

    fn is_item(&self) -> bool {
        self.is_bullet || self.number.is_some()
    }
}

/// Formats a text without lines: code between backticks, links and addresses of the web.
pub(crate) fn inline(text: &str) -> Markup {
    let text = sanitize(text);
    html! {
        @for piece in pieces(&text) {
            @match piece {
                Piece::Text(text) => (text),
                Piece::Code(code) => code { (code) },
                Piece::Link(label, address) => {
                    a.out href=(address) rel="noopener noreferrer" { (label) }
                },
            }
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Piece<'t> {
    Text(&'t str),
    Code(&'t str),
    Link(&'t str, &'t str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut from) = (text, 0);
    while let Some(at) = rest.get(from..).and_then(|rest| rest.find(['`', '[', 'h'])) {
        let at = from + at;
        let special = rest.get(at..).unwrap_or_default();
        let found = code(special).or_else(|| link(special)).or_else(|| address(special));
        let Some((piece, length)) = found else {
            from = at + 1;
            continue;
        };
        let before = rest.get(..at).unwrap_or_default();
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(piece);
        rest = rest.get(at + length..).unwrap_or_default();
        from = 0;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// Reads code at the start of a text, with its length.
fn code(text: &str) -> Option<(Piece<'_>, usize)> {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    let (fence, inside) = text.split_at_checked(ticks).filter(|(fence, _)| !fence.is_empty())?;
    let end = inside.find(fence).filter(|end| *end > 0)?;
    let code = inside.get(..end)?;
    // Blanks beside the fence set it apart from backticks in the code.
    let shown = if ticks > 1 { code.trim() } else { code };
    Some((Piece::Code(shown), end + 2 * ticks))
}

/// Reads `[label](address)` at the start of a text, with its length.
fn link(text: &str) -> Option<(Piece<'_>, usize)> {
    let inside = text.strip_prefix('[')?;
    let (label, rest) = inside.split_once("](")?;
    let length = address_length(rest);
    let is_link = length > 0 && rest.get(length..)?.starts_with(')');
    let is_plain = !label.is_empty() && !label.contains(['[', ']']);
    let piece = Piece::Link(label, rest.get(..length)?);
    (is_link && is_plain).then_some((piece, label.len() + length + "[]()".len()))
}

/// Reads a bare address at the start of a text, with its length.
fn address(text: &str) -> Option<(Piece<'_>, usize)> {
    let length = address_length(text);
    let address = text.get(..length).filter(|address| !address.is_empty())?;
    Some((Piece::Link(address, address), length))
}

/// Length of an address of the web at the start of a text; zero if there is none.
fn address_length(text: &str) -> usize {
    let schemes = ["https://", "http://"];
    let Some(scheme) = schemes.into_iter().find(|scheme| text.starts_with(scheme)) else {
        return 0;
    };
    let rest = text.get(scheme.len()..).unwrap_or_default();
    let is_part = |byte: &u8| byte.is_ascii_graphic() && !b"()[]{}<>`\"'\\|^,;".contains(byte);
    let length = rest.bytes().take_while(is_part).count();
    // What usually ends a sentence is no part of an address.
    let host = rest.get(..length).unwrap_or_default().trim_end_matches(['.', ':', '!', '?', '*']);
    if host.is_empty() { 0 } else { scheme.len() + host.len() }
}

/// Writes a phrase as a sentence.
pub(crate) fn sentence(phrase: &str) -> String {
    let mut characters = phrase.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), characters.as_str())
}

/// Returns the first sentence of a text as plain text, at most this many characters of it.
pub(crate) fn summary(text: &str, max: usize) -> String {
    let text = sanitize_lines(text);
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let plain: String = pieces(line)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) | Piece::Code(text) | Piece::Link(text, _) => text,
        })
        .collect();
    let ends = [". ", "。"].into_iter().filter_map(|end| Some(plain.find(end)? + end.trim().len()));
    let sentence = plain.get(..ends.min().unwrap_or(plain.len())).unwrap_or(&plain);
    if sentence.chars().count() <= max {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(max).collect();
    format!("{} ...", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_links_and_lists_mean_something() {
        for (text, expected) in [
            ("a <b> & \"c\"", "<p>a &lt;b&gt; &amp; &quot;c&quot;</p>"),
            ("`<x>` and `` ` ``", "<p><code>&lt;x&gt;</code> and <code>`</code></p>"),
            (
                "see [it](https://x.com/a?b=1&c), or http://y.com.",
                "<p>see <a class=\"out\" href=\"https://x.com/a?b=1&amp;c\" rel=\"noopener noreferrer\">it</a>, \
                 or <a class=\"out\" href=\"http://y.com\" rel=\"noopener noreferrer\">http://y.com</a>.</p>",
            ),
            ("[x](javascript:alert(1)) `", "<p>[x](javascript:alert(1)) `</p>"),
            (
                "One:\n- a\n  - b\n2. c\nEnd",
                "<p>One:</p><ul><li>a</li><li class=\"deep\">b</li>\
                 <li class=\"numbered\">2. c</li></ul><p>End</p>",
            ),
            ("https:// [ [] h", "<p>https:// [ [] h</p>"),
            ("a\u{202e}b", "<p>a\u{fffd}b</p>"),
        ] {
            assert_eq!(block(text).into_string(), expected, "{text}");
        }
    }

    #[test]
    fn a_summary_is_one_sentence() {
        assert_eq!(summary("Creates `it`. Then more.", 40), "Creates it.");
        assert_eq!(summary("创建实例。然后", 40), "创建实例。");
        assert_eq!(summary("\n[a](https://x.com) b c", 3), "a b ...");
    }
}

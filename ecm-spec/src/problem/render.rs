//! Rendering of problems as text, as a compiler shows them.

use std::fmt::Write as _;

use super::{Position, Problem};

/// Maximum width of the part of a line that is shown.
const WIDTH: usize = 120;
/// Number of characters shown before the position where the line has to be cut.
const BEFORE: usize = 60;
/// Maximum length of a name in a message.
const MAX_QUOTE_CHARS: usize = 60;

/// Quotes a name of a spec in backticks, safe to be shown.
///
/// A long name is cut, and invisible characters are escaped.
#[must_use]
pub fn quote(name: &str) -> String {
    let mut quoted = String::from("`");
    for (index, char) in name.chars().enumerate() {
        if index == MAX_QUOTE_CHARS {
            quoted.push_str("...");
            break;
        }
        if is_invisible(char) {
            quoted.extend(char.escape_unicode());
        } else {
            quoted.push(char);
        }
    }
    quoted.push('`');
    quoted
}

/// Tells whether a reader cannot see a character, or it moves the characters behind it.
///
/// These are control and zero-width characters, direction marks, line separators, variation
/// selectors and tags.
#[must_use]
pub fn is_invisible(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

pub(super) fn problem(problem: &Problem, file_name: &str, text: &str) -> String {
    let file_name = sanitize(file_name);
    let last_line = problem.also.as_ref().map_or(0, |(at, _)| at.line).max(problem.at.line);
    let gutter = last_line.to_string().len();
    let mut out = format!("error[{}]: {}\n", problem.code, problem.message);
    // Writing to a String cannot fail.
    let _ =
        writeln!(out, "{:gutter$}--> {file_name}:{}:{}", "", problem.at.line, problem.at.column);
    let _ = writeln!(out, "{:gutter$} |", "");
    snippet(&mut out, gutter, problem.at, text, '^', "");
    if let Some((at, label)) = &problem.also {
        let _ = writeln!(out, "{:gutter$} |", "");
        let _ = writeln!(out, "{:gutter$}::: {file_name}:{}:{}", "", at.line, at.column);
        let _ = writeln!(out, "{:gutter$} |", "");
        snippet(&mut out, gutter, *at, text, '-', label);
    }
    if let Some(help) = &problem.help {
        let _ = writeln!(out, "{:gutter$} = help: {help}", "");
    }
    out
}

/// Renders the line at a position, with marks under it.
fn snippet(out: &mut String, gutter: usize, at: Position, text: &str, mark: char, label: &str) {
    let start = floor_char_boundary(text, at.offset);
    let end = floor_char_boundary(text, at.offset.saturating_add(at.length)).max(start);
    // Only the part of the line that is shown is examined, because a minified spec is one long
    // line.
    let (before, after) = text.split_at_checked(start).unwrap_or((text, ""));
    let lead = tail(before, WIDTH);
    let rest = head(after, WIDTH);
    let lead_width = lead.chars().count();
    let keep = if lead_width + rest.chars().count() <= WIDTH && at.column == lead_width + 1 {
        lead_width
    } else {
        BEFORE.min(lead_width)
    };
    let cut_before = at.column > keep + 1;
    let lead = tail(lead, keep);
    let shown = head(rest, WIDTH - keep);
    let beyond = after.get(shown.len()..).unwrap_or_default();
    let cut_after = !beyond.is_empty() && !beyond.starts_with(['\r', '\n']);
    let marked = end.saturating_sub(start).min(shown.len());
    let marks = shown.get(..marked).map_or(1, |marked| marked.chars().count()).max(1);
    let dots = if cut_before { "..." } else { "" };
    let _ = writeln!(
        out,
        "{:>gutter$} | {dots}{}{}{}",
        at.line,
        sanitize(lead),
        sanitize(shown),
        if cut_after { "..." } else { "" }
    );
    let indent = dots.len() + lead.chars().count();
    let marks = mark.to_string().repeat(marks);
    let line = format!("{:gutter$} | {:indent$}{marks} {label}", "", "");
    let _ = writeln!(out, "{}", line.trim_end());
}

/// Returns the last characters of a text, from its last line only.
fn tail(text: &str, max: usize) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(max)
        .take_while(|(_, char)| *char != '\n')
        .last()
        .map_or(text.len(), |(offset, _)| offset);
    text.get(start..).unwrap_or_default()
}

/// Returns the first characters of a text, from its first line only.
fn head(text: &str, max: usize) -> &str {
    let end = text
        .char_indices()
        .take(max)
        .take_while(|(_, char)| !matches!(char, '\r' | '\n'))
        .last()
        .map_or(0, |(offset, char)| offset + char.len_utf8());
    text.get(..end).unwrap_or_default()
}

/// Returns the closest offset at or before `offset` that is a character boundary.
fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Replaces characters that a terminal would act on, one for one.
fn sanitize(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '\t' => ' ',
            char if is_invisible(char) => '\u{fffd}',
            char => char,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::ProblemCode;
    use super::*;

    fn render(text: &str, needle: &str) -> String {
        let offset = text.find(needle).unwrap();
        let line_start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let at = Position {
            offset,
            length: needle.len(),
            line: text[..offset].matches('\n').count() + 1,
            column: text[line_start..offset].chars().count() + 1,
        };
        let problem = Problem {
            code: ProblemCode::UnknownKey,
            at,
            message: "no".into(),
            help: None,
            also: None,
        };
        problem.render("a.json", text)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let shown = render("{\r\n\t\"é\": true,\r\n}", "true");
        assert_eq!(
            shown,
            "error[unknown-key]: no\n --> a.json:2:7\n  |\n2 |  \"é\": true,\n  |       ^^^^\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}\"here\"{}", "a".repeat(500), "b".repeat(500));
        let shown = render(&text, "\"here\"");
        let lines: Vec<_> = shown.lines().collect();
        assert_eq!(lines[3], format!("1 | ...{}\"here\"{}...", "a".repeat(60), "b".repeat(54)));
        assert_eq!(lines[4], format!("  | {}^^^^^^", " ".repeat(63)));
    }

    #[test]
    fn a_mark_stops_at_the_end_of_the_line() {
        let shown = render("x {\n}\n", "{\n}");
        assert!(shown.ends_with("1 | x {\n  |   ^\n"), "{shown}");
    }

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        let shown = render("\u{202e}\u{1b}[31m\u{200b} x", "x");
        assert!(!shown.contains(['\u{202e}', '\u{1b}', '\u{200b}']), "{shown}");
        assert_eq!(quote("a\u{202e}b"), "`a\\u{202e}b`");
        assert_eq!(quote(&"x".repeat(70)), format!("`{}...`", "x".repeat(60)));
    }
}

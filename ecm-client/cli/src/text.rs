//! Text formatting shared by the subcommands.

use std::time::SystemTime;

use ecm_spec::Position;
use serde::Serialize;

use crate::verdict::Failure;

/// Formats a count with its noun: `1 action`, `2 actions`.
pub(crate) fn pluralize(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Replaces characters that a terminal acts on or that disguise the text.
pub(crate) fn sanitize(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' | '\t' => ' ',
            printable if is_printable(printable) => printable,
            _ => '\u{fffd}',
        })
        .collect()
}

/// Replaces characters as [`sanitize`] does and keeps the lines.
///
/// A carriage return is left out.
pub(crate) fn sanitize_lines(text: &str) -> String {
    let characters = text.chars().filter(|character| *character != '\r');
    let keep = |character| match character {
        '\n' | '\t' => character,
        printable if is_printable(printable) => printable,
        _ => '\u{fffd}',
    };
    characters.map(keep).collect()
}

/// Formats a time in UTC, to the second; `None` before 1970 and behind the year 9999.
pub(crate) fn timestamp(at: SystemTime) -> Option<String> {
    let since = at.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    ecm_sign::timestamp::format(i64::try_from(since.as_secs()).ok()?)
}

/// Formats JSON with every character escaped that a terminal acts on; only strings hold any.
pub(crate) fn json(value: &impl Serialize) -> Result<String, Failure> {
    Ok(escape(&serde_json::to_string_pretty(value).map_err(std::io::Error::from)?))
}

/// Formats JSON as one line, escaped as by [`json`].
pub(crate) fn json_line(value: &impl Serialize) -> Result<String, Failure> {
    Ok(escape(&serde_json::to_string(value).map_err(std::io::Error::from)?))
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => escaped.push('\n'),
            _ if is_printable(character) => escaped.push(character),
            _ => escaped.push_str(&format!("\\u{:04x}", u32::from(character))),
        }
    }
    escaped
}

/// Returns `true` if a character is visible and has no other effect.
pub(crate) fn is_printable(character: char) -> bool {
    let is_hidden = matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    !is_hidden && !character.is_control()
}

/// Place in a text in lines and characters, both counted from 1.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Span {
    line: usize,
    column: usize,
    length: usize,
}

impl Span {
    pub(crate) fn new(at: Position, text: &str) -> Self {
        let covered = text.get(at.offset..at.offset.saturating_add(at.length));
        // Length in bytes where the place is no text, as at a byte that is not UTF-8.
        let length = covered.map_or(at.length, |covered| covered.chars().count());
        Self { line: at.line, column: at.column, length }
    }
}

/// Length from which a secret id is shown in part: of a shorter one, little would be left to guess.
const MIN_SHOWN_LENGTH: usize = 16;

/// Characters shown at either end of a secret id.
const SHOWN: usize = 4;

/// Shows the ends of a secret id, by which its owner knows it.
pub(crate) fn shortened(secret_id: &str) -> String {
    let characters: Vec<char> = secret_id.chars().collect();
    let (Some(first), Some(last)) =
        (characters.first_chunk::<SHOWN>(), characters.last_chunk::<SHOWN>())
    else {
        return "****".to_owned();
    };
    match characters.len() < MIN_SHOWN_LENGTH {
        true => "****".to_owned(),
        false => {
            format!("{}****{}", first.iter().collect::<String>(), last.iter().collect::<String>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_and_what_a_terminal_acts_on_does_not() {
        assert_eq!(sanitize_lines("a\r\n\tb\u{1b}[31m\u{202e}é"), "a\n\tb\u{fffd}[31m\u{fffd}é");
    }

    #[test]
    fn a_length_is_in_characters() {
        let at = Position { offset: 1, length: 4, line: 1, column: 2 };
        assert_eq!(Span::new(at, "x\"é\"y"), Span { line: 1, column: 2, length: 3 });
        let outside = Position { offset: 9, ..at };
        assert_eq!(Span::new(outside, "x").length, 4);
    }
}

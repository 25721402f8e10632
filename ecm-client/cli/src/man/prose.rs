//! Text of a help behind the options, as paragraphs and blocks of a manual page.

use clap_mangen::roff::{Roff, roman};

use super::page::PREAMBLE;

/// Heading of commands to copy.
const EXAMPLES: &str = "Examples:";

/// Heading of the exit codes.
const EXIT_CODES: &str = "Exit codes:";

/// Mark in front of an item, as the language of manual pages names it.
const BULLET: &str = "\\(bu";

/// Piece of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Lines that flow.
    Paragraph(String),
    /// Lines that stay as they are.
    Verbatim(Vec<String>),
    /// Things with what there is to say of each: exit codes, items of a list.
    Items(Vec<(String, String)>),
}

/// Text in its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Prose {
    pub(super) examples: Vec<Block>,
    pub(super) exit_codes: Vec<Block>,
    pub(super) paragraphs: Vec<Block>,
}

impl Prose {
    /// Reads a help; what is indented belongs to the line in front of it.
    pub(super) fn read(text: &str) -> Self {
        let mut prose = Self::default();
        let mut lines = text.lines().peekable();
        let mut part = &mut prose.paragraphs;
        while let Some(line) = lines.peek().copied() {
            let is_indented = line.starts_with(' ');
            if line.is_empty() || line == EXAMPLES || line == EXIT_CODES {
                lines.next();
                part = match line {
                    EXAMPLES => &mut prose.examples,
                    EXIT_CODES => &mut prose.exit_codes,
                    _ => part,
                };
                continue;
            }
            if !is_indented {
                // A section ends where text begins at the margin again.
                part = &mut prose.paragraphs;
            }
            let mut block = Vec::new();
            let belongs = |next: &&str| !next.is_empty() && next.starts_with(' ') == is_indented;
            while let Some(next) = lines.next_if(belongs) {
                block.push(next);
            }
            part.push(match is_indented {
                true => items(&block).unwrap_or_else(|| {
                    Block::Verbatim(block.iter().map(|line| unindented(line).to_owned()).collect())
                }),
                false => Block::Paragraph(block.join(" ")),
            });
        }
        prose
    }
}

fn unindented(line: &str) -> &str {
    line.strip_prefix("  ").unwrap_or(line)
}

/// Reads a list whose items begin with a dash or a number, and go on below the text behind it.
fn items(lines: &[&str]) -> Option<Block> {
    let mut items: Vec<(String, String)> = Vec::new();
    for line in lines.iter().map(|line| unindented(line)) {
        let (tag, text) = line.split_once(' ')?;
        let is_number =
            |tag: &str| !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_digit());
        match tag {
            "-" => items.push((BULLET.to_owned(), text.trim().to_owned())),
            tag if is_number(tag.strip_suffix('.').unwrap_or(tag)) => {
                items.push((tag.to_owned(), text.trim().to_owned()));
            }
            "" => {
                let (_, item) = items.last_mut()?;
                item.push(' ');
                item.push_str(text.trim());
            }
            _ => return None,
        }
    }
    Some(Block::Items(items))
}

/// Writes a section; nothing for one without content.
pub(super) fn section(heading: &str, blocks: &[Block]) -> String {
    if blocks.is_empty() {
        return String::new();
    }
    format!("{}{}", Roff::new().control("SH", [heading]).to_roff(), written(blocks))
}

/// Writes blocks.
pub(super) fn written(blocks: &[Block]) -> String {
    let mut roff = Roff::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) => {
                roff.control("PP", []).text([roman(text)]);
            }
            Block::Verbatim(lines) => {
                roff.control("PP", []).control("RS", ["2"]).control("nf", []);
                lines.iter().for_each(|line| {
                    roff.text([roman(line)]);
                });
                roff.control("fi", []).control("RE", []);
            }
            Block::Items(items) => {
                for (tag, text) in items {
                    roff.control("IP", [tag.as_str(), "4"]).text([roman(text)]);
                }
            }
        }
    }
    roff.render().replace(PREAMBLE, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_help_has_examples_exit_codes_and_the_rest() {
        let text = "Examples:\n  a b \\\n      c\n\nA text that\ngoes on:\n  - one,\n    more\n  - two\nThe end.\n\n\
                    Exit codes:\n  0  good\n  1  bad,\n     very bad\n\nMore.\n  x = 1";
        let paragraph = |text: &str| Block::Paragraph(text.to_owned());
        let verbatim =
            |lines: &[&str]| Block::Verbatim(lines.iter().map(|line| (*line).to_owned()).collect());
        let items = |items: &[(&str, &str)]| {
            Block::Items(
                items.iter().map(|(tag, text)| ((*tag).to_owned(), (*text).to_owned())).collect(),
            )
        };
        let expected = Prose {
            examples: vec![verbatim(&["a b \\", "    c"])],
            exit_codes: vec![items(&[("0", "good"), ("1", "bad, very bad")])],
            paragraphs: vec![
                paragraph("A text that goes on:"),
                items(&[(BULLET, "one, more"), (BULLET, "two")]),
                paragraph("The end."),
                paragraph("More."),
                verbatim(&["x = 1"]),
            ],
        };
        assert_eq!(Prose::read(text), expected);
        assert_eq!(Prose::read(""), Prose::default());
    }
}

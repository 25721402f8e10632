//! Layout of the pages that `ecm explain` prints.

use anstyle::{AnsiColor, Color, Style};

use super::facts::Fact;
use crate::text::sanitize;

const TITLE: Style = Style::new().bold().fg_color(Some(Color::Ansi(AnsiColor::Green)));
const HEADER: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const WIDTH: usize = 100;
const LABEL_WIDTH: usize = 12;
const MAX_INDENT: usize = 8;

/// Page under construction; [`sanitize`] keeps a spec from controlling the terminal.
#[derive(Default)]
pub(crate) struct Page {
    text: String,
}

impl Page {
    /// Adds the kind, name and place of an item.
    pub(crate) fn title(&mut self, kind: &str, name: &str, place: &str) {
        self.separate();
        self.line(&format!("{TITLE}{kind} {}{TITLE:#}", sanitize(name)));
        if !place.is_empty() {
            self.line(&format!("  {DIM}{}{DIM:#}", sanitize(place)));
        }
    }

    pub(crate) fn head(&mut self, text: &str) {
        self.separate();
        self.line(&format!("  {HEADER}{text}{HEADER:#}"));
    }

    /// Adds the lines of a text; items of lists stay on lines of their own.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.separate();
        for line in text.lines() {
            let content = line.trim_start();
            // Items within items are indented, but nothing runs off the page.
            let lead = (line.len() - content.len()).min(MAX_INDENT) + 2;
            let indent = " ".repeat(lead + bullet_width(content));
            self.wrap(content, &" ".repeat(lead), &indent);
        }
    }

    /// Adds the documentation of an item, if it has any.
    pub(crate) fn doc(&mut self, text: Option<&str>) {
        text.into_iter().for_each(|text| self.paragraph(text));
    }

    pub(crate) fn entry(&mut self, label: &str, text: &str) {
        let indent = " ".repeat(LABEL_WIDTH + 2);
        self.wrap(text, &format!("  {label:<LABEL_WIDTH$}"), &indent);
    }

    pub(crate) fn facts(&mut self, facts: &[Fact]) {
        facts.iter().for_each(|fact| self.entry(fact.label, &fact.text));
    }

    pub(crate) fn item(&mut self, text: &str) {
        self.wrap(text, "    ", "      ");
    }

    pub(crate) fn code(&mut self, code: &str) {
        for line in code.lines() {
            self.line(format!("    {}", sanitize(line)).trim_end());
        }
    }

    /// Adds an empty line, unless the page is empty or ends with one.
    pub(crate) fn separate(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    fn wrap(&mut self, text: &str, first: &str, indent: &str) {
        let mut line = first.to_owned();
        let mut fresh = true;
        for word in sanitize(text).split_whitespace() {
            if !fresh && line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(&std::mem::replace(&mut line, indent.to_owned()));
                fresh = true;
            }
            if !fresh {
                line.push(' ');
            }
            line.push_str(word);
            fresh = false;
        }
        self.line(&line);
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
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
    fn long_text_is_wrapped_under_its_label() {
        let mut page = Page::default();
        page.entry("Label", &"word ".repeat(40));
        let page = page.finish();
        assert!(page.starts_with("  Label       word"), "{page}");
        assert!(page.lines().skip(1).all(|line| line.starts_with("              word")), "{page}");
        assert!(page.lines().all(|line| line.len() <= WIDTH), "{page}");
    }

    #[test]
    fn lines_and_lists_are_not_refilled() {
        let mut page = Page::default();
        page.paragraph(&format!("One:\n- {}\n  - two\nThree.", "word ".repeat(30)));
        let page = page.finish();
        let lines: Vec<&str> = page.lines().collect();
        assert_eq!(lines.len(), 5, "{page}");
        assert_eq!((lines[0], lines[3], lines[4]), ("  One:", "    - two", "  Three."));
        assert!(lines[1].starts_with("  - word") && lines[2].starts_with("    word"), "{page}");
    }

    #[test]
    fn a_spec_does_not_speak_to_the_terminal() {
        assert_eq!(sanitize("a\u{1b}[31m\u{202e}\nb"), "a\u{fffd}[31m\u{fffd} b");
    }
}

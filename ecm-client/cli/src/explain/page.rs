//! Layout of the pages that `ecm explain` prints.

use anstyle::{AnsiColor, Color, Style};

use crate::text::sanitize;

const TITLE: Style = Style::new().bold().fg_color(Some(Color::Ansi(AnsiColor::Green)));
const HEADER: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const WIDTH: usize = 100;
const LABEL_WIDTH: usize = 12;

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

    pub(crate) fn paragraph(&mut self, text: &str) {
        self.separate();
        self.wrap(text, "  ", "  ");
    }

    /// Adds the documentation of an item, if it has any.
    pub(crate) fn doc(&mut self, text: Option<&str>) {
        text.into_iter().for_each(|text| self.paragraph(text));
    }

    pub(crate) fn entry(&mut self, label: &str, text: &str) {
        let indent = " ".repeat(LABEL_WIDTH + 2);
        self.wrap(text, &format!("  {label:<LABEL_WIDTH$}"), &indent);
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
    fn a_spec_does_not_speak_to_the_terminal() {
        assert_eq!(sanitize("a\u{1b}[31m\u{202e}\nb"), "a\u{fffd}[31m\u{fffd} b");
    }
}

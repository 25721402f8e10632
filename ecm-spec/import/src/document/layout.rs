//! Layout and output of a document.
//!
//! New entries are laid out as people write specs: an object on one line if it fits, or else as
//! many of its members on a line as fit; tables of objects, and lists, with one entry on a line.

use std::borrow::Cow;

use super::{Container, Document, Entry, Value};

/// Maximum columns of a line.
const WIDTH: usize = 120;
struct LineStyle {
    end: &'static str,
    /// Columns of one level of indentation.
    step: usize,
}

impl LineStyle {
    /// Detects the style of the lines that exist.
    fn detect(root: &Container) -> Self {
        let mut before = root.entries.iter().filter_map(|entry| entry.before.as_deref());
        let first = before.find(|before| before.contains('\n'));
        Self {
            end: if first.is_some_and(|line| line.contains("\r\n")) { "\r\n" } else { "\n" },
            step: first.map(indent_of).filter(|step| (1..=8).contains(step)).unwrap_or(2),
        }
    }

    /// Returns the blanks with which a line begins.
    fn begin(&self, indent: usize) -> String {
        format!("{}{}", self.end, " ".repeat(indent))
    }
}

impl Document {
    /// Writes the text, with everything new laid out.
    pub(crate) fn into_text(mut self) -> String {
        self.root.lay_out(0, 0, &LineStyle::detect(&self.root));
        let mut text = self.before;
        self.root.print(&mut text);
        text.push_str(&self.after);
        text
    }
}

impl Entry {
    pub(super) fn begins_line(&self) -> bool {
        self.before.as_ref().is_some_and(|before| before.contains('\n'))
    }

    /// Returns the columns of the key, if there is one.
    fn lead(&self) -> usize {
        self.key.as_ref().map_or(0, |key| key.written.chars().count())
    }

    fn width(&self) -> usize {
        self.lead() + self.value.width()
    }
}

impl Value {
    fn width(&self) -> usize {
        match self {
            // A character has four bytes at most, and what is wider than a line is not counted out.
            Self::Plain(written) if written.len() > 4 * WIDTH => written.len() / 4,
            Self::Plain(written) => written.chars().count(),
            Self::Container(container) => container.width(),
        }
    }

    fn is_in_one_line(&self) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::Container(container) => container.is_in_one_line(),
        }
    }

    fn needs_layout(&self) -> bool {
        match self {
            Self::Plain(_) => false,
            Self::Container(container) => container.needs_layout(),
        }
    }
}

impl Container {
    fn needs_layout(&self) -> bool {
        self.entries.iter().any(|entry| entry.before.is_none() || entry.value.needs_layout())
    }

    /// Tells whether this is an object of objects, which has one entry on a line.
    fn is_table(&self) -> bool {
        let is_object = |entry: &Entry| entry.value.as_object().is_some();
        self.is_object && !self.entries.is_empty() && self.entries.iter().all(is_object)
    }

    fn is_in_one_line(&self) -> bool {
        !self.is_table()
            && !self.close.contains('\n')
            && self.entries.iter().all(|entry| !entry.begins_line() && entry.value.is_in_one_line())
    }

    /// Returns the columns of the content on one line.
    fn width(&self) -> usize {
        let blank =
            |text: &Option<Cow<'_, str>>| text.as_ref().map_or(1, |text| text.chars().count());
        let entries = self.entries.iter();
        let inside: usize = entries.map(|entry| blank(&entry.before) + entry.width() + 1).sum();
        // Each entry but the last has a comma, and there are two brackets.
        inside + 1 + self.close.chars().count() + usize::from(self.entries.is_empty())
    }

    /// Lays out new entries. `indent` is that of the line in which this begins, at `column`.
    fn lay_out(&mut self, indent: usize, column: usize, lines: &LineStyle) {
        if !self.needs_layout() {
            return;
        }
        if self.is_in_one_line() {
            self.join_line();
            if column + self.width() < WIDTH {
                return;
            }
            self.break_lines(indent, lines);
        } else if self.entries.iter().any(Entry::begins_line) {
            self.place_new_entries(column);
            self.lay_out_entries(indent, lines);
        } else {
            self.break_lines(indent, lines);
        }
    }

    fn join_line(&mut self) {
        let is_object = self.is_object;
        let mut behind_new = false;
        for (index, entry) in self.entries.iter_mut().enumerate() {
            let blank = if is_object || index > 0 { " " } else { "" };
            // The first entry of a list had no blank before it.
            if behind_new && entry.before.as_deref() == Some("") {
                entry.before = None;
            }
            behind_new = entry.before.is_none();
            entry.before.get_or_insert(Cow::Borrowed(blank));
            if let Value::Container(inside) = &mut entry.value {
                inside.join_line();
            }
        }
        if self.is_object && !self.entries.is_empty() && self.close.is_empty() {
            self.close.push(' ');
        }
    }

    /// Distributes the entries over several lines.
    fn break_lines(&mut self, indent: usize, lines: &LineStyle) {
        let inner = indent + lines.step;
        let line = lines.begin(inner);
        let fills = self.is_object && !self.is_table();
        // The column that the current line has reached; `None` if nothing may follow on it.
        let mut reached: Option<usize> = None;
        for entry in &mut self.entries {
            let fits = entry.value.is_in_one_line() && {
                if let Value::Container(inside) = &mut entry.value {
                    inside.join_line();
                }
                inner + entry.width() < WIDTH
            };
            let width = entry.width();
            match reached {
                Some(column) if fills && fits && column + 2 + width < WIDTH => {
                    entry.before = Some(Cow::Borrowed(" "));
                    reached = Some(column + 2 + width);
                }
                _ => {
                    entry.before = Some(Cow::Owned(line.clone()));
                    reached = fits.then_some(inner + width);
                }
            }
            entry.after.clear();
            let lead = entry.lead();
            if let Value::Container(inside) = &mut entry.value
                && !fits
            {
                inside.break_or_lay_out(inner, inner + lead, lines);
            }
        }
        self.close = lines.begin(indent);
    }

    /// Breaks a line that has become too long, or else lays out new entries.
    fn break_or_lay_out(&mut self, indent: usize, column: usize, lines: &LineStyle) {
        if self.is_in_one_line() && column + self.width() >= WIDTH && !self.entries.is_empty() {
            self.break_lines(indent, lines);
        } else {
            self.lay_out(indent, column, lines);
        }
    }

    /// Places new entries among others that occupy several lines. An entry shares the line of the
    /// one before it if it fits, and otherwise has a line of its own.
    fn place_new_entries(&mut self, column: usize) {
        let line = self.entries.iter().find(|entry| entry.begins_line());
        let Some(line) = line.and_then(|entry| entry.before.clone()) else { return };
        let inner = indent_of(&line);
        let fills = self.is_object && !self.is_table();
        let mut reached: Option<usize> = None;
        for index in 0..self.entries.len() {
            // Entries that follow on the same line move along.
            let rest: usize = self
                .entries
                .get(index + 1..)
                .unwrap_or_default()
                .iter()
                .take_while(|next| next.before.is_some() && !next.begins_line())
                .map(|next| next.width() + 2)
                .sum();
            let Some(entry) = self.entries.get_mut(index) else { return };
            let one_line = entry.value.is_in_one_line();
            if entry.before.is_none() {
                if let Value::Container(inside) = &mut entry.value
                    && one_line
                {
                    inside.join_line();
                }
                let width = entry.width();
                let beside = reached.is_some_and(|column| column + 2 + width + rest < WIDTH);
                if fills && one_line && index > 0 && beside {
                    entry.before = Some(Cow::Borrowed(" "));
                } else {
                    entry.before = Some(line.clone());
                }
            }
            let width = entry.width();
            reached = match (entry.begins_line(), reached) {
                _ if !one_line => None,
                (true, _) => Some(inner + width),
                (false, Some(column)) => Some(column + 2 + width),
                // Directly behind the bracket.
                (false, None) => (index == 0).then_some(column + 2 + width),
            };
        }
    }

    fn lay_out_entries(&mut self, indent: usize, lines: &LineStyle) {
        let mut inner = indent;
        for entry in &mut self.entries {
            if let Some(before) = entry.before.as_ref().filter(|before| before.contains('\n')) {
                inner = indent_of(before);
            }
            let lead = entry.lead();
            if let Value::Container(inside) = &mut entry.value
                && (inside.needs_layout() || entry.at.is_none())
            {
                inside.break_or_lay_out(inner, inner + lead, lines);
            }
        }
    }

    fn print(&self, text: &mut String) {
        text.push(if self.is_object { '{' } else { '[' });
        for (index, entry) in self.entries.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            text.push_str(entry.before.as_deref().unwrap_or(" "));
            if let Some(key) = &entry.key {
                text.push_str(&key.written);
            }
            match &entry.value {
                Value::Plain(written) => text.push_str(written),
                Value::Container(container) => container.print(text),
            }
            text.push_str(&entry.after);
        }
        text.push_str(&self.close);
        text.push(if self.is_object { '}' } else { ']' });
    }
}

/// Returns the indentation of a line that begins with these blanks.
fn indent_of(before: &str) -> usize {
    before.rsplit('\n').next().unwrap_or_default().chars().count()
}
